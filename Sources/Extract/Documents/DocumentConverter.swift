internal import Foundation
internal import SurveyModel

/// Programs of the system that turn old documents into text.
enum DocumentConverter {
  /// A format that is read through another program.
  enum Format {
    /// Word before 2007.
    case doc
    /// PDF with a text layer.
    case pdf

    var name: String {
      switch self {
      case .doc: "an old Word document"
      case .pdf: "a PDF document"
      }
    }

    /// The programs that do, the best first, with their arguments.
    func programs(_ path: String) -> [(name: String, arguments: [String])] {
      switch self {
      case .doc:
        [
          ("antiword", ["-m", "UTF-8.txt", "-w", "0", path]),
          ("soffice", ["--headless", "--cat", path]),
        ]
      case .pdf: [("pdftotext", ["-enc", "UTF-8", "-layout", "-eol", "unix", path, "-"])]
      }
    }

    var remedy: String {
      switch self {
      case .doc: "install antiword or LibreOffice, or save the report as DOCX or text"
      case .pdf: "install poppler-utils, or save the report as text"
      }
    }
  }

  /// The text of a document in UTF-8.
  ///
  /// - Throws: `RunFailure` when no program is there, or none can read the document.
  static func text(
    _ path: String, _ format: Format, source: SourceName
  ) throws(RunFailure)
    -> [UInt8]
  {
    for program in format.programs(path) {
      guard let executable = find(program.name),
        let text = output(executable, program.arguments), !text.isEmpty
      else { continue }
      return text
    }
    throw source.failure(
      .sourceUnknownFormat,
      "expected a report that can be read, found \(format.name) and no program that reads it",
      remedy: "\(format.remedy)")
  }

  private static func find(_ name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func output(_ executable: String, _ arguments: [String]) -> [UInt8]? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
      let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return process.terminationStatus == 0 ? Array(data) : nil
    } catch {
      return nil
    }
  }
}
