internal import SurveyModel

/// A part of a report that a person signs.
struct ReportSection {
  /// A title in both languages.
  struct Title: Hashable {
    let zh: String
    let en: String

    init(_ zh: String, _ en: String) {
      self.zh = zh
      self.en = en
    }
  }

  /// A column of a table.
  struct Column {
    /// What a column has, which decides how it is set.
    enum Kind {
      case text, number
      /// A name, which is never broken.
      case name
      /// Digits that are compared and not read.
      case code
    }

    let title: Title
    let kind: Kind

    init(_ zh: String, _ en: String, _ kind: Kind = .text) {
      title = Title(zh, en)
      self.kind = kind
    }
  }

  /// What it has.
  enum Content {
    /// Names and what stands behind each.
    case facts([(title: Title, value: String)])
    /// Rows under a head; where there is none, what is said instead.
    case table([Column], [[String]], none: Title)
    /// Lines to be filled in by hand.
    case blanks([[Title]])
  }

  let title: Title
  /// How it is read, or nil where that needs no words.
  let note: Title?
  let content: Content

  init(_ zh: String, _ en: String, note: Title? = nil, _ content: Content) {
    title = Title(zh, en)
    self.note = note
    self.content = content
  }
}
