internal import Relational
internal import SurveyModel

/// The order of rows: by the ranks of their files, and within a file by their keys.
///
/// A file's number, which is part of every key, is made of its path alone and says nothing of its place
/// among the others.
enum FileOrder {
  private static let name = "file_order"
  private static let rank = Scalar.column(name, "file_rank")

  /// The numbers and ranks of the files, with names that no other table's columns have.
  private static let files = Plan.named(
    .derive(
      .scan("source_file"),
      [
        Derived("ranked_file", .column(nil, "file")), Derived("file_rank", .column(nil, "rank")),
      ]), name)

  /// Rows beside the ranks of their files.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - origin: The key of each.
  /// - Returns: The rows and the ranks, by which ``orderings(of:)`` orders.
  static func ranked(_ rows: Plan, by origin: Scalar) -> Plan {
    rows.joined(
      .left, files, on: .binary(.column(name, "ranked_file"), .equal, Origin.file(of: origin)))
  }

  /// Whether a row is of a file: a range of keys, which an engine finds without looking at the others.
  static func isRow(_ origin: Scalar, of file: UInt32) -> Scalar {
    func key(_ file: Double) -> Scalar { .binary(.number(file), .times, .number(0x1p43)) }
    return .binary(
      .binary(origin, .greaterOrEqual, key(Double(file))), .and,
      .binary(origin, .less, key(Double(file) + 1)))
  }

  /// By what rows that are ``ranked(_:by:)`` are in the order of the files.
  static func orderings(of origin: Scalar) -> [Ordering] {
    [Ordering(rank), Ordering(origin, mayBeMissing: false)]
  }

  /// Some columns of entries that belong to rows, in the order of the files and then by others.
  ///
  /// - Parameters:
  ///   - columns: The names of the columns.
  ///   - entries: The entries, which have the key of their row.
  ///   - order: The columns by which those of one row are ordered.
  /// - Returns: The columns of the entries.
  static func columns(_ columns: [String], of entries: Plan, by order: [String]) -> Plan {
    let origin = Scalar.column(nil, "origin")
    let orderings = orderings(of: origin) + order.map { Ordering(.column(nil, $0)) }
    return Plan.order(ranked(entries, by: origin), orderings).keeping(columns)
  }

  /// The key that a row of a ``ranked(_:by:)`` plan would have if its file's rank were its number: the
  /// least is the first in the order of the files.
  static func rankedKey(of origin: Scalar) -> Scalar {
    let file = Scalar.number(0x1p43)
    return .binary(
      .binary(rank, .times, file), .plus, .binary(origin, .remainder, file))
  }
}
