import Foundation
import Load

/// The name of a run: when it began, the first digits of its content, and a number where there are several.
struct RunName: Hashable, Comparable {
  /// The name.
  let text: String
  /// When it began.
  let began: Date
  /// The first digits of its content.
  let digits: String
  private let number: Int

  /// Reads the name of a folder; nil where it is none that a run gives itself.
  init?(_ text: String) {
    guard
      let parts = text.wholeMatch(
        of:
          /([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z-([0-9a-f]{12})(?:-([0-9]+))?/
      )?
      .output,
      let began = try? Date(
        "\(parts.1)-\(parts.2)-\(parts.3)T\(parts.4):\(parts.5):\(parts.6)Z", strategy: .iso8601)
    else { return nil }
    self.text = text
    self.began = began
    digits = String(parts.7)
    number = parts.8.flatMap { Int($0) } ?? 1
  }

  /// The names of the runs in a pipeline's folder, the earliest first; none where it cannot be read.
  ///
  /// A run that died before it became the latest is none, even where it cannot be removed.
  static func all(in folder: String) -> [RunName] {
    let dead = Set((try? RunFolder.remains(in: folder)) ?? [])
    return ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/runs")) ?? [])
      .filter { !dead.contains($0) }.compactMap(RunName.init).sorted()
  }

  /// The earlier one, and of one second the one of the lower number.
  static func < (left: Self, right: Self) -> Bool {
    (left.began, left.number, left.text) < (right.began, right.number, right.text)
  }
}
