internal import CLibXML2

/// Looks interned names up by their addresses in libxml2's dictionary.
///
/// libxml2 gives one address for one name, so that a look-up is a hash of a pointer and never a
/// comparison of strings.
@safe struct NameTable {
  /// A local name, and what it means in the namespace that it was last seen in.
  private struct Slot {
    var key: UInt = 0
    var number: Int32 = -1
    var id: Int32 = -1
    var namespace: UInt = .max
  }

  private let locals: UnsafeMutablePointer<Slot>
  private let capacity: Int
  private let localCount: Int
  private var uris: [(key: UInt, group: Int)] = []
  private let groups: [[String]]
  /// Beyond this many namespaces a document's further ones are unknown: no honest one has them.
  private static let mostNamespaces = 64
  /// The index of a vocabulary's name, by group and local name; -1 where there is none.
  private let ids: [Int32]

  init(_ vocabulary: XMLVocabulary, dictionary: xmlDictPtr?) {
    var numbers: [String: Int] = [:]
    for name in vocabulary.names where numbers[name.local] == nil {
      numbers[name.local] = numbers.count
    }
    localCount = numbers.count
    var capacity = 16
    while capacity < numbers.count * 4 { capacity *= 2 }
    self.capacity = capacity
    unsafe locals = .allocate(capacity: capacity)
    unsafe locals.initialize(repeating: Slot(), count: capacity)
    groups = vocabulary.groups
    var ids = [Int32](repeating: -1, count: vocabulary.groups.count * max(numbers.count, 1))
    for (index, name) in vocabulary.names.enumerated() {
      ids[name.group * localCount + (numbers[name.local] ?? 0)] = Int32(index)
    }
    self.ids = ids
    for (local, number) in numbers {
      guard let name = unsafe xmlDictLookup(dictionary, local, -1) else { continue }
      let key = UInt(bitPattern: name)
      var slot = Self.hash(key) & (capacity - 1)
      while unsafe locals[slot].key != 0 { slot = (slot + 1) & (capacity - 1) }
      unsafe locals[slot] = Slot(key: key, number: Int32(number))
    }
  }

  func deallocate() {
    unsafe locals.deallocate()
  }

  /// The index of a name in the vocabulary, or -1.
  mutating func id(local: UnsafePointer<UInt8>?, namespace: UnsafePointer<UInt8>?) -> Int {
    let key = UInt(bitPattern: local)
    let uri = UInt(bitPattern: namespace)
    var slot = Self.hash(key) & (capacity - 1)
    while unsafe locals[slot].key != 0 {
      if unsafe locals[slot].key == key {
        if unsafe locals[slot].namespace != uri {
          let group = unsafe group(of: namespace)
          let id = group < 0 ? -1 : ids[group * localCount + Int(unsafe locals[slot].number)]
          unsafe locals[slot].id = id
          unsafe locals[slot].namespace = uri
        }
        return Int(unsafe locals[slot].id)
      }
      slot = (slot + 1) & (capacity - 1)
    }
    return -1
  }

  private mutating func group(of namespace: UnsafePointer<UInt8>?) -> Int {
    let key = UInt(bitPattern: namespace)
    for known in uris where known.key == key { return known.group }
    guard uris.count < Self.mostNamespaces else { return -1 }
    let uri = unsafe namespace.map { unsafe String(cString: $0) } ?? ""
    let group = groups.firstIndex { $0.contains(uri) } ?? -1
    uris.append((key, group))
    return group
  }

  private static func hash(_ bits: UInt) -> Int {
    Int(truncatingIfNeeded: (bits ^ bits >> 17) &* 0x9E37_79B9_7F4A_7C15 >> 40)
  }
}
