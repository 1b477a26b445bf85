/// A tag, comment or declaration of a page.
struct HTMLTag {
  /// The element's name in lower case; empty for comments and declarations.
  let name: String
  /// Whether it ends its element.
  let isEnd: Bool
  /// Whether it is an element of its own (`<br/>`).
  let isEmpty: Bool
  let start: Int
  /// The position behind it.
  let end: Int

  /// The name of an element at a place, in lower case; empty when there is none.
  static func name(in scalars: [Unicode.Scalar], at start: Int) -> String {
    var name = ""
    var at = start
    while at < scalars.count, scalars[at].isASCII,
      scalars[at].properties.isAlphabetic || scalars[at].isASCIIDigit
    {
      name.unicodeScalars.append(scalars[at])
      at += 1
    }
    return name.lowercased()
  }

  /// Reads a tag; nil when the `<` is a character of the text.
  init?(in scalars: [Unicode.Scalar], at start: Int) {
    var at = start + 1
    guard at < scalars.count else { return nil }
    self.start = start
    if scalars[at] == "!" || scalars[at] == "?" {
      let isComment = scalars[at...].starts(with: ["!", "-", "-"])
      while at < scalars.count {
        if scalars[at] == ">",
          !isComment || (scalars[at - 1] == "-" && scalars[at - 2] == "-" && at >= start + 6)
        {
          break
        }
        at += 1
      }
      (name, isEnd, isEmpty, end) = ("", false, true, min(at + 1, scalars.count))
      return
    }
    isEnd = scalars[at] == "/"
    if isEnd { at += 1 }
    name = Self.name(in: scalars, at: at)
    guard !name.isEmpty else { return nil }
    at += name.unicodeScalars.count
    var quote: Unicode.Scalar?
    while at < scalars.count {
      if let open = quote {
        if scalars[at] == open { quote = nil }
      } else if scalars[at] == "\"" || scalars[at] == "'" {
        quote = scalars[at]
      } else if scalars[at] == ">" {
        break
      }
      at += 1
    }
    if at >= scalars.count, quote != nil {
      // A quotation mark that is never closed hides no more than its tag.
      at = scalars[start...].firstIndex(of: ">") ?? scalars.count - 1
    }
    isEmpty = at < scalars.count && scalars[at - 1] == "/"
    end = min(at + 1, scalars.count)
  }

  /// The longest value of an attribute that is read.
  private static let longestValue = 2000

  /// The attributes of the tag, names in lower case; of those of one name the first.
  func attributes(in scalars: [Unicode.Scalar]) -> [String: String] {
    var attributes: [String: String] = [:]
    var at = start + 1 + name.unicodeScalars.count
    let last = end - 1
    while at < last {
      guard !Self.parts(scalars[at]) else {
        at += 1
        continue
      }
      var key = String.UnicodeScalarView()
      while at < last, !Self.parts(scalars[at]), scalars[at] != "=" || key.isEmpty {
        key.append(scalars[at])
        at += 1
      }
      var next = at
      while next < last, scalars[next].properties.isWhitespace { next += 1 }
      var value = String.UnicodeScalarView()
      if next < last, scalars[next] == "=" {
        at = next + 1
        while at < last, scalars[at].properties.isWhitespace { at += 1 }
        if at < last, scalars[at] == "\"" || scalars[at] == "'" {
          let quote = scalars[at]
          at += 1
          while at < last, scalars[at] != quote {
            if value.count < Self.longestValue { value.append(scalars[at]) }
            at += 1
          }
          at += 1
        } else {
          while at < last, !scalars[at].properties.isWhitespace {
            if value.count < Self.longestValue { value.append(scalars[at]) }
            at += 1
          }
        }
      }
      let name = String(key).lowercased()
      if attributes[name] == nil { attributes[name] = String(value) }
    }
    return attributes
  }

  /// Whether a character stands between attributes.
  private static func parts(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "/"
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIIDigit: Bool { (0x30...0x39).contains(value) }
}
