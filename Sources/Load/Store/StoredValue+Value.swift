internal import Relational
internal import SurveyModel

extension StoredValue {
  /// A value as the store keeps it: a whole number as an integer, dates and times in ISO 8601; nil for a
  /// missing one.
  init?(_ value: Value) {
    switch value {
    case .missing: return nil
    case .number(let number):
      self = Int64(exactly: number).map { .integer($0) } ?? .real(number)
    case .text(let text), .error(let text): self = .text(text)
    case .boolean(let flag): self.init(flag)
    case .date(let date): self = .text(date.description)
    case .dateTime(let days): self = .text(ISOTime.dateTime(days: days))
    case .time(let seconds): self = .text(ISOTime.clock(seconds: seconds))
    case .duration(let seconds): self = .text(ISOTime.duration(seconds: seconds))
    }
  }

  /// A text, or nil for none.
  init?(_ text: String?) {
    guard let text else { return nil }
    self = .text(text)
  }

  /// A number, or nil for none.
  init?(_ number: Double?) {
    guard let number else { return nil }
    self = .real(number)
  }

  /// A count.
  init(_ count: Int) { self = .integer(Int64(count)) }

  /// The key of a row.
  init(_ origin: Origin) { self = .integer(origin.key) }

  /// 1 or 0.
  init(_ flag: Bool) { self = .integer(flag ? 1 : 0) }
}
