import Testing

@testable import OfficeEncryption

@Suite struct XORKeyStreamTests {
  @Test func `the default password has the key and the verifier that programs write`() throws {
    let password = Array(Password.fallback.text.utf8)
    let key = XORKeyStream.key(of: password)
    let verifier = XORKeyStream.verifier(of: password)
    _ = try XORKeyStream(key: key, verifier: verifier, password: .fallback)
    #expect(throws: DecryptionFailure.otherPassword) {
      try XORKeyStream(key: key ^ 1, verifier: verifier, password: .fallback)
    }
    #expect(throws: DecryptionFailure.otherPassword) {
      try XORKeyStream(key: key, verifier: verifier, password: Password(""))
    }
  }

  /// The example of ECMA-376 part 4, 14.7.1: the verifier of a password.
  @Test(arguments: [("abcdefghij", 0xFEF1), ("test", 0xCBEB)])
  func `known passwords have known verifiers`(password: String, verifier: Int) {
    #expect(XORKeyStream.verifier(of: Array(password.utf8)) == verifier)
  }
}
