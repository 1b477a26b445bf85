import Foundation

/// A pattern of paths: `*` and `?` within a name, `**` over folders, `[a-z]` and `{xlsx,xml}`.
struct FilePattern {
  /// The pattern as it was written, relative to a folder.
  let text: String

  init(_ text: String) {
    self.text = text
  }

  /// The files below a folder that the pattern names, as paths relative to it, sorted by code units.
  ///
  /// Hidden files are left out, and so are the lock files that office programs leave (`~$…`).
  func files(in root: String) -> [String] {
    var found: Set<String> = []
    for alternative in Self.alternatives(text) {
      let parts = alternative.split(separator: "/").map(String.init)
      let isPlain = { (part: String) in !part.contains { "*?[".contains($0) } }
      let folder = parts.dropLast().prefix(while: isPlain)
      let rest = Array(parts.dropFirst(folder.count))
      found.formUnion(Self.files(matching: rest[...], in: folder.joined(separator: "/"), of: root))
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func files(
    matching parts: ArraySlice<String>, in folder: String, of root: String
  ) -> [String] {
    guard let part = parts.first else { return [] }
    let path = folder.isEmpty ? root : "\(root)/\(folder)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    var found: [String] = []
    for name in names where !name.hasPrefix(".") && !name.hasPrefix("~$") {
      let relative = folder.isEmpty ? name : "\(folder)/\(name)"
      let item = URL(filePath: "\(root)/\(relative)").resolvingSymlinksInPath()
      guard let isFolder = try? item.resourceValues(forKeys: [.isDirectoryKey]).isDirectory else {
        continue
      }
      if part == "**" {
        if isFolder { found += files(matching: parts, in: relative, of: root) }
      } else if matches(Array(name)[...], Array(part)[...]) {
        if parts.count > 1, isFolder {
          found += files(matching: parts.dropFirst(), in: relative, of: root)
        } else if parts.count == 1, !isFolder {
          found.append(relative)
        }
      }
    }
    if part == "**" { found += files(matching: parts.dropFirst(), in: folder, of: root) }
    return found
  }

  /// Whether a name is what one part of a pattern means.
  static func matches(_ name: ArraySlice<Character>, _ part: ArraySlice<Character>) -> Bool {
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

  /// The patterns that braces stand for: `a.{xlsx,xml}` is two.
  static func alternatives(_ text: String) -> [String] {
    guard let open = text.firstIndex(of: "{") else { return [text] }
    var depth = 0
    var start = text.index(after: open)
    var choices: [Substring] = []
    for index in text[open...].indices {
      switch text[index] {
      case "{": depth += 1
      case "," where depth == 1:
        choices.append(text[start..<index])
        start = text.index(after: index)
      case "}":
        depth -= 1
        guard depth == 0 else { continue }
        choices.append(text[start..<index])
        let tail = text[text.index(after: index)...]
        return choices.flatMap { alternatives("\(text[..<open])\($0)\(tail)") }
      default: continue
      }
    }
    return [text]
  }
}
