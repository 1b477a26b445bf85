package import SurveyModel

extension Label {
  /// Both titles, each marked with its language; the name where there are none.
  package func marked(or name: String) -> String {
    guard zh != nil || en != nil else { return HTMLText.escaped(name) }
    let titles = [zh.map { ("zh", $0) }, en.map { ("en", $0) }].compactMap(\.self)
    return titles.map { "<span lang=\"\($0)\">\(HTMLText.escaped($1))</span>" }
      .joined(separator: " ")
  }

  /// Both titles, of which a page with a choice of languages shows one or both; one that has no other is
  /// always shown, and so is the name where there are none.
  package func chosen(or name: String = "") -> String {
    switch (zh, en) {
    case (let zh?, let en?):
      "<i lang=zh>\(HTMLText.escaped(zh))</i> <i lang=en>\(HTMLText.escaped(en))</i>"
    case (let zh?, nil): "<span lang=zh>\(HTMLText.escaped(zh))</span>"
    case (nil, let en?): "<span lang=en>\(HTMLText.escaped(en))</span>"
    case (nil, nil): HTMLText.escaped(name)
    }
  }

  /// Both titles in one text, for what can have no marks, such as an attribute; escaped.
  package func plain(or name: String = "") -> String {
    let titles = [zh, en].compactMap(\.self)
    return HTMLText.escaped(titles.isEmpty ? name : titles.joined(separator: " "))
  }
}
