internal import CLibXML2

/// Holds the events where they can be reached without counting references, three times a cell.
final class EventsBox {
  let events: any XMLEvents

  init(events: any XMLEvents) {
    self.events = events
  }
}

/// What libxml2's callbacks share.
///
/// It must not outlive its context.
@safe struct ParserState {
  let events: Unmanaged<EventsBox>
  var names: NameTable
  let context: xmlParserCtxtPtr
  var thrown: (any Error)?
  var failure: XMLSyntaxError?
  private let box: EventsBox
  private var depth = 0
  /// How many namespaces the open elements declare, and which of them do.
  private var namespaces = 0
  private var declaring: [(depth: Int, count: Int)] = []

  /// libxml2 looks through all of them for every name.
  private static let mostNamespaces = 512

  init(events: any XMLEvents, names: NameTable, context: xmlParserCtxtPtr) {
    box = EventsBox(events: events)
    unsafe self.events = Unmanaged.passUnretained(box)
    self.names = names
    unsafe self.context = context
  }

  var isStopped: Bool { thrown != nil }

  /// An element starts that declares so many namespaces.
  mutating func open(namespaces count: Int) {
    depth += 1
    guard count > 0 else { return }
    declaring.append((depth, count))
    namespaces += count
    guard namespaces > Self.mostNamespaces else { return }
    stop(XMLSyntaxError(line: 0, column: 0, reason: "too many namespaces are declared"))
  }

  /// An element ends.
  mutating func close() {
    if let last = declaring.last, last.depth == depth {
      declaring.removeLast()
      namespaces -= last.count
    }
    depth -= 1
  }

  mutating func stop(_ error: any Error) {
    if thrown == nil { thrown = error }
    unsafe xmlStopParser(context)
  }

  mutating func record(line: Int32, column: Int32, message: String) {
    guard failure == nil else { return }
    var reason = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? "malformed"
    while reason.hasSuffix(".") || reason.hasSuffix(" ") { reason.removeLast() }
    failure = XMLSyntaxError(line: Int(line), column: Int(column), reason: reason)
  }

  mutating func refuseEntities() {
    guard failure == nil else { return }
    failure = XMLSyntaxError(
      .entities, line: Int(unsafe xmlSAX2GetLineNumber(context)), column: 0,
      reason: "the document declares entities")
    unsafe xmlStopParser(context)
  }

  static var handler: xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = XML_SAX2_MAGIC
    unsafe handler.startElementNs = startElement
    unsafe handler.endElementNs = endElement
    unsafe handler.characters = characters
    unsafe handler.ignorableWhitespace = characters
    unsafe handler.cdataBlock = characters
    unsafe handler.entityDecl = { context, _, _, _, _, _ in
      unsafe context?.assumingMemoryBound(to: ParserState.self).pointee.refuseEntities()
    }
    unsafe handler.serror = { context, error in
      guard let state = unsafe context?.assumingMemoryBound(to: ParserState.self),
        let error = unsafe error, unsafe error.pointee.level.rawValue >= XML_ERR_FATAL.rawValue
      else { return }
      let message = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? "malformed"
      unsafe state.pointee.record(
        line: error.pointee.line, column: error.pointee.int2, message: message)
    }
    return unsafe handler
  }
}

private let startElement: startElementNsSAX2Func = {
  context, local, _, namespace, declared, _, count, _, attributes in
  guard let state = unsafe context?.assumingMemoryBound(to: ParserState.self) else { return }
  unsafe state.pointee.open(namespaces: Int(declared))
  let id = unsafe state.pointee.names.id(local: local, namespace: namespace)
  do {
    let names = unsafe state.pointer(to: \.names)
    guard let names = unsafe names else { return }
    try unsafe state.pointee.events._withUnsafeGuaranteedRef {
      try unsafe $0.events.start(
        XMLStartTag(name: id, count: Int(count), attributes: attributes, names: names))
    }
  } catch {
    unsafe state.pointee.stop(error)
  }
}

private let endElement: endElementNsSAX2Func = { context, local, _, namespace in
  guard let state = unsafe context?.assumingMemoryBound(to: ParserState.self) else { return }
  unsafe state.pointee.close()
  do {
    let id = unsafe state.pointee.names.id(local: local, namespace: namespace)
    try unsafe state.pointee.events._withUnsafeGuaranteedRef { try $0.events.end(id) }
  } catch {
    unsafe state.pointee.stop(error)
  }
}

private let characters: charactersSAXFunc = { context, bytes, count in
  guard let state = unsafe context?.assumingMemoryBound(to: ParserState.self), count > 0
  else { return }
  do {
    try unsafe state.pointee.events._withUnsafeGuaranteedRef {
      try unsafe $0.events.text(UnsafeBufferPointer(start: bytes, count: Int(count)).span)
    }
  } catch {
    unsafe state.pointee.stop(error)
  }
}
