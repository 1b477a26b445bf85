public import Foundation

/// When an event was, as it is written: ISO 8601 in UTC with milliseconds.
public struct EventTime: Hashable, Sendable, CustomStringConvertible {
  /// The point of time.
  public let date: Date

  /// Takes a point of time.
  public init(_ date: Date) {
    self.date = date
  }

  /// The present.
  static var now: EventTime { EventTime(.now) }

  /// `2021-11-08T05:15:00.123Z`.
  public var description: String {
    date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}
