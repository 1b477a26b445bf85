import OperatingSystem
import SurveyModel

extension RunFailure {
  /// What ends the reading of a file for a reason that no reader knows.
  init(reading file: String, _ error: any Error) {
    let fault = SystemFault(error)
    self.init(
      Diagnostic(
        .sourceUnreadable, at: SourceLocation(file: file),
        "cannot read the file: \(fault?.what ?? "\(error)")",
        remedy: "\(fault?.remedy ?? "ask for the file again")"))
  }
}
