internal import ZipArchive

/// A place in a document from which ranges of it are read one behind another.
///
/// Ranges that come in the order of the document cost one pass over it, however many they are.
final class DocumentCursor {
  private let open: () throws -> any ByteSource
  private var source: (any ByteSource)?
  /// The bytes that were read last, and where in the document they stand.
  private var buffer = [UInt8](repeating: 0, count: 1 << 17)
  private var held = 0..<0

  init(_ document: XMLDocument) {
    open = document.open
  }

  /// Gives the bytes of a range in pieces, until there are no more or `take` says that it is enough.
  func read(
    _ range: Range<Int>, progress: ((_ done: Int, _ total: Int) -> Void)?,
    _ take: (Span<UInt8>) throws -> Bool
  ) throws {
    if source == nil || range.lowerBound < held.lowerBound {
      source = try open()
      held = 0..<0
    }
    guard let source else { return }
    var buffer: [UInt8] = []
    swap(&buffer, &self.buffer)
    defer { swap(&buffer, &self.buffer) }
    while held.lowerBound < range.upperBound {
      let wanted = range.clamped(to: held)
      if !wanted.isEmpty {
        let start = wanted.lowerBound - held.lowerBound
        let isEnough = try take(buffer.span.extracting(start..<(start + wanted.count)))
        if isEnough { return }
      }
      guard held.upperBound < range.upperBound else { return }
      var next = held.upperBound
      if range.lowerBound > next, let file = source as? FileStream {
        file.seek(to: range.lowerBound)
        next = range.lowerBound
      }
      let count = try source.read(into: &buffer, from: 0)
      held = next..<(next + count)
      if count == 0 { return }
      if let progress { progress(source.progress.done, source.progress.total) }
    }
  }
}
