import Load

/// A kind of event: the word by which it names itself, what it means, and its members.
struct EventDeclaration<Content>: DeclaredEvent {
  let kind: String
  let summary: String
  /// What events of the kind have besides what all have.
  let members: [EventMember<Content>]

  init(_ kind: String, _ summary: String, _ members: [EventMember<Content>]) {
    self.kind = kind
    self.summary = summary
    self.members = members
  }

  var fields: [EventField] { members.map(\.field) }

  /// An event of the kind as it is written.
  func json(of content: Content, in event: RunEvent) -> JSONText {
    .object(
      [.init("kind", .text(kind))] + EventHead.members.written(of: event)
        + members.written(of: content))
  }
}

/// What the schema and the article know of a kind of event.
protocol DeclaredEvent: Sendable {
  /// The word by which its events name themselves.
  var kind: String { get }
  /// What it means, as a sentence in Markdown.
  var summary: String { get }
  /// What its events have besides what all have.
  var fields: [EventField] { get }
}

extension RunEvent {
  /// The event as one line of JSON, without a newline; the article Events has its members.
  public var json: String { text.line }

  private var text: JSONText {
    switch content {
    case .runStarted(let content): EventKind.runStarted.json(of: content, in: self)
    case .stageStarted(let content): EventKind.stageStarted.json(of: content, in: self)
    case .stageEnded(let content): EventKind.stageEnded.json(of: content, in: self)
    case .fileFound(let content): EventKind.fileFound.json(of: content, in: self)
    case .fileRead(let content): EventKind.fileRead.json(of: content, in: self)
    case .rowsCounted(let content): EventKind.rowsCounted.json(of: content, in: self)
    case .tableComputed(let content): EventKind.tableComputed.json(of: content, in: self)
    case .ruleTested(let content): EventKind.ruleTested.json(of: content, in: self)
    case .gateTested(let content): EventKind.gateTested.json(of: content, in: self)
    case .diagnostic(let content): EventKind.diagnostic.json(of: content, in: self)
    case .fileWritten(let content): EventKind.fileWritten.json(of: content, in: self)
    case .targetChanged(let content): EventKind.targetChanged.json(of: content, in: self)
    case .runEnded(let content): EventKind.runEnded.json(of: content, in: self)
    }
  }
}
