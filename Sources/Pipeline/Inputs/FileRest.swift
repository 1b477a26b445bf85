import Foundation
import OperatingSystem

/// Waits until nobody seems to write to a file any more, so that what is hashed is the whole of it.
///
/// Who delivers files by a copy gives no sign of its end. A file at rest for a while counts as whole, and one
/// that looks whole (``isWhole(_:)``) does at once unless it changes under one's eyes.
struct FileRest {
  /// How long a file must not have changed that does not look whole, in seconds.
  static let rest = 1.0
  /// How long it is waited for at most, in seconds.
  static let patience = 10.0
  private static let step = 0.05

  /// The bytes at the end of a zip archive among which its closing record begins (APPNOTE.TXT 4.3.16).
  private static let longestEnd = 22 + 65_535

  private let path: PathBytes
  private let rest: Double
  private let patience: Double
  private let pause: () -> Void

  /// Says which file is waited for, and how long.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - rest: How long it must not have changed where it does not look whole, in seconds.
  ///   - patience: How long it is waited for at most, in seconds.
  ///   - pause: Passes some time between two looks.
  init(
    _ path: PathBytes, rest: Double = Self.rest, patience: Double = Self.patience,
    pause: @escaping () -> Void = { Thread.sleep(forTimeInterval: Self.step) }
  ) {
    self.path = path
    self.rest = rest
    self.patience = patience
    self.pause = pause
  }

  /// Looks at the file until it has not changed meanwhile, and looks whole or is at rest.
  ///
  /// - Parameter look: Looks at the open file; what it gave counts for nothing if the file changed.
  /// - Returns: What the file system says of the file, and what the look gave.
  /// - Throws: `SystemFault` when the file cannot be opened or read, `busy` when it still changes after all
  ///   the patience; what `look` throws.
  func awaited<Result>(
    _ look: (borrowing RegularFile) throws(SystemFault) -> Result
  ) throws(SystemFault) -> (state: FileState, result: Result) {
    let end = ContinuousClock.now + .seconds(patience)
    while true {
      let file = try RegularFile(path)
      let isLast = ContinuousClock.now >= end
      // After all the patience what is at rest is for its reader to judge.
      var mayBeWhole = isLast || !isYoung(file.state)
      if !mayBeWhole { mayBeWhole = try Self.isWhole(file) }
      if mayBeWhole {
        let result = try look(file)
        if try isSame(file) { return (file.state, result) }
      }
      guard !isLast else { throw .busy }
      pause()
    }
  }

  /// Whether the file is as it was when it was opened, and still stands under its path.
  private func isSame(_ file: borrowing RegularFile) throws(SystemFault) -> Bool {
    let now = try file.currentState()
    // One that is replaced by another name is not there for a moment, or is another.
    let there = try? FileState(of: path)
    return now == file.state && there?.identity == file.state.identity
  }

  /// Whether the last change was just now; clocks of other machines may be ahead.
  private func isYoung(_ state: FileState) -> Bool {
    let age = Date.now.timeIntervalSince1970 - Double(state.modified) / 1e9
    return abs(age) < rest
  }

  /// Whether a file ends as one of its kind does.
  ///
  /// A zip archive ends with its closing record, XML with a tag, other text with the end of a line. Of others
  /// nobody can tell, and they count as whole.
  ///
  /// - Throws: `SystemFault` when it cannot be read.
  static func isWhole(_ file: borrowing RegularFile) throws(SystemFault) -> Bool {
    let size = file.state.size
    guard size > 0 else { return false }
    let start = try file.bytes(512, at: 0)
    if start.starts(with: [0x50, 0x4B]) {
      let tail = try file.bytes(longestEnd, at: max(0, size - longestEnd))
      return tail.lastRange(of: [0x50, 0x4B, 0x05, 0x06]) != nil
    }
    let marks: [UInt8] = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x00]
    let text = start.drop { marks.contains($0) }
    // A byte that no text has tells another kind of file; in UTF-16 every other one is zero.
    let isText = !text.contains { $0 < 0x09 && $0 != 0 }
    guard isText else { return true }
    let tail = try file.bytes(64, at: max(0, size - 64)).filter { $0 != 0 }
    let spaces: [UInt8] = [0x09, 0x0A, 0x0D, 0x20, 0x1A]
    if text.drop(while: spaces.contains).first == UInt8(ascii: "<") {
      return tail.last { !spaces.contains($0) } == UInt8(ascii: ">")
    }
    return tail.last.map { [0x0A, 0x0D, 0x1A].contains($0) } ?? true
  }
}

extension Array where Element == UInt8 {
  /// Where other bytes stand last among these; nil where they do not.
  fileprivate func lastRange(of other: [UInt8]) -> Range<Int>? {
    guard other.count <= count else { return nil }
    for start in stride(from: count - other.count, through: 0, by: -1)
    where self[start..<start + other.count].elementsEqual(other) {
      return start..<start + other.count
    }
    return nil
  }
}
