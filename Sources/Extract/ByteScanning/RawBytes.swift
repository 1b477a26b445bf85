#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

extension [UInt8] {
  /// The next place of a byte before `end`.
  func index(of byte: UInt8, from start: Int, upTo end: Int) -> Int? {
    guard start < end else { return nil }
    return unsafe withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress,
        let found = unsafe memchr(base + start, Int32(byte), end - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// The next `<` that one of the given bytes follows; behind a slash the slash's follower counts.
  ///
  /// `initials` has 256 entries and includes the slash. The bytes must not end at `end`.
  func tag(from start: Int, upTo end: Int, starting initials: [Bool]) -> Int? {
    unsafe withUnsafeBufferPointer { bytes in
      unsafe initials.withUnsafeBufferPointer { initials in
        guard let base = bytes.baseAddress else { return nil }
        var index = start
        while index < end, let found = unsafe memchr(base + index, 0x3C, end - index) {
          index = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
          guard index + 2 < bytes.count else { return index }
          let next = unsafe base[index + 1]
          if unsafe initials[Int(next)], unsafe next != 0x2F || initials[Int(base[index + 2])] {
            return index
          }
          index += 1
        }
        return nil
      }
    }
  }

  /// Copies some of the bytes to the start; what stood there is lost.
  mutating func moveToFront(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    unsafe withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      unsafe base.copyMemory(from: base + range.lowerBound, byteCount: range.count)
    }
  }

  /// Adds the bytes of a span behind these.
  @inline(__always) mutating func append(_ span: Span<UInt8>) {
    unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

/// The four bytes at a place as a little-endian number.
@inline(__always) func load32(_ p: UnsafePointer<UInt8>) -> UInt32 {
  unsafe UInt32(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt32.self))
}

/// The eight bytes at a place as a little-endian number.
@inline(__always) func load64(_ p: UnsafePointer<UInt8>) -> UInt64 {
  unsafe UInt64(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt64.self))
}

/// Whether a byte is white space of XML.
@inline(__always) func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}

/// One attribute of a start tag, plain enough to need no parser.
@safe struct ScannedAttribute {
  let name: UnsafePointer<UInt8>
  let nameLength: Int
  let value: UnsafePointer<UInt8>
  let valueLength: Int
  /// The place behind the closing quotation mark.
  let end: UnsafePointer<UInt8>

  /// Reads `name="value"`; nil when it is anything else, or declares a namespace.
  init?(_ start: UnsafePointer<UInt8>, _ limit: UnsafePointer<UInt8>) {
    var p = unsafe start
    let first = unsafe p[0] | 0x20
    guard first &- 0x61 < 26 else { return nil }
    while unsafe p < limit, unsafe p[0] != 0x3D {
      let byte = unsafe p[0]
      guard
        (byte | 0x20) &- 0x61 < 26 || byte &- 48 < 10 || byte == 0x3A
          || byte == 0x2D || byte == 0x5F || byte == 0x2E
      else { return nil }
      unsafe p += 1
    }
    unsafe name = start
    nameLength = unsafe p - start
    let isNamespace = unsafe nameLength >= 5 && load32(start) == 0x6E6C_6D78 && start[4] == 0x73
    guard !isNamespace, unsafe p < limit else { return nil }
    unsafe p += 1
    let quote = unsafe p[0]
    guard quote == 0x22 || quote == 0x27 else { return nil }
    unsafe p += 1
    unsafe value = p
    while unsafe p < limit, unsafe p[0] != quote {
      let byte = unsafe p[0]
      guard byte >= 0x20, byte < 0x80, byte != 0x3C, byte != 0x26 else { return nil }
      unsafe p += 1
    }
    guard unsafe p < limit else { return nil }
    valueLength = unsafe p - value
    unsafe end = p + 1
  }

  /// The value when it is a number of one to nine digits.
  var integer: Int? {
    guard (1...9).contains(valueLength) else { return nil }
    var number = 0
    for index in 0..<valueLength {
      let digit = unsafe value[index] &- 48
      guard digit < 10 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// The value when it is one of `0`, `1`, `false`, `true`.
  var flag: Bool? {
    switch valueLength {
    case 1:
      let digit = unsafe value[0] &- 48
      return digit < 2 ? digit == 1 : nil
    case 4: return unsafe load32(value) == 0x6575_7274 ? true : nil
    case 5: return unsafe load32(value) == 0x736C_6166 && value[4] == 0x65 ? false : nil
    default: return nil
    }
  }

  /// Whether the name is `other`, at most eight bytes.
  func isNamed(_ other: StaticString) -> Bool {
    guard nameLength == other.utf8CodeUnitCount else { return false }
    for index in 0..<nameLength
    where unsafe name[index] != other.utf8Start[index] { return false }
    return true
  }
}

/// The names of a tag's attributes so far: XML allows none twice.
@safe struct ScannedAttributeNames {
  private var names: [8 of (start: UInt, length: Int)] = .init(repeating: (0, 0))
  private var count = 0

  /// Adds a name; false when it was there already, or when there are too many to tell.
  mutating func insert(_ attribute: ScannedAttribute) -> Bool {
    guard count < 8 else { return false }
    for index in 0..<count where names[index].length == attribute.nameLength {
      guard let other = unsafe UnsafePointer<UInt8>(bitPattern: names[index].start) else {
        return false
      }
      var same = 0
      while same < attribute.nameLength, unsafe other[same] == attribute.name[same] { same += 1 }
      if same == attribute.nameLength { return false }
    }
    unsafe names[count] = (UInt(bitPattern: attribute.name), attribute.nameLength)
    count += 1
    return true
  }
}
