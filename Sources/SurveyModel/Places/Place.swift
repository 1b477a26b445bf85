/// The levels of a county's places, from the widest.
public enum PlaceLevel: String, Hashable, Sendable, CaseIterable, Comparable {
  /// A county (县).
  case county
  /// A township or town (乡镇).
  case township
  /// An administrative village (行政村).
  case village
  /// A natural village (自然村).
  case naturalVillage = "natural_village"

  /// Orders levels from the widest to the narrowest.
  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A place of the gazetteer for as long as it was so named and so placed.
public struct Place: Hashable, Sendable {
  /// The code, unique in the gazetteer at any date.
  public let code: String
  /// The name as it is published.
  public let name: String
  /// The level.
  public let level: PlaceLevel
  /// The code of the place one level up, or nil for the widest.
  public let parent: String?
  /// The first day of validity, or nil when it is not known.
  public let validFrom: CalendarDate?
  /// The first day on which it is no longer valid, or nil while it is.
  public let validTo: CalendarDate?

  /// Describes a place.
  public init(
    code: String, name: String, level: PlaceLevel, parent: String?, validFrom: CalendarDate? = nil,
    validTo: CalendarDate? = nil
  ) {
    self.code = code
    self.name = name
    self.level = level
    self.parent = parent
    self.validFrom = validFrom
    self.validTo = validTo
  }
}

/// One line of the list of village changes.
public struct PlaceChange: Hashable, Sendable {
  /// What happened.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// `from` became part of `to`, which goes on.
    case merge
    /// `to` was made out of `from`.
    case split
    /// `from` was given the name (and code) of `to`.
    case rename
    /// `from` came under another parent, as `to`.
    case transfer
  }

  /// The day from which it holds.
  public let date: CalendarDate
  /// What happened.
  public let kind: Kind
  /// The code before.
  public let from: String
  /// The code after.
  public let to: String

  /// Describes a change.
  public init(date: CalendarDate, kind: Kind, from: String, to: String) {
    self.date = date
    self.kind = kind
    self.from = from
    self.to = to
  }
}

/// An analyst's answer to a doubtful place name, replayed on every run.
public struct PlaceDecision: Hashable, Sendable {
  /// The name as sources write it.
  public let name: String
  /// The level that was looked for.
  public let level: PlaceLevel
  /// The code of the place within which the answer holds, or nil for everywhere.
  public let within: String?
  /// The code that the name means.
  public let code: String
  /// The one-based line of the decisions file.
  public let line: Int

  /// Records an answer.
  public init(name: String, level: PlaceLevel, within: String?, code: String, line: Int) {
    self.name = name
    self.level = level
    self.within = within
    self.code = code
    self.line = line
  }
}
