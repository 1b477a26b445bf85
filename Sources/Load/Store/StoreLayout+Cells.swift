internal import Relational
internal import SurveyModel

extension StoreLayout.Record {
  /// The name of the view that tells the cell of each variable of each row.
  package var cellView: String { "cells_of_\(name)" }
}

extension StoreLayout {
  /// The cells that the rows of a record were read from: a row of the view for each row and each variable
  /// that had a column on its worksheet.
  ///
  /// The cell of a value that was carried down is that of its own row, which is blank; a cell in a merged
  /// range is named as itself.
  func cells(of record: Record) -> Plan {
    let sources = schemas.filter { $0.schema.record == record.name }.map(\.source)
    let rows = Plan.named(.scan(record.name), "v")
      .joined(
        .inner, .named(.scan("mapping"), "m"), on: .same(["file", "worksheet"], of: "m", and: "v")
      )
      .joined(
        .inner, .named(.scan("worksheet"), "w"),
        on: .same(["source", "file", "worksheet"], of: "w", and: "m")
      )
      .joined(.inner, .named(.scan("source_file"), "f"), on: .same(["file"], of: "f", and: "v"))
    let columns: [(String, String, String)] = [
      ("origin", "v", "origin"), ("source", "m", "source"), ("path", "f", "path"),
      ("sheet", "w", "name"), ("variable", "m", "variable"), ("column", "m", "column"),
      ("row", "v", "row"), ("header", "m", "header"),
    ]
    return .derive(
      rows.filtered([.among(.column("m", "source"), sources.map { .text($0) })]),
      columns.map { Derived($0.0, .column($0.1, $0.2)) })
  }
}
