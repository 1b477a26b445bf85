import SurveyModel

extension ExitStatus {
  /// The statuses with which the command ends, and what each means.
  static let meanings: [(status: Self, words: String)] = [
    (.published, "published or complete"), (.gateFailed, "a quality gate failed"),
    (.failed, "a file or the disk failed"), (.usage, "wrong usage"),
    (.locked, "another run holds the lock"), (.definition, "wrong pipeline file"),
    (.interrupted, "interrupted"),
  ]
}
