extension PipelineDefinition {
  /// A form of tables that has one shape, by its name in the pipeline file.
  package enum TableForm: String, Hashable, Sendable, Encodable, CaseIterable {
    /// One CSV file a table, with `datapackage.json`.
    case csv
    /// One SDMX-CSV file a table: a row for each figure, with its status.
    case sdmx
    /// All tables in one SQLite file, with their titles, units and formulas.
    case sqlite
  }

  /// A form in which results are published.
  package enum Publication: Hashable, Sendable, Encodable {
    /// The tables.
    case tables(TableForm)
    /// Tables as the sheets of a workbook.
    case workbook(WorkbookPublication)
    /// The records as a database of their own.
    case migration(MigrationPublication)
  }

  /// Tables as the sheets of one workbook.
  package struct WorkbookPublication: Hashable, Sendable, Encodable {
    /// A format of workbooks, by the end of their files' names.
    package enum Format: String, Hashable, Sendable, Encodable, CaseIterable {
      /// Excel's.
      case xlsx
      /// OpenDocument's.
      case ods
    }

    /// The format.
    package let format: Format
    /// The file, in the folder of the tables.
    package let file: String
    /// The tables, in the order of their sheets; nil for all.
    package let tables: [String]?
    /// The languages of its titles, in order; at least one.
    package let languages: [PublicationLanguage]
    /// The marks of cells without a figure.
    package let marks: MarkConvention

    /// Describes a workbook.
    package init(
      format: Format, file: String, tables: [String]? = nil,
      languages: [PublicationLanguage] = PublicationLanguage.allCases,
      marks: MarkConvention = .bracket
    ) {
      self.format = format
      self.file = file
      self.tables = tables
      self.languages = languages
      self.marks = marks
    }
  }

  /// The workbooks that are published.
  package var workbooks: [WorkbookPublication] {
    publications.compactMap { if case .workbook(let workbook) = $0 { workbook } else { nil } }
  }

  /// Whether the records become a database of their own, which keeps all that the sources have.
  package var isMigrated: Bool { migration != nil }
}

/// A language of titles.
package enum PublicationLanguage: String, Hashable, Sendable, Encodable, CaseIterable {
  /// Chinese.
  case zh
  /// English.
  case en
}
