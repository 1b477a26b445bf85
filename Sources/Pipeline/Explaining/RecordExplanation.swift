import Load
import SurveyModel

/// Whether a record counts in a column of a table, and what keeps it out.
///
/// The contract of `millet why-not`.
public struct RecordExplanation: Sendable {
  private let place: RunPlace

  /// Points to a run.
  ///
  /// - Parameters:
  ///   - run: A run's folder, or the name of a pipeline, whose latest run is meant.
  ///   - output: The folder of results, for a pipeline's name.
  public init(run: String, output: String) {
    place = RunPlace(run, output: output)
  }

  /// Explains what becomes of a record.
  ///
  /// - Parameters:
  ///   - record: A cell or row, as `FILE!SHEET!C12`, or a record's variables, as `household_id=1712020093`.
  ///   - column: The column of figures.
  ///   - table: The table.
  ///   - row: What tells a row of the table, for whether the record counts there; none for whether it counts
  ///     anywhere.
  ///   - format: How it is written.
  ///   - write: Takes the output.
  /// - Throws: `RunFailure` with status 64 where there is no such record, table or column; what `write` throws.
  public func explain(
    _ record: String, in column: String, of table: String, row: [String], as format: AnswerFormat,
    write: (String) throws -> Void
  ) throws {
    let run = try KeptRun(place)
    let tracer = try run.tracer()
    let definition = try tracer.definition(of: table)
    guard definition.measures.contains(where: { $0.name == column }) else {
      throw RunFailure(
        notFound: table,
        "expected a column of \(definition.measures.map(\.name).joined(separator: ", ")), found “\(column)”",
        remedy: "name one of them")
    }
    func json(_ records: [JSONText], _ others: [String]) -> JSONText {
      .object([
        .init("pipeline", .text(run.pipeline.name)), .init("run", .text(run.place.id)),
        .init("table", .text(table)), .init("column", .text(column)),
        .init("records", .list(records)), .init("others", .list(others.map { .text($0) })),
      ])
    }
    // Whether one record after the other counts would give away how many do.
    guard !definition.isWithholding else {
      let words =
        "\(table) withholds figures of few records, so that it is not told whether a record counts"
      try write(format == .json ? json([], [words]).lines : words + "\n")
      return
    }
    let subject = try Subject(record, of: definition, column, in: run, tracer)
    let conditions = row.map(FigureExplanation.condition)
    let asked = try conditions.isEmpty ? nil : tracer.codeAndValues(ofRow: conditions, in: table)
    var answers: [RecordAnswer] = []
    for (name, origins) in subject.records {
      for reach in try tracer.reaches(of: origins, name, in: table) {
        answers.append(
          try RecordAnswer(reach, column, definition, asked: asked, run: run, by: tracer))
      }
    }
    let others = subject.others(answers.isEmpty)
    switch format {
    case .text: for text in answers.map(\.text) + others.map({ $0 + "\n" }) { try write(text) }
    case .json: try write(json(answers.map(\.json), others).lines)
    }
  }

  /// The records that are asked about, and what else stands there.
  private struct Subject {
    var records: [(name: String, origins: [Origin])] = []
    private var words: [String] = []

    /// What is to be said of rows that are no record of the column's; where there is no record at all, all of it.
    func others(_ isAll: Bool) -> [String] { isAll || records.isEmpty ? words : [] }

    init(
      _ text: String, of table: TableDefinition, _ column: String, in run: KeptRun,
      _ tracer: FigureTracer
    ) throws(RunFailure) {
      let counted = table.measures.first { $0.name == column }?.record ?? table.record
      if !text.contains("!"), let equals = text.firstIndex(of: "="), equals != text.startIndex {
        let values = text.split(separator: ",")
          .map { part in
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (
              variable: String(halves[0]), value: halves.count > 1 ? String(halves[1]) : ""
            )
          }
        let origins = try tracer.records(of: counted, where: values)
        guard !origins.isEmpty else {
          throw RunFailure(
            notFound: counted,
            "expected a record of \(counted) with \(text), found none in the run",
            remedy: "look for it with millet inspect RUN \(counted) --where")
        }
        records = [(counted, Array(origins.prefix(Self.mostRecords)))]
        return
      }
      guard case .row(let place) = try run.reader.place(text) else {
        throw RunFailure(
          notFound: text, "expected a cell or row of a worksheet, found characters of a report",
          remedy: "ask millet impact what is held against them")
      }
      let standing = try tracer.standing(of: place)
      for record in standing.records {
        records.append((record.name, [record.origin]))
        words.append(
          "\(place.location) gives a record of \(record.name), over which \(table.name).\(column) takes nothing"
        )
      }
      for other in standing.others {
        let what =
          other.kind.map { "a row of kind “\($0)”, no record" }
          ?? "outside what was read, or not kept"
        words.append("\(place.location) is to \(other.source) \(what)")
      }
      if words.isEmpty { words = ["\(place.location) was read by no source of records"] }
    }

    private static let mostRecords = 20
  }
}
