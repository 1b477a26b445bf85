internal import CLibXML2

/// Parses a page of HTML, however broken, and tells what it says to an ``HTMLEvents``.
@safe package enum HTMLStreamParser {
  /// Parses a whole page.
  ///
  /// - Parameters:
  ///   - utf8: The page in UTF-8, whatever encoding it declares.
  ///   - events: Is told what it says.
  /// - Throws: What the events threw, or ``XMLSyntaxError`` when the page is longer than libxml2
  ///   counts or nests too deep.
  package static func parse(_ utf8: Span<UInt8>, events: any HTMLEvents) throws {
    guard utf8.count > 0 else { return }
    guard utf8.count < Int(Int32.max) else {
      throw XMLSyntaxError(line: 0, column: 0, reason: "the page is longer than 2 GiB")
    }
    guard HTMLAttributes.areFew(in: utf8) else {
      throw XMLSyntaxError(line: 0, column: 0, reason: "a start tag has too many attributes")
    }
    var state = HTMLState(events: events)
    unsafe utf8.withUnsafeBufferPointer { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { chars in
        guard
          let context = unsafe htmlCreateMemoryParserCtxt(
            chars.baseAddress, Int32(clamping: chars.count))
        else { return }
        unsafe withUnsafeMutablePointer(to: &state) { state in
          unsafe state.pointee.context = context
          unsafe xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
          let options =
            HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_IGNORE_ENC.rawValue
          unsafe htmlCtxtUseOptions(context, Int32(options))
          unsafe context.pointee.sax.pointee = HTMLState.handler
          unsafe context.pointee.userData = UnsafeMutableRawPointer(state)
          unsafe htmlParseDocument(context)
        }
        if let document = unsafe context.pointee.myDoc { unsafe xmlFreeDoc(document) }
        unsafe context.pointee.myDoc = nil
        unsafe htmlFreeParserCtxt(context)
      }
    }
    if let thrown = state.thrown { throw thrown }
  }
}

/// Looks for start tags of very many attributes, each of which libxml2 compares with all others.
private enum HTMLAttributes {
  private static let most = 512

  static func areFew(in page: Span<UInt8>) -> Bool {
    var index = 0
    while index + 1 < page.count {
      guard page[index] == 0x3C, isLetter(page[index + 1]) else {
        index += 1
        continue
      }
      let isScript = stands("<script", in: page, at: index)
      guard let end = end(ofTag: page, at: index) else { return false }
      index = end
      // What looks like tags in a script is none.
      while isScript, index < page.count, !stands("</script", in: page, at: index) { index += 1 }
    }
    return true
  }

  /// The place behind a tag; nil when it has too many attributes.
  private static func end(ofTag page: Span<UInt8>, at start: Int) -> Int? {
    var index = start + 1
    var attributes = 0
    var isName = true
    while index < page.count, page[index] != 0x3E {
      let byte = page[index]
      if byte == 0x3D {
        index += 1
        while index < page.count, page[index] <= 0x20 { index += 1 }
        if index < page.count, page[index] == 0x22 || page[index] == 0x27 {
          let quote = page[index]
          index += 1
          while index < page.count, page[index] != quote { index += 1 }
        }
        isName = false
      } else if byte <= 0x20 || byte == 0x2F {
        isName = false
      } else if !isName {
        isName = true
        attributes += 1
        guard attributes <= most else { return nil }
      }
      index += 1
    }
    return index
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  private static func stands(_ word: StaticString, in page: Span<UInt8>, at index: Int) -> Bool {
    guard index + word.utf8CodeUnitCount <= page.count else { return false }
    for offset in 0..<word.utf8CodeUnitCount
    where unsafe page[index + offset] | 0x20 != word.utf8Start[offset] | 0x20 { return false }
    return true
  }
}

/// What libxml2's HTML callbacks share.
@safe private struct HTMLState {
  let events: any HTMLEvents
  var context: htmlParserCtxtPtr?
  var thrown: (any Error)?
  private var depth = 0

  /// The depth of elements beyond which a page is refused; libxml2 slows down with it.
  private static let deepest = 512

  init(events: any HTMLEvents) {
    self.events = events
  }

  mutating func start(_ name: String, _ attributes: [String: String]) {
    depth += 1
    guard thrown == nil else { return }
    guard depth <= Self.deepest else {
      return stop(XMLSyntaxError(line: 0, column: 0, reason: "elements nest too deep"))
    }
    do { try events.start(name, attributes, at: offset) } catch { stop(error) }
  }

  /// The offset of the byte that the parser has come to.
  private var offset: Int {
    guard let input = unsafe context?.pointee.input else { return 0 }
    return unsafe Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base)
  }

  mutating func end(_ name: String) {
    depth -= 1
    guard thrown == nil else { return }
    do { try events.end(name) } catch { stop(error) }
  }

  mutating func text(_ utf8: Span<UInt8>) {
    guard thrown == nil else { return }
    do { try events.text(utf8) } catch { stop(error) }
  }

  private mutating func stop(_ error: any Error) {
    thrown = error
    unsafe xmlStopParser(context)
  }

  static var handler: xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.startElement = startElement
    unsafe handler.endElement = endElement
    unsafe handler.characters = characters
    unsafe handler.ignorableWhitespace = characters
    unsafe handler.cdataBlock = { _, _, _ in }
    return unsafe handler
  }
}

private let startElement: startElementSAXFunc = { context, name, attributes in
  guard let state = unsafe context?.assumingMemoryBound(to: HTMLState.self),
    let name = unsafe name
  else { return }
  var values: [String: String] = [:]
  if let attributes = unsafe attributes {
    var index = 0
    while let key = unsafe attributes[index] {
      let value = unsafe attributes[index + 1].map { unsafe String(cString: $0) } ?? ""
      values[unsafe String(cString: key).lowercased()] = value
      index += 2
    }
  }
  unsafe state.pointee.start(String(cString: name).lowercased(), values)
}

private let endElement: endElementSAXFunc = { context, name in
  guard let state = unsafe context?.assumingMemoryBound(to: HTMLState.self),
    let name = unsafe name
  else { return }
  unsafe state.pointee.end(String(cString: name).lowercased())
}

private let characters: charactersSAXFunc = { context, bytes, count in
  guard let state = unsafe context?.assumingMemoryBound(to: HTMLState.self), count > 0
  else { return }
  unsafe state.pointee.text(UnsafeBufferPointer(start: bytes, count: Int(count)).span)
}
