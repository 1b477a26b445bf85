/// What stands in a sheet's cells that have no figure.
package enum MarkConvention: String, Hashable, Sendable, Encodable, CaseIterable {
  /// The letters in brackets of the Government Statistical Service of the United Kingdom.
  case bracket
  /// The letters of the SDMX code list of observation statuses.
  case sdmx
  /// The signs of Chinese statistical yearbooks.
  case yearbook

  /// The mark of a cell without a figure.
  ///
  /// None has a mark of its own for what cannot be estimated: it is among what is missing.
  package func mark(for absence: PublishedCell.Absence) -> String {
    switch (self, absence) {
    case (.bracket, .withheld): "[c]"
    case (.bracket, .notApplicable): "[z]"
    case (.bracket, .missing): "[x]"
    case (.bracket, .notEstimable): "[x]"
    case (.sdmx, .withheld): "Q"
    case (.sdmx, .notApplicable): "M"
    case (.sdmx, .missing): "O"
    case (.sdmx, .notEstimable): "O"
    case (.yearbook, .withheld): "*"
    case (.yearbook, .notApplicable): "—"
    case (.yearbook, .missing): "…"
    case (.yearbook, .notEstimable): "…"
    }
  }
}
