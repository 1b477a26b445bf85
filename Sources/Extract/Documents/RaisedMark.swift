/// What a raised text of a report is read as.
///
/// Raised digits behind anything but a letter become superscript characters, which nobody takes for
/// digits of the number before them; a sign or letter alone is the mark of a note and is left out.
enum RaisedMark {
  private static let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars)
  /// 1ˢᵗ and 20ᵗʰ are words; the mark of a note is shorter.
  private static let longestMark = 1

  /// What a raised character is read as.
  ///
  /// - Parameters:
  ///   - scalar: The character.
  ///   - before: The character that is read before the raised text, or nil.
  ///   - length: How many characters are raised together.
  /// - Returns: Nil to leave it out.
  static func read(
    _ scalar: Unicode.Scalar, behind before: Unicode.Scalar?, length: Int
  ) -> Unicode.Scalar? {
    if let digit = digit(scalar) {
      if let before, before.isASCII, before.properties.isAlphabetic { return scalar }
      return digits[digit]
    }
    if scalar == "-" || scalar == "−" || scalar == "－" { return "⁻" }
    return scalar.properties.isAlphabetic && length > longestMark ? scalar : nil
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value) - 0x30
    case 0xFF10...0xFF19: Int(scalar.value) - 0xFF10
    default: nil
    }
  }
}

/// The raised run that markup is read in, character by character.
struct RaisedRun {
  private var run: (before: Unicode.Scalar?, length: Int)?

  /// What the next character of a text is read as.
  ///
  /// - Parameters:
  ///   - scalar: The character.
  ///   - isRaised: Whether it stands in a raised run; the next run begins behind one that does not.
  ///   - text: What has been read before it.
  ///   - source: The markup from the character on; the run ends with it or where a tag begins.
  /// - Returns: Nil to leave it out.
  mutating func read(
    _ scalar: Unicode.Scalar, isRaised: Bool, behind text: [Unicode.Scalar],
    in source: ArraySlice<Unicode.Scalar>
  ) -> Unicode.Scalar? {
    guard isRaised else {
      run = nil
      return scalar
    }
    let run =
      run
      ?? (text.last { !$0.properties.isWhitespace }, source.prefix { $0 != "<" }.count)
    self.run = run
    return RaisedMark.read(scalar, behind: run.before, length: run.length)
  }

  /// Ends the run.
  mutating func end() { run = nil }
}
