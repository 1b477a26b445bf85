internal import SurveyModel

/// Why a plan means nothing over the tables of a store.
package struct PlanTypeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  package enum Fault: Hashable, Sendable {
    /// A table that the store has not.
    case unknownTable(String)
    /// A column that the rows have not, with the plan that it should be of.
    case unknownColumn(plan: String?, name: String)
    /// A column that the rows have several of.
    case ambiguousColumn(plan: String?, name: String)
    /// A name that a plan gives to two of its columns.
    case repeatedColumn(String)
    /// A name that two steps have which are not the same.
    case repeatedStep(String)
    /// A value of another kind than is asked for.
    case unexpectedKind(ScalarKind, expected: String)
    /// Values of kinds that have nothing in common.
    case unlikeKinds(ScalarKind, ScalarKind)
    /// Another number of values than a function or row has.
    case count(Int, expected: String)
    /// A part of a union with other columns than the first.
    case unlikeColumns([String], expected: [String])
    /// An aggregate where there is no group.
    case aggregateOutOfPlace
    /// A condition on the rows of something that is no aggregate.
    case filteredNoAggregate
    /// A column of a group that is neither a key nor within an aggregate.
    case ungrouped(plan: String?, name: String)
    /// A table that cannot be taken in pieces by a column that is no whole number of each row.
    case noPieces(of: String, by: String)
    /// A union of no plan.
    case emptyUnion
  }

  /// How many names a message shows.
  private static let shownNames = 30

  /// What is wrong.
  package let fault: Fault
  /// The node of the plan where it is, behind those that it stands in, from the outermost.
  package let path: [String]
  /// The names that are known there, in their order; none where no name is asked for.
  package let known: [String]

  /// Describes an error.
  init(_ fault: Fault, at path: [String] = [], known: [String] = []) {
    self.fault = fault
    self.path = path
    self.known = known
  }

  /// The same within another node.
  func within(_ node: String) -> Self { Self(fault, at: [node] + path, known: known) }

  /// Where it is, what is wrong, and what is known there.
  package var description: String {
    let list = known.isEmpty ? "" : "; known there: \(known.listed(most: Self.shownNames))"
    return "\(path.joined(separator: " > ")): \(fault)\(list)"
  }
}

extension PlanTypeError.Fault: CustomStringConvertible {
  /// What is wrong, without the place.
  package var description: String {
    switch self {
    case .unknownTable(let name): "unknown table “\(name)”"
    case .unknownColumn(let plan, let name): "unknown column “\(Self.name(plan, name))”"
    case .ambiguousColumn(let plan, let name):
      "expected one column “\(Self.name(plan, name))”, found several"
    case .repeatedColumn(let name): "expected other names, found “\(name)” twice"
    case .repeatedStep(let name): "expected one step “\(name)”, found another of that name"
    case .unexpectedKind(let kind, let expected): "expected \(expected), found \(kind.words)"
    case .unlikeKinds(let kind, let other):
      "expected values of one kind, found \(kind.words) and \(other.words)"
    case .count(let count, let expected): "expected \(expected), found \(count)"
    case .unlikeColumns(let names, let expected):
      "expected the columns \(expected.joined(separator: ", ")), found \(names.joined(separator: ", "))"
    case .aggregateOutOfPlace: "expected a value of one row, found an aggregate"
    case .filteredNoAggregate: "expected an aggregate of the rows that meet a condition"
    case .ungrouped(let plan, let name):
      "expected a key or an aggregate, found the column “\(Self.name(plan, name))”"
    case .noPieces(let table, let key):
      "expected a whole number in each row of “\(table)” to take it in pieces, found “\(key)”"
    case .emptyUnion: "expected plans to put one behind the other, found none"
    }
  }

  private static func name(_ plan: String?, _ name: String) -> String {
    plan.map { "\($0).\(name)" } ?? name
  }
}

extension ScalarKind {
  /// The kind in a message.
  fileprivate var words: String {
    switch self {
    case .missing: "nothing"
    case .integer: "a whole number"
    case .number: "a number"
    case .text: "a text"
    case .condition: "a condition"
    case .collection: "collected numbers"
    case .weightedCollection: "collected numbers with weights"
    case .any: "any value"
    }
  }
}
