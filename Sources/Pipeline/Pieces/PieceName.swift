/// How a piece is called: by its fingerprint, and by the answers that places gave to its questions.
///
/// So that pieces made with other places lie side by side, and each is found when its places come back.
struct PieceName: Hashable {
  let fingerprint: PieceFingerprint
  /// The first digits of the hash of the answers.
  private let answers: Substring

  private static let digits = 16
  private static let separator: Character = "-"

  init(_ fingerprint: PieceFingerprint, _ asked: AnsweredQuestions) {
    self.fingerprint = fingerprint
    answers = asked.answers.prefix(Self.digits)
  }

  /// The name that a file has; nil where it is no piece's.
  init?(file: String) {
    let parts = file.split(separator: Self.separator, omittingEmptySubsequences: false)
    guard parts.count == 2, PieceFingerprint.isDigest(String(parts[0])),
      parts[1].utf8.count <= Self.digits
    else { return nil }
    fingerprint = PieceFingerprint(digest: String(parts[0]))
    answers = parts[1]
  }

  /// The name of its file.
  var file: String { "\(fingerprint.digest)\(Self.separator)\(answers)" }
}
