import OperatingSystem
import TextEncoding

/// One part of a pattern of paths: `*` and `?` within a name, `[a-z]`, `[!a-z]`.
struct NamePattern: Hashable {
  /// The part as it was written.
  let text: String
  private let characters: [Character]

  init(_ text: String) {
    self.text = text
    characters = Array(text)
  }

  /// Whether the part stands for folders, however deep.
  var isDeep: Bool { text == "**" }

  /// Whether the part is a name and stands for nothing else.
  var isPlain: Bool { !characters.contains { "*?[".contains($0) } }

  /// Whether a name is what the part means.
  ///
  /// A name that is no UTF-8 is what the part means when its bytes are, those that are no character
  /// being one unknown character each, or when its characters in GB18030 are.
  func matches(_ name: PathBytes) -> Bool {
    if let text = name.text { return matches(text) }
    return matches(String(decoding: name.bytes, as: UTF8.self))
      || (try? TextEncoding.gb18030.text(of: name.bytes)).map(matches) ?? false
  }

  private func matches(_ text: String) -> Bool {
    Self.matches(Array(text)[...], characters[...])
  }

  private static func matches(
    _ name: ArraySlice<Character>, _ part: ArraySlice<Character>
  ) -> Bool {
    var name = name
    var part = part
    var retry: (name: ArraySlice<Character>, part: ArraySlice<Character>)?
    while !name.isEmpty || !part.isEmpty {
      if part.first == "*" {
        part = part.dropFirst()
        retry = (name, part)
        continue
      }
      if let length = single(name.first, part) {
        name = name.dropFirst()
        part = part.dropFirst(length)
        continue
      }
      guard let last = retry, !last.name.isEmpty else { return false }
      retry = (last.name.dropFirst(), last.part)
      name = last.name.dropFirst()
      part = last.part
    }
    return true
  }

  /// How many characters of the pattern stand for `character`; nil when they do not.
  private static func single(_ character: Character?, _ part: ArraySlice<Character>) -> Int? {
    guard let character, let first = part.first else { return nil }
    if first == "?" || first == character && first != "[" { return 1 }
    guard first == "[", let close = part.dropFirst(2).firstIndex(of: "]") else { return nil }
    var set = part[(part.startIndex + 1)..<close]
    let isNegated = set.first == "!"
    if isNegated { set = set.dropFirst() }
    var isMember = false
    while let low = set.first {
      let rest = set.dropFirst()
      if rest.first == "-", let high = rest.dropFirst().first {
        isMember = isMember || (low <= character && character <= high)
        set = rest.dropFirst(2)
      } else {
        isMember = isMember || low == character
        set = rest
      }
    }
    return isMember == isNegated ? nil : close - part.startIndex + 1
  }
}
