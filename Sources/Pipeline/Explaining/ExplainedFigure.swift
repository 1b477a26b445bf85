import Foundation
import Load
import Relational
import SurveyModel

/// A figure's trace with what its writers say of it besides.
struct ExplainedFigure {
  /// The trace.
  let trace: FigureTrace
  /// The run.
  let run: KeptRun
  /// Which records are told one by one.
  let page: FigureTracer.Page
  private let tracer: FigureTracer

  init(_ trace: FigureTrace, of run: KeptRun, by tracer: FigureTracer, _ page: FigureTracer.Page) {
    self.trace = trace
    self.run = run
    self.page = page
    self.tracer = tracer
  }

  /// The code of the row's place.
  var code: String { trace.row.count > 1 ? trace.row[1].value ?? "" : "" }

  /// The published cell, as files have it; for one without a figure why it has none.
  var published: String { Self.text(of: trace.published, decimals: trace.measure.decimals) }

  /// What the records give, with all decimals; nil where they are not looked at.
  var computed: String? { trace.computed.map { Self.text(of: $0, decimals: nil) } }

  /// A cell as text; for one without a figure why it has none.
  static func text(of cell: PublishedCell, decimals: Int?) -> String {
    cell.published(decimals: decimals) ?? (cell.absence?.words ?? "missing")
  }

  /// The SHA-256 of the records that count.
  ///
  /// It is over a line each, with file, worksheet, row and value apart by tabs, in the
  /// order of the files. A number that is not whole is the shortest decimal that reads back as it.
  func digest(of aggregate: AggregateTrace) -> String {
    var hash = ContentHash()
    let contributions = aggregate.contributions
    var bytes: [UInt8] = []
    var (sheet, prefix): (Origin?, [UInt8]) = (nil, [])
    for (index, origin) in contributions.origins.enumerated() {
      if sheet?.file != origin.file || sheet?.worksheet != origin.worksheet {
        sheet = origin
        prefix = Array("\(tracer.path(of: origin))\t\(tracer.worksheet(of: origin))\t".utf8)
      }
      bytes += prefix
      bytes += "\(origin.row + 1)\t".utf8
      if !contributions.values.isEmpty, let value = contributions.values[index] {
        if case .real(let number) = value, Int64(exactly: number) == nil {
          bytes += number.description.utf8
        } else {
          bytes += value.published.utf8
        }
      }
      bytes.append(0x0A)
      if bytes.count > 1 << 16 {
        hash.add(Data(bytes))
        bytes.removeAll(keepingCapacity: true)
      }
    }
    hash.add(Data(bytes))
    return hash.finished()
  }

  /// The name of a place among those in which records count.
  func title(ofPlace code: String) -> String? {
    trace.aggregates.lazy.flatMap(\.byPlace).first { $0.name == code }?.title
      ?? (code == self.code ? trace.row[2].value : nil)
  }

  /// What one record adds to an aggregate.
  func contribution(of record: RecordTrace, to aggregate: AggregateTrace) -> String? {
    guard record.outcome == .counted else { return nil }
    return aggregate.contributions.values.isEmpty ? "1" : record.value
  }
}

extension PublishedCell.Absence {
  /// Why there is no figure, in words.
  var words: String {
    switch self {
    case .notApplicable: "not applicable"
    case .missing: "missing"
    case .notEstimable: "not estimable"
    case .withheld: PublishedCell.withheldText
    }
  }
}

extension Label {
  /// Both titles, or what stands in the place of none.
  func both(or name: String) -> String {
    let titles = [zh, en].compactMap(\.self)
    return titles.isEmpty ? name : titles.joined(separator: " / ")
  }
}

extension RecordOutcome {
  /// What becomes of a record, in words.
  func words(_ aggregate: AggregateTrace) -> String {
    switch self {
    case .counted: "counts"
    case .quarantined: "in quarantine"
    case .ofOtherWave: "of another wave"
    case .notInPanel: "not in every wave"
    case .filteredOut: "not “\(aggregate.filter ?? "")”"
    case .filterNotTested: "“\(aggregate.filter ?? "")” not tested, a value is missing"
    case .placeOpen: "may lie in this row or in another"
    case .conditionFailed: "not “\(aggregate.condition ?? "")”"
    case .conditionNotTested: "“\(aggregate.condition ?? "")” not tested, a value is missing"
    case .valueMissing: "no value"
    }
  }
}

extension AggregateTrace.Obstacle {
  /// Why there is no figure, in words.
  func words(record: String) -> String {
    switch self {
    case .unknownRecords: "no source gives records of \(record) for this wave"
    case .tooNarrow: "records of \(record) are known only of wider places"
    case .openPlaces:
      "some records may lie in this row or in another, after what became of their villages"
    }
  }
}
