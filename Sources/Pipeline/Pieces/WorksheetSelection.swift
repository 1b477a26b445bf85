package import Extract
package import SurveyModel
import TextPattern
import Transform

/// The worksheets of a workbook that a source reads, and what is said of the others.
package struct WorksheetSelection {
  package let worksheets: [WorksheetInfo]
  /// Those of the workbook that are not hidden, whether or not the source reads them.
  let visible: [WorksheetInfo]
  package let log: DiagnosticLog

  /// Chooses among the worksheets of a workbook.
  ///
  /// A worksheet whose name looks like a person's is called by its place from here on (`#2`).
  ///
  /// - Throws: `RunFailure` when none is the one that the source names.
  package init(
    _ source: SourceDefinition, of workbook: any Workbook, named name: String,
    _ personal: PersonalText
  ) throws(RunFailure) {
    var log = DiagnosticLog()
    let all = workbook.worksheets.map { $0.named(by: personal) }
    let chosen = Set(
      try Self.chosen(source.worksheets, among: workbook, of: name).map(\.index))
    let named = all.filter { chosen.contains($0.index) }
    let hidden = named.filter(\.isHidden)
    var kept = named
    if source.hidden == .skip {
      kept = named.filter { !$0.isHidden }
      for worksheet in hidden {
        log.record(
          Diagnostic(
            .sheetHidden, .note, at: SourceLocation(file: name, .worksheet(worksheet.name)),
            "the worksheet is hidden and not run", remedy: "say hidden: read to run it"))
      }
    }
    guard !kept.isEmpty else {
      let names = all.map { $0.isHidden ? "\($0.name) (hidden)" : $0.name }
      throw RunFailure(
        Diagnostic(
          .sheetMissing, at: SourceLocation(file: name),
          "the source \(source.name) expects \(source.worksheets.words), found \(names.joined(separator: ", "))",
          remedy: "correct worksheet: of the source, or ask for the worksheet"))
    }
    worksheets = kept
    visible = all.filter { !$0.isHidden }
    self.log = log
  }

  private static func chosen(
    _ choice: SourceDefinition.WorksheetChoice, among workbook: any Workbook, of name: String
  ) throws(RunFailure) -> [WorksheetInfo] {
    let all = workbook.worksheets
    // The name of a file is no office's choice.
    if !workbook.namesWorksheets, choice.isByName { return all }
    switch choice {
    case .all: return all
    case .named(let name): return all.filter { $0.name == name }
    case .index(let index):
      let visible = all.filter { !$0.isHidden }
      return visible.indices.contains(index - 1) ? [visible[index - 1]] : []
    case .matching(let pattern):
      // The pipeline file was checked: a pattern that does not compile never comes here.
      guard let expression = try? TextPattern(pattern) else { return [] }
      var found: [WorksheetInfo] = []
      for worksheet in all {
        switch expression.answer(for: worksheet.name) {
        case .found: found.append(worksheet)
        case .none: continue
        case .tooManySteps:
          throw RunFailure(
            undecided: "/\(pattern)/", in: "the worksheet's name",
            at: SourceLocation(file: name, .worksheet(worksheet.name)))
        }
      }
      return found
    }
  }
}

extension WorksheetInfo {
  /// The worksheet, by its place where its name looks like a person's.
  fileprivate func named(by personal: PersonalText) -> WorksheetInfo {
    guard personal.matches(name) else { return self }
    var copy = self
    copy.name = "#\(index + 1)"
    return copy
  }
}

extension SourceDefinition.WorksheetChoice {
  /// Whether it goes by the worksheets' names.
  fileprivate var isByName: Bool {
    switch self {
    case .matching, .named: true
    case .index, .all: false
    }
  }

  /// The choice in words.
  var words: String {
    switch self {
    case .all: "a worksheet"
    case .named(let name): "a worksheet named \(name)"
    case .index(let index): "a visible worksheet at place \(index)"
    case .matching(let pattern): "a worksheet whose name matches /\(pattern)/"
    }
  }
}
