import Load
import SurveyModel

/// An explained figure in W3C PROV, as PROV-JSON (W3C member submission of 24 April 2013) has it: the figure, the
/// records behind it, their cells and files as entities, the run as the activity.
struct FigureProvenance {
  private let figure: ExplainedFigure
  private var trace: FigureTrace { figure.trace }

  private typealias Members = [JSONText.Member]
  private var entities: Members = []
  private var derivations: Members = []
  private var seen: Set<String> = []

  /// Describes a figure.
  ///
  /// - Throws: `RunFailure` when the run's store refuses.
  init(_ figure: ExplainedFigure) throws(RunFailure) {
    self.figure = figure
    let id = "run:\(trace.table.name)/\(Self.part(of: trace))/\(trace.measure.name)"
    addEntity(
      id,
      [
        .init("prov:type", .text("millet:Figure")),
        .init("prov:label", .text(trace.measure.label.both(or: trace.measure.name))),
        .init("prov:value", .text(figure.published)),
        .init("millet:formula", .text(trace.steps.last?.formula)),
        .init("millet:values", .text(trace.steps.last?.values)),
      ])
    for file in try figure.run.reader.sourceFiles() {
      addEntity(
        Self.id(ofFile: file.path),
        [
          .init("prov:type", .text("millet:File")), .init("prov:atLocation", .text(file.path)),
          .init("millet:sha256", .text(file.sha256)),
        ])
      usedFiles.append(file.path)
    }
    for (number, aggregate) in trace.aggregates.enumerated() {
      add(aggregate, number, to: id)
    }
    for statement in trace.statements {
      let place = "\(statement.path):@\(statement.start)-\(statement.end)"
      let span = "run:span/\(Self.escaped(place))"
      addEntity(
        span,
        [
          .init("prov:type", .text("millet:Statement")), .init("prov:atLocation", .text(place)),
          .init("prov:value", .text(statement.text)),
          .init("millet:verdict", .text(statement.verdict)),
        ])
      derive(span, from: Self.id(ofFile: statement.path))
    }
    figureID = id
  }

  private var usedFiles: [String] = []
  private var figureID = ""

  /// The document.
  var json: JSONText {
    let (run, agent) = ("run:run", "millet:millet")
    func relation(_ name: String, _ members: [JSONText.Member]) -> JSONText.Member {
      .init("_:\(name)", .object(members))
    }
    return .object([
      .init(
        "prefix",
        .object([
          .init("millet", .text("urn:millet:")),
          .init(
            "run", .text("urn:millet:\(figure.run.pipeline.name):\(figure.run.place.id):")),
        ])),
      .init("entity", .object(entities)),
      .init(
        "activity",
        .object([
          .init(
            run,
            .object([
              .init("prov:type", .text("millet:Run")),
              .init("prov:label", .text(figure.run.place.id)),
              .init("millet:pipeline", .text(figure.run.pipeline.name)),
            ]))
        ])),
      .init(
        "agent",
        .object([
          .init(
            agent,
            .object([
              .init("prov:type", .text("prov:SoftwareAgent")),
              .init("millet:version", .text(MilletVersion.current)),
            ]))
        ])),
      .init(
        "wasGeneratedBy",
        .object([
          relation(
            "generated",
            [.init("prov:entity", .text(figureID)), .init("prov:activity", .text(run))])
        ])),
      .init(
        "wasAssociatedWith",
        .object([
          relation(
            "associated", [.init("prov:activity", .text(run)), .init("prov:agent", .text(agent))])
        ])),
      .init(
        "used",
        .object(
          usedFiles.enumerated()
            .map { number, path in
              relation(
                "used\(number)",
                [
                  .init("prov:activity", .text(run)),
                  .init("prov:entity", .text(Self.id(ofFile: path))),
                ])
            })),
      .init("wasDerivedFrom", .object(derivations)),
    ])
  }

  private mutating func add(_ aggregate: AggregateTrace, _ number: Int, to figure: String) {
    let id = "\(figure)/aggregate\(number + 1)"
    addEntity(
      id,
      [
        .init("prov:type", .text("millet:Aggregate")),
        .init("prov:label", .text(aggregate.expression)),
        .init("prov:value", .text(ExplainedFigure.text(of: aggregate.value, decimals: nil))),
        .init("millet:records", .count(aggregate.counted)),
        .init("millet:digest", .text("sha256:\(self.figure.digest(of: aggregate))")),
      ])
    derive(figure, from: id)
    for record in aggregate.records where record.outcome == .counted {
      let row = "run:row/\(Self.escaped(record.location.description))"
      addEntity(
        row,
        [
          .init("prov:type", .text("millet:Record")),
          .init("prov:atLocation", .text(record.location.description)),
        ])
      derive(id, from: row)
      for value in record.values {
        guard let cell = value.cell else { continue }
        add(value, at: value.elsewhere ?? location(of: cell, beside: record), to: row)
      }
    }
  }

  private func location(of cell: CellReference, beside record: RecordTrace) -> SourceLocation {
    guard case .row(let sheet, _) = record.location.place else { return record.location }
    return SourceLocation(file: record.location.file, .cell(sheet: sheet, cell))
  }

  private mutating func add(
    _ value: RecordTrace.Value, at location: SourceLocation, to row: String
  ) {
    let id = "run:cell/\(Self.escaped(location.description))"
    addEntity(
      id,
      [
        .init("prov:type", .text("millet:Cell")),
        .init("prov:atLocation", .text(location.description)),
        .init("millet:variable", .text(value.variable)),
      ] + (value.isSensitive ? [] : [.init("prov:value", .text(value.read ?? value.value))]))
    derive(row, from: id)
    derive(id, from: Self.id(ofFile: location.file))
  }

  private mutating func addEntity(_ id: String, _ members: [JSONText.Member]) {
    guard seen.insert(id).inserted else { return }
    // An attribute without a value is none.
    entities.append(.init(id, .object(members.filter { $0.value != .null })))
  }

  private mutating func derive(_ entity: String, from other: String) {
    guard seen.insert("\(entity) \(other)").inserted else { return }
    derivations.append(
      .init(
        "_:derived\(derivations.count)",
        .object([
          .init("prov:generatedEntity", .text(entity)), .init("prov:usedEntity", .text(other)),
        ])))
  }

  private static func id(ofFile path: String) -> String { "run:file/\(escaped(path))" }

  /// What names the figure's row.
  private static func part(of trace: FigureTrace) -> String {
    let names = [trace.row[1]] + trace.row.suffix(trace.table.dimensions.count)
    return names.map { escaped($0.value ?? "") }.joined(separator: "/")
  }

  /// A text as the local part of a qualified name.
  private static func escaped(_ text: String) -> String {
    text.utf8
      .map { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F:
          String(UnicodeScalar(byte))
        default:
          "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
      }
      .joined()
  }
}
