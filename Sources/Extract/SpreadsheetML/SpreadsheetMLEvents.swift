internal import XMLStream

/// Gives the events of a document to the reader of one worksheet.
final class SpreadsheetMLEvents: XMLEvents {
  private let held: Held<SpreadsheetMLReader>

  init(_ reader: SpreadsheetMLReader) { held = Held(reader) }

  /// The reader as it is now.
  var reader: SpreadsheetMLReader { held.value }

  /// Whether the reader needs no more.
  var isDone: Bool { held.value.isDone }

  func start(_ tag: borrowing XMLStartTag) throws { try held.value.start(tag) }

  func end(_ name: Int) throws { try held.value.end(name) }

  func text(_ utf8: Span<UInt8>) throws { try held.value.text(utf8) }
}
