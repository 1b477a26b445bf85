internal import CLibXML2

/// Parses a document that comes in chunks and tells what it says to an ``XMLEvents``.
///
/// Built on libxml2's SAX2 interface with interned names. Nothing is ever fetched, no entity is
/// declared or substituted, and a document that tries is refused.
@safe package final class XMLStreamParser {
  private let context: xmlParserCtxtPtr
  private let state: UnsafeMutablePointer<ParserState>
  private var attributes = AttributeGuard()

  /// Makes a parser of one document.
  package init(_ vocabulary: XMLVocabulary, events: any XMLEvents) {
    let state = UnsafeMutablePointer<ParserState>.allocate(capacity: 1)
    var handler = unsafe ParserState.handler
    guard let context = unsafe xmlCreatePushParserCtxt(&handler, state, nil, 0, nil) else {
      preconditionFailure("no memory for a parser")
    }
    unsafe xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
    unsafe state.initialize(
      to: ParserState(
        events: events, names: NameTable(vocabulary, dictionary: context.pointee.dict),
        context: context))
    unsafe self.context = context
    unsafe self.state = state
  }

  deinit {
    if let document = unsafe context.pointee.myDoc { unsafe xmlFreeDoc(document) }
    unsafe context.pointee.myDoc = nil
    unsafe xmlFreeParserCtxt(context)
    unsafe state.pointee.names.deallocate()
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  /// The one-based line that the parser has reached.
  package var line: Int { Int(unsafe xmlSAX2GetLineNumber(context)) }

  /// Whether the events ended the parse on their own account.
  package var isStopped: Bool { unsafe state.pointee.isStopped }

  /// Parses the next bytes.
  ///
  /// - Throws: ``XMLSyntaxError``, or what the events threw.
  package func feed(_ bytes: Span<UInt8>) throws {
    guard attributes.allows(bytes) else {
      throw XMLSyntaxError(line: line, column: 0, reason: "a start tag has too many attributes")
    }
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + Self.piece)
      try feed(piece: bytes.extracting(start..<end))
      start = end
    }
  }

  /// libxml2 refuses 10 MB that it is given at once.
  private static let piece = 1 << 20

  private func feed(piece bytes: Span<UInt8>) throws {
    let code = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { chars in
        unsafe xmlParseChunk(context, chars.baseAddress, Int32(chars.count), 0)
      }
    }
    try check(code)
  }

  /// Says that the document is at its end.
  ///
  /// - Throws: ``XMLSyntaxError`` when the document is incomplete, or what the events threw.
  package func finish() throws {
    try check(unsafe xmlParseChunk(context, nil, 0, 1))
  }

  private func check(_ code: Int32) throws {
    if let error = unsafe state.pointee.thrown { throw error }
    if let failure = unsafe state.pointee.failure { throw failure }
    let isWellFormed = unsafe context.pointee.wellFormed == 1
    guard code == 0 || isWellFormed else {
      throw XMLSyntaxError(line: line, column: 0, reason: "not well formed")
    }
  }
}
