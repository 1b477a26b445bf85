import Testing

@testable import OfficeEncryption

@Suite struct RC4Tests {
  /// RFC 6229, section 2, and the vectors that are known from everywhere.
  @Test(arguments: [
    ("Key", "Plaintext", "bbf316e8d940af0ad3"), ("Wiki", "pedia", "1021bf0420"),
    ("Secret", "Attack at dawn", "45a01f645fc35b383552544b9bf5"),
  ])
  func `known texts are encrypted as known`(key: String, text: String, code: String) {
    var cipher = RC4(key: Array(key.utf8))
    let encrypted = cipher.apply(to: Array(text.utf8))
    let digits = encrypted.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(digits == code)
    var again = RC4(key: Array(key.utf8))
    #expect(again.apply(to: encrypted) == Array(text.utf8))
  }
}
