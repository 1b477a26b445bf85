import ArgumentParser
import Extract
import SurveyModel

/// Reads every cell of a workbook.
struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Times the reading of every cell of a workbook.",
    discussion: "The format is told by content. Peak memory is that of the whole process.")

  @Argument(help: "The workbook, in any format that Millet reads.") var file: String
  @Option(help: "How many times to read it; the least processor time counts.") var rounds = 1

  func run() throws {
    var best: Measurement?
    for _ in 0..<max(1, rounds) {
      let (cells, cost) = try Measurement.of { try Self.read(file) }
      print("\(cells) cells: \(cost)")
      if cost.processor < best?.processor ?? .infinity { best = cost }
    }
    if rounds > 1, let best { print("best: \(best)") }
  }

  /// Opens the workbook at a path, reads every cell and counts them.
  static func read(_ path: String) throws -> Int {
    let workbook = try WorkbookReader.open(path: path, name: path)
    var cells = 0
    for worksheet in workbook.worksheets {
      try workbook.read(worksheet) { batch in
        for column in batch.columns { cells += column.kinds.count { $0 != .blank } }
      }
    }
    return cells
  }
}
