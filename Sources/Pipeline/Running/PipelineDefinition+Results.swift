import Foundation
import SurveyModel

extension PipelineDefinition {
  /// The folder of the pipeline's own results in that of all pipelines, which is `Output` below the root where
  /// none is given.
  func results(in output: String?) -> String { "\(output ?? "\(root)/Output")/\(name)" }

  /// Where the root lies as seen from a folder of results, so that both can be moved together.
  func root(seenFrom folder: String) -> String {
    func parts(_ path: String) -> [String] {
      // Links are followed, since “..” leads out of where they lead to.
      URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().pathComponents
    }
    let (root, results) = (parts(root), parts(folder))
    let common = zip(root, results).prefix { $0 == $1 }.count
    let way = results.dropFirst(common).map { _ in ".." } + root.dropFirst(common)
    return way.isEmpty ? "." : way.joined(separator: "/")
  }
}
