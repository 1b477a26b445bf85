import SurveyModel

/// How a piece is called: by its fingerprint, by the number of its file, and by the answers that places gave
/// to its questions.
///
/// So that pieces made with other places lie side by side, and each is found when its places come back. The
/// form of the piece stands at the end: what is of another form is asked for by nobody.
struct PieceName: Hashable {
  let fingerprint: PieceFingerprint
  /// The number of the file, which its path alone decides.
  let number: UInt32
  /// The first digits of the hash of the answers.
  private let answers: Substring

  private static let digits = 16
  private static let separator: Character = "-"
  private static let ending = ".\(PieceFile.form)"

  init(_ fingerprint: PieceFingerprint, of file: SourceFile, _ asked: AnsweredQuestions) {
    self.fingerprint = fingerprint
    number = file.number
    answers = asked.answers.prefix(Self.digits)
  }

  /// The name that a file has; nil where it is no piece's of this form.
  init?(file: String) {
    guard file.hasSuffix(Self.ending) else { return nil }
    let parts = file.dropLast(Self.ending.count)
      .split(separator: Self.separator, omittingEmptySubsequences: false)
    guard parts.count == 3, PieceFingerprint.isDigest(String(parts[0])),
      let number = UInt32(parts[1], radix: 16), parts[2].utf8.count <= Self.digits
    else { return nil }
    fingerprint = PieceFingerprint(digest: String(parts[0]))
    self.number = number
    answers = parts[2]
  }

  /// The name of its file.
  var file: String {
    [fingerprint.digest, String(number, radix: 16), String(answers)]
      .joined(separator: String(Self.separator)) + Self.ending
  }
}
