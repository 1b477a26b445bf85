/// Why something encrypted cannot be read.
package enum DecryptionFailure: Error, Hashable, Sendable {
  /// It has another password.
  case otherPassword
  /// It is encrypted in a way that is not known.
  case unknownScheme
  /// Its description is damaged.
  case damaged
  /// It asks for more rounds of hashing than are allowed.
  case tooManyRounds(Int)
}
