/// A cell of a published table: a figure, or why there is none.
///
/// It is decided once, before any writer: who has a cell has no figure that is withheld.
package enum PublishedCell: Hashable, Sendable {
  /// A value, but for the number 0.
  case figure(Value)
  /// The number 0: nothing was counted, or it adds up to nothing.
  case zero
  /// No figure.
  case absent(Absence)

  /// Why a cell has no figure, from the least to the worst.
  package enum Absence: String, Hashable, Sendable, CaseIterable, Comparable {
    /// There is nothing that it could speak of: a share of no household.
    case notApplicable = "not_applicable"
    /// What it needs is not known.
    case missing
    /// What is known does not give it: a sum beyond what a number can hold.
    case notEstimable = "not_estimable"
    /// It rests on too few records, or would give such a figure away.
    case withheld

    /// Orders absences by what they weigh.
    package static func < (left: Self, right: Self) -> Bool { left.weight < right.weight }

    private var weight: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// What a cell is, in a word.
  package enum Status: String, Hashable, Sendable, CaseIterable {
    /// A value.
    case figure
    /// The number 0.
    case zero
    /// There is nothing that it could speak of.
    case notApplicable = "not_applicable"
    /// What it needs is not known.
    case missing
    /// What is known does not give it.
    case notEstimable = "not_estimable"
    /// It is not to be told.
    case withheld
  }

  /// The cell of a value: a missing one is missing, a number that is none is not estimable.
  package init(_ value: Value) {
    switch value {
    case .missing: self = .absent(.missing)
    case .number(let number) where !number.isFinite: self = .absent(.notEstimable)
    case .number(let number) where number == 0: self = .zero
    default: self = .figure(value)
    }
  }

  /// What the cell is.
  package var status: Status {
    switch self {
    case .figure: .figure
    case .zero: .zero
    case .absent(.notApplicable): .notApplicable
    case .absent(.missing): .missing
    case .absent(.notEstimable): .notEstimable
    case .absent(.withheld): .withheld
    }
  }

  /// The value, or nil where there is none.
  package var value: Value? {
    switch self {
    case .figure(let value): value
    case .zero: .number(0)
    case .absent: nil
    }
  }

  /// The number, or nil where there is none.
  package var number: Double? {
    if case .number(let number)? = value { number } else { nil }
  }

  /// Why there is no figure, or nil where there is one.
  package var absence: Absence? {
    if case .absent(let absence) = self { absence } else { nil }
  }

  /// The cell of what rests on another one too: the worse of both where either has no figure.
  package func resting(on other: PublishedCell) -> PublishedCell {
    switch (absence, other.absence) {
    case (let left?, let right?): .absent(max(left, right))
    case (nil, let right?): .absent(right)
    case (_, nil): self
    }
  }
}
