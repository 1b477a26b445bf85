internal import OperatingSystem
package import SurveyModel

extension RunFailure {
  /// What ends a run when a file or folder of its results cannot be made, written or moved.
  ///
  /// - Parameters:
  ///   - path: The file or folder.
  ///   - error: What the system said.
  package init(file path: String, _ error: any Error) {
    let fault = SystemFault(describing: error)
    self.init(
      Diagnostic(
        .storeFailed, at: SourceLocation(file: path), "cannot write here: \(fault.what)",
        remedy: "\(fault.remedy)"))
  }
}
