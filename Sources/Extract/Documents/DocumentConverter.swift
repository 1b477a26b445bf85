internal import Foundation
internal import OperatingSystem
internal import SurveyModel

/// Programs of the system that turn old documents into text, within bounds.
package struct DocumentConverter {
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
    func programs(_ path: String) -> [Program] {
      switch self {
      case .doc:
        [
          Program(name: "antiword", arguments: ["-m", "UTF-8.txt", "-w", "0", path]),
          Program(name: "soffice", arguments: ["--headless", "--cat", path]),
        ]
      case .pdf:
        [
          Program(
            name: "pdftotext", arguments: ["-enc", "UTF-8", "-layout", "-eol", "unix", path, "-"])
        ]
      }
    }

    var remedy: String {
      switch self {
      case .doc: "install antiword or LibreOffice, or save the report as DOCX or text"
      case .pdf: "install poppler-utils, or save the report as text"
      }
    }
  }

  /// A program and what it is given.
  struct Program {
    let name: String
    let arguments: [String]

    /// Where the program is; nil when it is not installed.
    var executable: String? { InstalledProgram.path(of: name) }
  }

  /// What tells the programs that are installed from other versions of them: where they are, and how the
  /// file system knows them.
  ///
  /// What they give of a document is part of what it says.
  package static var installed: String {
    [Format.doc, .pdf].flatMap { $0.programs("") }
      .map { program in
        guard let path = program.executable else { return "no \(program.name)" }
        let state = try? FileState(of: PathBytes(path))
        return "\(path) \(state?.size ?? 0) \(state?.modified ?? 0)"
      }
      .joined(separator: "\n")
  }

  let format: Format
  let source: SourceName
  let limits: ReadingLimits

  /// The text of the document at a path, in UTF-8.
  ///
  /// - Throws: `RunFailure` when no program is there, none can read the document, or one goes beyond
  ///   the limits.
  func text(of path: String) throws(RunFailure) -> [UInt8] {
    // A name that starts with a hyphen is no option.
    let programs = format.programs(path.hasPrefix("-") ? "./\(path)" : path)
    var reasons: [String] = []
    for program in programs {
      guard let executable = program.executable else { continue }
      switch try output(of: program, at: executable) {
      case .success(let text): return text
      case .failure(let refusal): reasons.append("\(program.name) \(refusal.reason)")
      }
    }
    guard !reasons.isEmpty else {
      throw source.failure(
        .sourceUnknownFormat,
        "expected a report that can be read, found \(format.name) and no program that reads it",
        remedy: "\(format.remedy)")
    }
    throw source.failure(
      .sourceUnreadable,
      "expected a report that can be read, found \(format.name) that cannot: \(reasons.joined(separator: "; "))",
      remedy: """
        open it and save it anew, or as text; where the program needs more memory for an honest \
        document, raise \(ReadingLimits.Setting.converterMemoryBytes.rawValue) under limits:
        """)
  }

  /// Why a program gave no text.
  private struct Refusal: Error {
    let reason: String
  }

  private func output(
    of program: Program, at executable: String
  ) throws(RunFailure) -> Result<[UInt8], Refusal> {
    let bounds = ChildProcess.Bounds(
      seconds: limits.converterSeconds, outputBytes: limits.reportBytes,
      memoryBytes: limits.converterMemoryBytes)
    let process: ChildProcess
    do throws(SystemFault) {
      process = try ChildProcess(running: executable, program.arguments, within: bounds)
    } catch {
      return .failure(Refusal(reason: "could not be started: \(error.what)"))
    }
    let words = process.lastMessage.isEmpty ? "" : ": \(process.lastMessage)"
    switch process.ending {
    case .exited(0):
      // A page without text still ends with a form feed.
      let isBlank = process.output.allSatisfy { $0 <= 0x20 }
      return isBlank ? .failure(Refusal(reason: "finds no text in it")) : .success(process.output)
    case .exited(let status):
      return .failure(Refusal(reason: "ended with status \(status)\(words)"))
    case .signalled(let signal):
      return .failure(Refusal(reason: "crashed by signal \(signal)\(words)"))
    case .outOfTime:
      throw source.limit(
        .converterSeconds,
        "expected \(program.name) to read the document in \(limits.converterSeconds) seconds, found it still at work"
      )
    case .tooMuchOutput: throw source.tooLong(limits)
    case .cancelled:
      throw source.failure(.runInterrupted, "interrupted while \(program.name) read the document")
    }
  }
}
