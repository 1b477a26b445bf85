internal import SurveyModel
internal import Workbooks

/// The last sheet of a workbook: what its marks mean, and how each figure is computed.
struct NotesSheet {
  private let tables: [CompiledTable]
  private let pipeline: PipelineDefinition
  private let languages: SheetLanguages
  private let marks: MarkConvention
  private let back: SheetCell

  init(
    _ tables: [CompiledTable], _ pipeline: PipelineDefinition, _ languages: SheetLanguages,
    _ marks: MarkConvention, _ back: SheetCell
  ) {
    self.tables = tables
    self.pipeline = pipeline
    self.languages = languages
    self.marks = marks
    self.back = back
  }

  func sheet(named name: String) -> Sheet {
    let languageWidths = languages.all.map { _ in Self.titleWidth }
    return Sheet(
      Sheet.Frame(name: name, widths: [26] + languageWidths + [14, 18, Self.formulaWidth, 18]),
      [
        SheetRow.title(languages.line(SheetWords.notes), size: 14),
        SheetRow([back]), SheetRow(),
      ] + markRows + tables.flatMap(rows))
  }

  private static let titleWidth = 34.0
  private static let formulaWidth = 45.0
  private static let headingSize = 12
  private static let head = CellStyle()
    .with {
      $0.weight = .bold
      $0.rules = [.above, .below]
    }
  private static let wrapped = CellStyle().with { $0.overflow = .wrapped }

  private var markRows: [SheetRow] {
    let absences = PublishedCell.Absence.allCases.reversed()
      .map { (marks.mark(for: $0), SheetWords.meaning(of: $0)) }
    let isAcross = tables.contains { !$0.definition.shownLayout.acrossDimensions.isEmpty }
    let others =
      [("0", SheetWords.zero)]
      + (isAcross ? [(languages.line(SheetWords.empty), SheetWords.noRow)] : [])
    let heads = [languages.line(SheetWords.mark)] + languages.texts(SheetWords.meaning)
    return [
      SheetRow.title(languages.line(SheetWords.marks), size: Self.headingSize),
      SheetRow(heads.map { .text($0, Self.head) }),
    ]
      + (absences + others)
      .map { mark, meaning in
        let texts = languages.texts(meaning)
        return SheetRow(
          [SheetCell.text(mark, Self.wrapped)] + texts.map { .text($0, Self.wrapped) },
          height: Self.height(texts, in: Self.titleWidth))
      }
  }

  private func rows(of table: CompiledTable) -> [SheetRow] {
    let definition = table.definition
    var facts = [
      (SheetWords.places, (definition.base ?? pipeline.asOf).description),
      (
        SheetWords.waves,
        pipeline.waves(of: definition).map(\.description).joined(separator: ", ")
      ),
      (SheetWords.record, definition.record),
    ]
    if let filter = definition.filter { facts.append((SheetWords.condition, filter.description)) }
    if definition.counted == .panel {
      facts.append((SheetWords.panel, languages.line(SheetWords.everyWave)))
    }
    if definition.isWithholding, definition.minimumCount > 0 {
      facts.append((SheetWords.minimum, String(definition.minimumCount)))
    }
    let heads =
      [languages.line(SheetWords.column)] + languages.texts(SheetWords.title)
      + [SheetWords.unit, SheetWords.decimals, SheetWords.formula, SheetWords.record]
      .map { languages.line($0) }
    let title = languages.line(definition.label, or: definition.name)
    // Texts without an end that stands in the sheet run over the cells beside them.
    let notes = languages.texts(definition.note).filter { !$0.isEmpty }
    return [SheetRow(), SheetRow.title(title, size: Self.headingSize)]
      + notes.map { SheetRow([.text($0)]) }
      + facts.map { SheetRow([.text(languages.line($0)), .text($1)]) }
      + [SheetRow(heads.map { .text($0, Self.head) })]
      + definition.measures.map { row(of: $0, in: definition) }
  }

  private func row(
    of measure: TableDefinition.Measure, in table: TableDefinition
  ) -> SheetRow {
    let titles = languages.texts(measure.label, or: measure.name)
    let formula = measure.formula.description
    let own = measure.minimumCount.map { " (\(languages.line(SheetWords.minimum)): \($0))" } ?? ""
    let texts = [measure.name] + titles + [languages.unit(measure.unit)]
    return SheetRow(
      texts.map { .text($0, Self.wrapped) } + [
        measure.decimals.map {
          SheetCell(
            .number(Double($0), shown: String($0)),
            Self.wrapped
              .with {
                $0.decimals = 0
                $0.alignment = .center
              })
        } ?? SheetCell(.blank), .text(formula + own, Self.wrapped),
        .text(measure.record ?? table.record, Self.wrapped),
      ],
      height: max(
        Self.height([measure.name] + titles, in: Self.titleWidth),
        Self.height([formula + own], in: Self.formulaWidth)))
  }

  private static func height(_ texts: [String], in width: Double) -> Double {
    Double(texts.map { SheetText.lines($0, in: width - 1) }.max() ?? 1) * 15
  }
}
