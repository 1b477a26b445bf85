extension TextEncoding {
  /// The encoding of a code page, by the number that Windows and the files of its programs give it;
  /// nil for others.
  package init?(codePage: Int) {
    guard let name = Self.names[codePage] ?? Self.family(codePage),
      let encoding = Self(name: name)
    else { return nil }
    self = encoding
  }

  /// Numbers that say which encoding they are.
  private static func family(_ codePage: Int) -> String? {
    switch codePage {
    case 437, 737, 775, 850, 852, 855, 857, 858, 860...866, 868, 869: "IBM\(codePage)"
    case 1250...1258: "windows-\(codePage)"
    case 28592...28599, 28603, 28605: "iso-8859-\(codePage - 28590)"
    default: nil
    }
  }

  private static let names = [
    367: "ascii", 874: "windows-874", 932: "shift_jis", 936: "gb18030", 949: "euc-kr", 950: "big5",
    1200: "utf-16le", 1201: "utf-16be", 1361: "johab", 10000: "macintosh", 10001: "shift_jis",
    10002: "big5", 10003: "euc-kr", 10007: "x-mac-cyrillic", 10008: "gb18030",
    10017: "x-mac-ukrainian", 10029: "MAC-CENTRALEUROPE", 20127: "ascii", 20866: "koi8-r",
    20932: "euc-jp", 20936: "gb18030", 21866: "koi8-u", 28591: "iso-8859-1", 32768: "macintosh",
    32769: "windows-1252", 51932: "euc-jp", 51936: "gb18030", 51949: "euc-kr", 54936: "gb18030",
    65001: "utf-8",
  ]
}
