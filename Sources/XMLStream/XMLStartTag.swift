internal import CLibXML2

/// The start tag of an element: valid only during the call that brings it.
@safe package struct XMLStartTag: ~Copyable {
  /// The index of the element's name in the vocabulary, or -1.
  package let name: Int
  /// The number of attributes.
  package let count: Int
  let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  let names: UnsafeMutablePointer<NameTable>

  init(
    name: Int, count: Int, attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    names: UnsafeMutablePointer<NameTable>
  ) {
    self.name = name
    self.count = count
    unsafe self.attributes = attributes
    unsafe self.names = names
  }

  /// The index in the vocabulary of an attribute's name, or -1.
  package func name(at index: Int) -> Int {
    guard let attributes = unsafe attributes, index < count else { return -1 }
    return unsafe names.pointee.id(
      local: attributes[index * 5], namespace: attributes[index * 5 + 2])
  }

  /// Lends the UTF-8 of an attribute's value as it stands, without decoding `&#38;`.
  package func withValue<Result>(at index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    guard let attributes = unsafe attributes, index < count,
      let start = unsafe attributes[index * 5 + 3], let end = unsafe attributes[index * 5 + 4]
    else { return body([UInt8]().span) }
    return unsafe body(UnsafeBufferPointer(start: start, count: end - start).span)
  }

  /// The value of the attribute at an index.
  package func string(at index: Int) -> String {
    let text = withValue(at: index) { value in
      unsafe value.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
    // Without entity substitution libxml2 leaves ampersands of attribute values as references.
    return text.utf8.contains(UInt8(ascii: "&")) ? text.replacing("&#38;", with: "&") : text
  }

  /// The whole number in the value of the attribute at an index; nil when there is none.
  package func integer(at index: Int) -> Int? {
    withValue(at: index) { value in
      var number = 0
      var isNegative = false
      var digits = 0
      for position in 0..<value.count {
        let byte = value[position]
        if byte >= 48, byte <= 57 {
          digits += 1
          guard digits <= 18 else { return nil }
          number = number &* 10 &+ Int(byte &- 48)
        } else if byte == UInt8(ascii: "-"), position == 0 {
          isNegative = true
        } else if byte != 0x20, byte != 0x0A, byte != 0x09, byte != 0x0D {
          return nil
        }
      }
      return digits == 0 ? nil : isNegative ? -number : number
    }
  }

  /// The index of the attribute of a name, or nil.
  package func index(of name: Int) -> Int? {
    for index in 0..<count where self.name(at: index) == name { return index }
    return nil
  }

  /// The value of the attribute of a name, or nil.
  package func string(_ name: Int) -> String? { index(of: name).map { string(at: $0) } }

  /// The whole number in the attribute of a name, or nil.
  package func integer(_ name: Int) -> Int? { index(of: name).flatMap { integer(at: $0) } }

  /// Whether the attribute of a name says `1`, `true` or `on`.
  package func flag(_ name: Int) -> Bool? {
    string(name).map { ["1", "true", "on", "t"].contains($0.lowercased()) }
  }

  /// The local name of the element's attribute at an index, whatever its namespace.
  package func localName(at index: Int) -> String {
    guard let attributes = unsafe attributes, index < count,
      let name = unsafe attributes[index * 5]
    else { return "" }
    return unsafe String(cString: name)
  }
}
