/// One line of the list of village changes.
///
/// A change of several places at once is several lines of one date: two villages that become three
/// are up to six lines of kind ``Kind/regroup``, one for each pair that shares households.
package struct PlaceChange: Hashable, Sendable {
  /// What happened.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// `from` became part of `to`, which goes on.
    case merge
    /// `to` was made out of a part of `from`, which may go on.
    case split
    /// `from` was given the name (and code) of `to`.
    case rename
    /// `from` came under another parent, as `to`.
    case transfer
    /// A part of `from` went to `to`, and other parts elsewhere or from elsewhere (n to n).
    case regroup

    /// Whether all of `from` went to `to`, so that nothing of it goes on elsewhere.
    package var isWhole: Bool {
      switch self {
      case .merge, .rename, .transfer: true
      case .split, .regroup: false
      }
    }
  }

  /// The day from which it holds.
  package let date: CalendarDate
  /// What happened.
  package let kind: Kind
  /// The code before.
  package let from: String
  /// The code after.
  package let to: String
  /// The one-based line of the list, or nil when it comes from no file.
  package let line: Int?

  /// Describes a change.
  package init(
    date: CalendarDate, kind: Kind, from: String, to: String, line: Int? = nil
  ) {
    self.date = date
    self.kind = kind
    self.from = from
    self.to = to
    self.line = line
  }
}
