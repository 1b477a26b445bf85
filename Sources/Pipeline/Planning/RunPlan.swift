import Load

/// What a run would do and why, found out without doing any of it.
public struct RunPlan: Hashable, Sendable {
  /// What becomes of something.
  public enum Action: String, CaseIterable, Hashable, Sendable {
    /// A file is read.
    case read
    /// What a file gave before is taken.
    case take
    /// What rests on all files is computed: rules, tables.
    case compute
    /// The run is published, if its gates are passed.
    case publish
    /// The run is kept and not published.
    case keep
    /// Nothing is done.
    case stay
  }

  /// One thing.
  public struct Item: Hashable, Sendable {
    /// What becomes of it.
    public let action: Action
    /// A file's path, a table, or a run.
    public let name: String
    /// Why.
    public let reason: String
  }

  /// All of it, in the order in which it would be done.
  public let items: [Item]

  /// The items for people, a line each.
  public var text: String {
    let width = items.map(\.action.rawValue.count).max() ?? 0
    return
      items.map { item in
        let action = item.action.rawValue
        let space = String(repeating: " ", count: width - action.count)
        return "\(action)\(space)  \(item.name): \(item.reason)\n"
      }
      .joined()
  }

  /// The items as JSON Lines.
  public var json: String {
    items.map { item in
      JSONText.object([
        .init("kind", .text("plan.item")), .init("action", .text(item.action.rawValue)),
        .init("name", .text(item.name)), .init("reason", .text(item.reason)),
      ])
      .line + "\n"
    }
    .joined()
  }
}
