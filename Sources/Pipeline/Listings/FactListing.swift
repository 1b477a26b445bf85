internal import Extract
internal import FoundationEssentials
internal import OperatingSystem
internal import PipelineFile
public import SurveyModel
internal import Transform

/// What the report reader sees in a report, figure by figure.
///
/// The contract of `millet facts`: see DESIGN.md, section 6.
public struct FactListing: Sendable {
  /// How figures are written.
  public enum Format: String, CaseIterable, Sendable {
    /// One line a figure, for people.
    case text
    /// One JSON object a line and a figure.
    case jsonl
    /// The report as a page with its figures and checks marked, whatever is listed.
    case html
  }

  /// What is listed.
  public enum Content: Sendable {
    /// The figures.
    case facts
    /// The relations between figures, and whether they hold.
    case checks
  }

  /// The path of the report.
  public let path: String
  /// The path of the catalogue.
  public let catalogue: String
  /// How figures are written.
  public let format: Format
  /// What is listed.
  public let content: Content
  /// What the report may ask of memory and time.
  public let limits: ReadingLimits

  /// The name of the encoding of its text, or nil for what the file says and looks like.
  public let encoding: String?

  /// Lists the figures of the report at `path`, named by the catalogue at `catalogue`.
  public init(
    path: String, catalogue: String, format: Format, content: Content = .facts,
    limits: ReadingLimits = .default, encoding: String? = nil
  ) {
    self.encoding = encoding
    self.path = path
    self.catalogue = catalogue
    self.format = format
    self.content = content
    self.limits = limits
  }

  /// Reads the report and writes what it states.
  ///
  /// - Parameter write: Takes the output, in pieces.
  /// - Returns: What is worth knowing of the report.
  /// - Throws: `RunFailure` when the report or the catalogue cannot be read; what `write` throws.
  public func run(write: (String) throws -> Void) throws -> [Diagnostic] {
    let indicators = try Self.catalogue(at: catalogue)
    let document = try DocumentReader.read(
      path: path, name: path, limits: limits, encoding: encoding)
    let (facts, read) = FactReader(catalogue: indicators, places: []).facts(in: document)
    var log = document.log
    log.append(read)
    if format == .html {
      let checks = FactChecker(catalogue: indicators).checks(of: facts)
      var page = FactPage(document, facts: facts, checks: checks, catalogue: indicators)
      try page.write(to: write)
      return log.diagnostics
    }
    var lines = ""
    func add(_ line: String) throws {
      lines += line
      lines += "\n"
      if lines.utf8.count > 1 << 16 {
        try write(lines)
        lines = ""
      }
    }
    switch content {
    case .facts:
      for fact in facts {
        try add(
          format == .text
            ? FactLines.text(fact) : FactLines.json(fact, page: document.page(of: fact.start)))
      }
    case .checks:
      for check in FactChecker(catalogue: indicators).checks(of: facts) {
        try add(format == .text ? FactLines.text(check) : FactLines.json(check))
      }
    }
    try write(lines)
    return log.diagnostics
  }

  /// Reads a catalogue of indicators.
  ///
  /// - Throws: `RunFailure` when the file cannot be read or is wrong.
  package static func catalogue(at path: String) throws(RunFailure) -> IndicatorCatalogue {
    let bytes: [UInt8]
    do throws(SystemFault) {
      bytes = try RegularFile(PathBytes(path)).contents()
    } catch {
      throw RunFailure(
        Diagnostic(
          .pipelineUnreadable, at: SourceLocation(file: path),
          "cannot read the catalogue: \(error.what)",
          remedy: error.isPassing
            ? "\(error.remedy)" : "give the path of catalogue.yml to --catalogue"),
        exit: error.isPassing ? .failed : .definition)
    }
    return try catalogue(bytes, name: path)
  }

  /// Reads a catalogue of indicators from its bytes.
  ///
  /// - Throws: `RunFailure` when they are wrong.
  static func catalogue(_ bytes: [UInt8], name: String) throws(RunFailure) -> IndicatorCatalogue {
    guard let yaml = String(validating: bytes, as: UTF8.self) else {
      throw RunFailure(
        Diagnostic(
          .pipelineUnreadable, at: SourceLocation(file: name),
          "expected a catalogue in UTF-8, found other bytes", remedy: "save it as UTF-8"),
        exit: .definition)
    }
    return try CatalogueFile.read(yaml: yaml, name: name)
  }

  /// Finds `Pipelines/catalogue.yml` in the working directory or above it, or else in a folder
  /// above a program.
  ///
  /// - Parameter program: The path of the running program, or nil.
  /// - Returns: The path, or nil when there is none.
  public static func findCatalogue(program: String?) -> String? {
    let manager = FileManager.default
    var starts = [URL(filePath: manager.currentDirectoryPath)]
    if let program {
      starts.append(URL(filePath: program).resolvingSymlinksInPath().deletingLastPathComponent())
    }
    for start in starts {
      var folder = start
      for _ in 0..<32 {
        let candidate = folder.appending(path: "Pipelines/catalogue.yml").path
        if manager.fileExists(atPath: candidate) { return candidate }
        let parent = folder.deletingLastPathComponent()
        if parent.path == folder.path { break }
        folder = parent
      }
    }
    return nil
  }
}
