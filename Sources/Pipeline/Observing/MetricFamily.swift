import Foundation

/// One metric with its samples, in the text format of Prometheus (version 0.0.4).
struct MetricFamily {
  /// A value and what it is of.
  struct Sample {
    private let labels: [(name: String, value: String)]
    private let value: Double

    init(_ labels: [(name: String, value: String)], _ value: Double) {
      self.labels = labels
      self.value = value
    }

    /// The line of a sample of a metric.
    func line(of metric: String) -> String {
      let labels = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }
      return "\(metric){\(labels.joined(separator: ","))} \(Self.number(value))"
    }

    private static func number(_ value: Double) -> String {
      value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }

    private static func escaped(_ text: String) -> String {
      text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
  }

  let samples: [Sample]
  private let name: String
  private let help: String

  init(_ name: String, _ help: String, _ samples: [Sample]) {
    self.name = name
    self.help = help
    self.samples = samples
  }

  /// The metric with its samples.
  var text: String { text(with: samples.map { $0.line(of: name) }) }

  /// The metric with samples that are lines already; nothing where there are none.
  func text(with lines: [String]) -> String {
    guard !lines.isEmpty else { return "" }
    return (["# HELP \(name) \(help)", "# TYPE \(name) gauge"] + lines).map { $0 + "\n" }.joined()
  }

  /// The lines of its samples in a file of metrics.
  func lines(of file: String) -> [String] {
    file.split(separator: "\n").filter { $0.hasPrefix(name + "{") }.map(String.init)
  }
}
