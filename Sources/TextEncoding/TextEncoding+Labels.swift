extension TextEncoding {
  /// The encoding of a name as files and people write it, such as `GBK` or `ISO-8859-2`; nil for
  /// others.
  ///
  /// The labels of the WHATWG encoding standard mean what they mean there (`latin1` is
  /// Windows-1252); every other name is that of a table of the system.
  package init?(name: String) {
    let isName = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
        || "-_.:+()".utf8.contains(byte)
    }
    let label = Self.plain(name)
    guard isName, !label.isEmpty, name.utf8.count <= 64 else { return nil }
    if let known = Self.labels[label] {
      self = known
      return
    }
    guard StreamDecoder.hasTable(named: name) else { return nil }
    self.init(name.lowercased(), table: name.uppercased())
  }

  private static func plain(_ name: String) -> String {
    String(
      name.lowercased().unicodeScalars
        .filter { $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0) })
  }

  private static let labels: [String: Self] = {
    var labels: [String: Self] = [:]
    for line in standard.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      let encoding = Self(words[0], table: words[1])
      for word in [words[0]] + words.dropFirst(2) { labels[plain(word)] = encoding }
    }
    return labels
  }()

  /// The labels of the encoding standard, without the signs in them: name, table of the system, labels.
  ///
  /// Beside them stand the names that offices' programs write.
  private static let standard = """
    utf-8 UTF-8 unicode11utf8 unicode20utf8 utf8 xunicode20utf8 cp65001 utf8bom utf8sig
    ibm866 IBM866 866 cp866 csibm866
    iso-8859-2 ISO-8859-2 csisolatin2 isoir101 iso885921987 l2 latin2
    iso-8859-3 ISO-8859-3 csisolatin3 isoir109 iso885931988 l3 latin3
    iso-8859-4 ISO-8859-4 csisolatin4 isoir110 iso885941988 l4 latin4
    iso-8859-5 ISO-8859-5 csisolatincyrillic cyrillic isoir144 iso885951988
    iso-8859-6 ISO-8859-6 arabic asmo708 csiso88596e csiso88596i csisolatinarabic ecma114 iso88596e iso88596i isoir127 iso885961987
    iso-8859-7 ISO-8859-7 csisolatingreek ecma118 elot928 greek greek8 isoir126 iso885971987 suneugreek
    iso-8859-8 ISO-8859-8 csiso88598e csisolatinhebrew hebrew iso88598e isoir138 iso885981988 visual
    iso-8859-8-i ISO-8859-8 csiso88598i logical
    iso-8859-10 ISO-8859-10 csisolatin6 isoir157 l6 latin6
    iso-8859-13 ISO-8859-13
    iso-8859-14 ISO-8859-14
    iso-8859-15 ISO-8859-15 csisolatin9 l9 latin9
    iso-8859-16 ISO-8859-16
    koi8-r KOI8-R cskoi8r koi koi8
    koi8-u KOI8-U koi8ru
    macintosh MACINTOSH csmacintosh mac xmacroman macroman
    windows-874 CP874 dos874 iso885911 tis620 cp874
    windows-1250 CP1250 cp1250 xcp1250
    windows-1251 CP1251 cp1251 xcp1251
    windows-1252 CP1252 ansix341968 ascii cp1252 cp819 csisolatin1 ibm819 iso88591 isoir100 iso885911987 l1 latin1 usascii xcp1252
    windows-1253 CP1253 cp1253 xcp1253
    windows-1254 CP1254 cp1254 csisolatin5 iso88599 isoir148 iso885991989 l5 latin5 xcp1254
    windows-1255 CP1255 cp1255 xcp1255
    windows-1256 CP1256 cp1256 xcp1256
    windows-1257 CP1257 cp1257 xcp1257
    windows-1258 CP1258 cp1258 xcp1258
    x-mac-cyrillic MAC-UK xmacukrainian
    gb18030 GB18030 gbk chinese csgb2312 csiso58gb231280 gb2312 gb231280 isoir58 xgbk gb cp936 ms936 windows936 euccn cp54936
    big5 BIG5-HKSCS big5hkscs cnbig5 csbig5 xxbig5 cp950 ms950 windows950 big5eten big5tw
    euc-jp EUC-JP-MS cseucpkdfmtjapanese xeucjp cp51932
    iso-2022-jp ISO-2022-JP csiso2022jp
    shift_jis CP932 csshiftjis ms932 mskanji sjis windows31j xsjis cp932
    euc-kr UHC cseuckr csksc56011987 isoir149 korean ksc56011987 ksc56011989 ksc5601 windows949 cp949 uhc
    johab JOHAB cp1361
    utf-16be UTF-16BE unicodefffe
    utf-16le UTF-16LE utf16 csunicode iso10646ucs2 ucs2 unicode unicodefeff
    """
}
