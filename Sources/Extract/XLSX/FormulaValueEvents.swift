internal import XMLStream

/// Looks for a formula of a worksheet that has another value than 0, so that somebody calculated it.
final class FormulaValueEvents: XMLEvents {
  /// What ends the reading once such a formula is found.
  private struct Found: Error {}

  /// Whether a formula has another value than 0.
  private(set) var hasValue = false
  private var isFormula = false
  private var isInValue = false
  private var value: [UInt8] = []

  func start(_ tag: borrowing XMLStartTag) throws {
    switch SheetNames(rawValue: tag.name) {
    case .c:
      isFormula = false
      value.removeAll(keepingCapacity: true)
    case .f: isFormula = true
    case .v: isInValue = true
    default: break
    }
  }

  func end(_ name: Int) throws {
    switch SheetNames(rawValue: name) {
    case .v: isInValue = false
    case .c:
      guard isFormula, value.contains(where: { $0 > 0x20 }), NumberText.double(value) != 0 else {
        return
      }
      hasValue = true
      throw Found()
    default: break
    }
  }

  func text(_ utf8: Span<UInt8>) throws {
    guard isInValue, value.count < 64 else { return }
    value.append(utf8)
  }
}
