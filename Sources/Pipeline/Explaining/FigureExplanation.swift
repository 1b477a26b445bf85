import Load
import SurveyModel

/// Why a published figure is what it is.
///
/// The contract of `millet why`: see the article “Why this number”.
public struct FigureExplanation: Sendable {
  /// How it is written.
  public enum Format: String, CaseIterable, Sendable {
    /// For people, on a terminal.
    case text
    /// One JSON object.
    case json
    /// One page that needs nothing but itself, with the sheets around the cells.
    case html
    /// W3C PROV, in the serialization PROV-JSON.
    case prov
  }

  /// Which records are told one by one.
  public struct Records: Hashable, Sendable {
    /// How many are told.
    public var limit: Int
    /// How many are passed over.
    public var offset: Int
    /// Whether those with the greatest values come first, and not those that stand first in the files.
    public var largestFirst: Bool
    /// Whether those that are left out are told, in the place of those that count.
    public var leftOut: Bool

    /// Chooses records.
    public init(
      limit: Int = 20, offset: Int = 0, largestFirst: Bool = false, leftOut: Bool = false
    ) {
      self.limit = limit
      self.offset = offset
      self.largestFirst = largestFirst
      self.leftOut = leftOut
    }
  }

  private let place: RunPlace

  /// Points to a run.
  ///
  /// - Parameters:
  ///   - run: A run's folder, or the name of a pipeline, whose latest run is meant.
  ///   - output: The folder of results, for a pipeline's name.
  public init(run: String, output: String) {
    place = RunPlace(run, output: output)
  }

  /// Explains a figure.
  ///
  /// - Parameters:
  ///   - column: The column of figures.
  ///   - table: The table.
  ///   - row: What tells the row: `COLUMN=VALUE`, or the code or name of its place alone.
  ///   - records: Which records are told one by one.
  ///   - format: How it is written.
  ///   - write: Takes the output.
  /// - Throws: `RunFailure` with status 64 where there is no such figure, with status 2 where the run's records
  ///   do not give what it published; what `write` throws.
  public func explain(
    _ column: String, of table: String, row: [String], records: Records, as format: Format,
    write: (String) throws -> Void
  ) throws {
    let run = try KeptRun(place)
    let address = FigureAddress(
      table: table, row: row.map(Self.condition), measure: column)
    let page = FigureTracer.Page(
      offset: records.offset, limit: records.limit, order: records.largestFirst ? .largest : .file,
      subject: records.leftOut ? .leftOut : .counted)
    let tracer = try run.tracer()
    let trace = try tracer.trace(address, page)
    let explained = ExplainedFigure(trace, of: run, by: tracer, page)
    switch format {
    case .text: try write(FigureText(explained).text)
    case .json: try write(FigureJSON(explained).json.lines)
    case .prov: try write(try FigureProvenance(explained).json.lines)
    case .html: try write(try FigurePage(explained).html)
    }
    guard trace.isReproduced else {
      throw RunFailure(
        Diagnostic(
          .traceNotReproduced,
          at: SourceLocation(file: run.place.store, .tableRow(table: table, key: explained.code)),
          "the run published \(explained.published), its records give \(explained.computed ?? "nothing")",
          remedy:
            "make the run again with this version of Millet; where it says the same of a run of its own, tell its makers"
        ), exit: .failed)
    }
  }

  /// A condition as the command line has it.
  static func condition(_ text: String) -> FigureAddress.Condition {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      return FigureAddress.Condition(column: nil, value: text)
    }
    return FigureAddress.Condition(
      column: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
  }
}
