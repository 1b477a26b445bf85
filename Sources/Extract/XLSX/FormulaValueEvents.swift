internal import XMLStream

/// Looks for a formula of a worksheet that has another value than 0, so that somebody calculated it, and
/// for formulas whose 0 is their true value.
final class FormulaValueEvents: XMLEvents {
  /// What ends the reading once such a formula is found.
  private struct Found: Error {}

  /// Whether a formula has another value than 0.
  private(set) var hasValue = false
  /// Whether the zeros of the formulas are true.
  var areZerosTrue: Bool { proof.holds }

  private var proof = FormulaZeroProof()
  private var isFormula = false
  private var isInFormula = false
  private var isInValue = false
  private var formula: [UInt8] = []
  private var value: [UInt8] = []
  private var reference = ""
  private var isText = false
  private var isNumber = false

  /// No longer formula is looked at.
  private static let longest = 512

  func start(_ tag: borrowing XMLStartTag) throws {
    switch SheetNames(rawValue: tag.name) {
    case .c:
      isFormula = false
      formula.removeAll(keepingCapacity: true)
      value.removeAll(keepingCapacity: true)
      reference = tag.string(SheetNames.r.rawValue) ?? ""
      let type = tag.string(SheetNames.t.rawValue) ?? "n"
      isText = ["s", "str", "inlineStr"].contains(type)
      isNumber = type == "n"
    case .f:
      isFormula = true
      isInFormula = true
    case .v, .t: isInValue = true
    default: break
    }
  }

  func end(_ name: Int) throws {
    switch SheetNames(rawValue: name) {
    case .f: isInFormula = false
    case .v, .t: isInValue = false
    case .c:
      let isFilled = value.contains { $0 > 0x20 }
      let isZero = isFilled && NumberText.double(value) == 0
      if isFormula, isFilled, !isZero {
        hasValue = true
        throw Found()
      }
      if isFormula {
        proof.take(formula: isZero && isNumber && formula.count < Self.longest ? formula : [])
      } else if isFilled, !isZero || !isNumber {
        proof.take(constant: reference, isText: isText)
      }
    default: break
    }
  }

  func text(_ utf8: Span<UInt8>) throws {
    if isInFormula, formula.count < Self.longest { formula.append(utf8) }
    guard isInValue, value.count < 64 else { return }
    value.append(utf8)
  }
}
