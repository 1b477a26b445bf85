internal import OfficeEncryption
internal import OperatingSystem
internal import SurveyModel
internal import XMLStream
internal import ZipArchive

/// The name of a file in diagnostics, and the failures that are told in it.
struct SourceName: Sendable {
  /// The path as the user knows it.
  let name: String

  /// The file's name without folders and extension, for formats whose worksheets have no names.
  var stem: String {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
    return String(file[..<dot])
  }

  /// A failure that ends the reading of the file.
  func failure(
    _ code: Diagnostic.Code, at place: SourceLocation.Place = .wholeFile,
    _ message: Diagnostic.Message, remedy: Diagnostic.Message? = nil
  ) -> RunFailure {
    RunFailure(
      Diagnostic(code, at: SourceLocation(file: name, place), message, remedy: remedy))
  }

  /// The failure of an archive or its member.
  func failure(_ error: ZipFailure, at place: SourceLocation.Place = .wholeFile) -> RunFailure {
    switch error.kind {
    case .encrypted: encrypted()
    case .limit: limit("\(error.reason)", settings: Self.settings(of: error), at: place)
    case .refused(let fault): refused(fault)
    case .unreadable, .damaged:
      unreadable("expected a whole zip archive, found a broken one: \(error.reason)", at: place)
    }
  }

  /// The failure of an XML document.
  func failure(_ error: XMLSyntaxError, part: String?) -> RunFailure {
    let inside = part.map { " in \($0)" } ?? ""
    let place: SourceLocation.Place =
      part == nil && error.line > 0 ? .line(error.line, column: error.column) : .wholeFile
    let line = part == nil || error.line == 0 ? "" : ", line \(error.line)"
    switch error.kind {
    case .entities:
      return failure(
        .sourceUnreadable, at: place,
        "expected plain XML\(inside)\(line), found entity declarations, which are refused",
        remedy: "save the workbook again with a spreadsheet program")
    case .malformed:
      return unreadable(
        "expected well-formed XML\(inside)\(line), found: \(error.reason)", at: place)
    }
  }

  /// The failure of a compound file.
  func failure(_ damage: CompoundFile.Damage) -> RunFailure {
    unreadable("expected a readable workbook, found that \(damage.reason)")
  }

  /// The failure of decrypting a file with the default password.
  func failure(_ error: DecryptionFailure) -> RunFailure {
    switch error {
    case .otherPassword: encrypted()
    case .unknownScheme:
      failure(
        .sourceEncrypted, "expected a readable workbook, found one encrypted in an unknown way",
        remedy: "open it in the program that made it and save a copy without a password")
    case .damaged:
      unreadable("expected an encrypted workbook, found one whose encryption is damaged")
    case .tooManyRounds(let rounds):
      limit("expected a password that is hashed less often, found \(rounds) rounds of hashing")
    }
  }

  /// A file that the system does not open or read.
  func refused(_ fault: SystemFault) -> RunFailure {
    failure(
      fault == .notFound ? .sourceNotFound : .sourceUnreadable,
      "cannot read the file: \(fault.what)", remedy: "\(fault.remedy)")
  }

  /// A file of more bytes than the limits allow.
  func tooLarge(_ bytes: Int, _ limits: ReadingLimits) -> RunFailure {
    limit(.fileBytes, "expected at most \(limits.fileBytes) bytes, found \(bytes)")
  }

  /// A report of more text than the limits allow.
  func tooLong(_ limits: ReadingLimits) -> RunFailure {
    limit(
      .reportBytes, "expected at most \(limits.reportBytes) bytes of text in a report, found more")
  }

  /// A file that is broken.
  func unreadable(
    _ message: Diagnostic.Message, at place: SourceLocation.Place = .wholeFile
  ) -> RunFailure {
    failure(
      .sourceUnreadable, at: place, message,
      remedy: "ask for the file again, or open it in a spreadsheet program and save a copy")
  }

  /// A worksheet whose rows do not come in their order; both numbers are zero-based.
  func misplaced(row: Int, behind last: Int, sheet: String) -> RunFailure {
    let fault: Diagnostic.Message =
      row == last ? "row \(row + 1) twice" : "row \(row + 1) behind row \(last + 1)"
    return unreadable(
      "expected rows in ascending order, as the format demands, found \(fault)",
      at: .row(sheet: sheet, row: row))
  }

  /// A worksheet that has a cell twice.
  func repeated(_ cell: CellReference, sheet: String) -> RunFailure {
    unreadable(
      "expected one cell \(cell), as the format demands, found two",
      at: .cell(sheet: sheet, cell))
  }

  /// A file that asks for more than a limit that can be set.
  func limit(
    _ setting: ReadingLimits.Setting, _ message: Diagnostic.Message,
    at place: SourceLocation.Place = .wholeFile
  ) -> RunFailure {
    limit(message, settings: [setting], at: place)
  }

  /// A file that asks for more than any spreadsheet has.
  func limit(
    _ message: Diagnostic.Message, at place: SourceLocation.Place = .wholeFile
  ) -> RunFailure {
    limit(message, settings: [], at: place)
  }

  private func limit(
    _ message: Diagnostic.Message, settings: [ReadingLimits.Setting],
    at place: SourceLocation.Place
  ) -> RunFailure {
    let names = settings.map(\.rawValue).joined(separator: " or ")
    return failure(
      .sourceLimit, at: place, message,
      remedy: names.isEmpty
        ? "no setting allows more: split the file if it is honest"
        : """
        if the file is honest, raise \(names) under limits: of the pipeline or the source, or by \
        --limit of millet cells, facts or repair
        """)
  }

  /// The settings that an archive's limits come from.
  private static func settings(of error: ZipFailure) -> [ReadingLimits.Setting] {
    switch error.limit {
    case .members: [.packageParts]
    case .inflation: [.inflatedBytes, .inflationRatio]
    case .contents: [.descriptionBytes]
    case nil: []
    }
  }

  /// A file that wants a password.
  func encrypted() -> RunFailure {
    failure(
      .sourceEncrypted, "expected a readable workbook, found one encrypted with a password",
      remedy: "open it with its password and save a copy without one")
  }

  /// Any error of reading as a failure of the run; what a sink threw stays as it is.
  func translate(_ error: any Error, part: String?) -> any Error {
    switch error {
    case let error as ZipFailure: failure(error)
    case let error as XMLSyntaxError: failure(error, part: part)
    default: error
    }
  }
}
