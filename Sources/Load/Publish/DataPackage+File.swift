package import SurveyModel

extension DataPackage {
  /// A file that a run publishes.
  package struct File {
    /// What a file is.
    private enum Kind {
      /// A table as CSV.
      case csv(CompiledTable)
      /// A table as SDMX-CSV, with the columns of the file.
      case sdmx(CompiledTable, [String])
      /// Tables as a workbook.
      case workbook(PipelineDefinition.WorkbookPublication.Format)
      /// All tables in a SQLite file.
      case sqlite
    }

    /// What it would be called among the resources.
    let name: String
    /// Its path in the run's folder.
    let path: String
    private let kind: Kind

    /// A table as CSV.
    package static func csv(_ table: CompiledTable) -> File {
      let name = table.definition.name
      return File(name: name, path: "tables/\(name).csv", kind: .csv(table))
    }

    /// A table as SDMX-CSV, with the columns of the file.
    package static func sdmx(_ table: CompiledTable, _ columns: [String]) -> File {
      let name = table.definition.name
      return File(
        name: "\(name).sdmx", path: "tables/\(name).sdmx.csv", kind: .sdmx(table, columns))
    }

    /// All tables in a SQLite file.
    package static func sqlite(name: String) -> File {
      File(name: "\(name).sqlite", path: "tables/\(name).sqlite", kind: .sqlite)
    }

    /// Tables as a workbook.
    package static func workbook(_ workbook: PipelineDefinition.WorkbookPublication) -> File {
      File(name: workbook.file, path: "tables/\(workbook.file)", kind: .workbook(workbook.format))
    }

    /// Whether it is a workbook.
    var isWorkbook: Bool { if case .workbook = kind { true } else { false } }

    /// The file as a resource.
    func resource(named name: String, of pipeline: PipelineDefinition) -> JSONText {
      switch kind {
      case .csv(let table):
        .object(
          members(named: name, of: table.definition, pipeline)
            + TableSchema.ofCSV(TableSchema.members(of: table)))
      case .sdmx(let table, let columns):
        .object(
          members(named: name, of: table.definition, pipeline)
            + TableSchema.ofCSV(TableSchema.members(ofSDMX: columns)))
      case .workbook(.xlsx):
        .object(
          members(
            named: name, "工作簿", "A workbook for people to read", format: "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
      case .workbook(.ods):
        .object(
          members(
            named: name, "工作簿", "A workbook for people to read", format: "ods",
            "application/vnd.oasis.opendocument.spreadsheet"))
      case .sqlite:
        .object(
          members(
            named: name, "全部表（SQLite）", "All tables in one SQLite file", format: "sqlite",
            "application/vnd.sqlite3"))
      }
    }

    private func members(
      named name: String, _ chinese: String, _ english: String, format: String,
      _ mediaType: String
    ) -> [JSONText.Member] {
      [
        .init("name", .text(name)), .init("path", .text(path)), .init("title", .text(chinese)),
        .init("description", .text(english)), .init("format", .text(format)),
        .init("mediatype", .text(mediaType)),
      ]
    }

    private func members(
      named name: String, of table: TableDefinition, _ pipeline: PipelineDefinition
    ) -> [JSONText.Member] {
      var members: [JSONText.Member] = [
        .init("name", .text(name)), .init("type", .text("table")), .init("path", .text(path)),
        .init("title", .text(table.label.zh ?? table.label.en ?? table.name)),
      ]
      let description = [table.label.en, table.note.en ?? table.note.zh].compactMap(\.self)
      if !description.isEmpty {
        members.append(.init("description", .text(description.joined(separator: ": "))))
      }
      // The day whose places the rows are.
      members.append(.init("base", .text((table.base ?? pipeline.asOf).description)))
      // The days of the records that it counts.
      if !table.waves.isEmpty {
        members.append(.init("waves", .list(table.waves.map { .text("\($0)") })))
      }
      return members
    }
  }
}

/// Names of resources: lower-case ASCII letters, digits, `.`, `_` and `-`, none of them twice.
enum ResourceName {
  /// The name in lower case; a character that is not allowed becomes its number in hexadecimal digits,
  /// as `水` becomes `u6c34`.
  static func name(_ name: String) -> String {
    var allowed = ""
    for scalar in name.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9", "_", "-", ".": allowed.unicodeScalars.append(scalar)
      default: allowed += "u" + String(scalar.value, radix: 16)
      }
    }
    return allowed
  }

  /// The names of files, beside those of the logs.
  static func names(_ wishes: [String]) -> [String] {
    wishes.map(name)
      .distinct(
        beside: [DataPackage.places, "quarantine", "changes", "duplicates", "reconciliation"],
        numberedBehind: "-")
  }
}
