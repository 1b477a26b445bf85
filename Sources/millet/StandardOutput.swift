import OperatingSystem
import SurveyModel

/// The stream for data.
enum StandardOutput {
  /// Writes a text.
  ///
  /// - Throws: `SystemFault.readerGone` where nobody reads any more, which ends the command quietly; a
  ///   `RunFailure` where the output is not complete.
  static func write(_ text: String) throws { try write(text.utf8) }

  /// Writes bytes.
  ///
  /// - Throws: As for a text.
  static func write(_ bytes: some Sequence<UInt8>) throws {
    do throws(SystemFault) {
      try StandardStream.output.write(bytes)
    } catch .readerGone {
      throw SystemFault.readerGone
    } catch {
      throw RunFailure(
        Diagnostic(
          .outputIncomplete, at: SourceLocation(file: "standard output"),
          "expected to write all of the output, found that \(error.what)", remedy: "\(error.remedy)"
        ))
    }
  }
}
