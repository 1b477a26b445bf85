import Foundation
import Pipeline
import PropertyTesting
import Testing

/// A table on another day's villages of records that have no place of their own.
@Suite struct RecordsWithoutPlacesTests {
  @Test(arguments: ["x", "3"]) func `no record loses none`(age: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      pipeline: order
      root: .
      as_of: 2021-10-31
      base: 2020-12-31
      reference: {gazetteer: gazetteer.csv}
      sources:
        households:
          files: households.csv
          record: household
          variables:
            household_id: {headers: 户编号, type: identifier}
            township: {headers: 乡镇, type: place, level: township}
        persons:
          files: persons.csv
          record: person
          variables:
            household_id: {headers: 户编号, type: identifier}
            age: {headers: 年龄, type: integer}
      records: {household: {key: household_id}, person: {parent: household}}
      tables: {t: {of: person, by: [township], measures: {persons: count(*)}}}
      gates: {quarantine_share: 1.0}

      """, to: "pipeline.yml")
    try folder.write(
      "code,name,level,parent,valid_from,valid_to\n10,某县,county,,,\n1001,东镇,township,10,,\n",
      to: "gazetteer.csv")
    try folder.write("户编号,乡镇\nA,东镇\n", to: "households.csv")
    try folder.write("户编号,年龄\nA,\(age)\n", to: "persons.csv")
    let (summary, _) = try await RandomCounty.summary(folder, into: "out")
    #expect(summary.status == .published, "\(summary)")
    // Where there is one it is in the grand total, and of no place.
    let table = try folder.text("out/order/latest/tables/t.csv")
    #expect(table.contains("total,total") == (age == "3"), "\(table)")
    #expect(!table.contains(",2"), "\(table)")
  }
}
