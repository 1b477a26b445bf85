import Foundation
import Load
import Pipeline
import SurveyModel
import Testing

/// Figures of the sample county, traced back to the records behind them.
@Suite struct FigureTraceTests {
  @Test func `every figure of every table is what its records give`() throws {
    let run = try KeptRun(SampleRun.shared.get().latest.path, output: "")
    let tracer = try run.tracer()
    var figures = 0
    for table in run.pipeline.tables {
      try tracer.traceAll(of: table.name) { traces throws(RunFailure) in
        figures += traces.count
        for trace in traces where !trace.isReproduced {
          Issue.record(
            """
            \(table.name).\(trace.measure.name) of \(trace.row.compactMap(\.value).prefix(3)): \
            \(trace.published) is not \(String(describing: trace.computed))
            """)
        }
      }
    }
    #expect(figures > 40_000)
  }
}
