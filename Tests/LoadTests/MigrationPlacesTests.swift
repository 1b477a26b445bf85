import Foundation
import GRDB
import PropertyTesting
import Relational
import SurveyModel
import Testing

@testable import Load

/// The places of a target, which records of several runs lie in.
@Suite struct MigrationPlacesTests {
  private static let rows = MigrationSample.Rows(
    households: [
      SampleStore.household("h1", "140101", "tap", 3),
      SampleStore.household("h2", "140102", nil, 2),
    ], loans: [[.text("l1"), .text("h1"), .text("140101"), .number(50)]])

  /// The same rows, a village of them under another name.
  private static var renamed: MigrationSample.Rows {
    var rows = Self.rows
    rows.places[3] = Place(code: "140101", name: "新村", level: .village, parent: "1401")
    return rows
  }

  private static func name(_ sample: MigrationSample) throws -> String? {
    let queue = try DatabaseQueue(path: sample.target)
    return try queue.read {
      try String.fetchOne($0, sql: "SELECT name FROM place WHERE code = '140101'")
    }
  }

  @Test func `a place of another name is changed and counted`() throws {
    let sample = try MigrationSample()
    #expect(try sample.bring(Self.rows, .upsert).places.inserted == 7)
    let change = try sample.bring(Self.renamed, .upsert).places
    #expect(change.updated == 1 && change.unchanged == 6 && change.after == 7)
    #expect(try Self.name(sample) == "新村")
    let queue = try DatabaseQueue(path: sample.target)
    #expect(
      try queue.read {
        try Int.fetchAll(
          $0, sql: "SELECT updated FROM millet_migration WHERE record = 'place' ORDER BY number")
      } == [0, 1])
  }

  @Test func `a place that is there under another name stays where rows are inserted, and is told`()
    throws
  {
    let sample = try MigrationSample()
    try sample.bring(Self.rows, .insert)
    let change = try sample.bring(Self.renamed, .insert)
    #expect(change.places.kept == 1 && change.places.after == 7)
    #expect(try Self.name(sample) == "上村")
    #expect(change.warning?.severity == .warning)
    #expect(change.warning?.message.description.contains("1 place") ?? false)
  }

  @Test func `places that a run has not go with the rows that are replaced`() throws {
    let sample = try MigrationSample()
    try sample.bring(Self.rows, .replace)
    var fewer = Self.rows
    fewer.places.remove(at: 5)
    let change = try sample.bring(fewer, .replace).places
    #expect(change.deleted == 1 && change.after == 6)
  }

  @Test func `a trigger that changes places is told`() throws {
    let sample = try MigrationSample()
    try sample.bring(Self.rows, .upsert)
    let queue = try DatabaseQueue(path: sample.target)
    try queue.writeWithoutTransaction {
      try $0.execute(
        sql: """
          CREATE TRIGGER other AFTER UPDATE ON place WHEN NEW.name <> '他村'
          BEGIN UPDATE place SET name = '他村' WHERE code = NEW.code; END
          """)
    }
    try queue.close()
    let failure = #expect(throws: RunFailure.self) { try sample.bring(Self.renamed, .upsert) }
    #expect(failure?.diagnostic.message.description.contains("place.name") ?? false)
    #expect(try Self.name(sample) == "上村")
  }
}
