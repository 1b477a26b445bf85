import Foundation

/// The name of a run for lineage: a UUID of version 7 (RFC 9562, 5.7), which begins with its time.
enum LineageRunID {
  /// A name that no other run has.
  static func make(at time: Date) -> String {
    let random = UUID().uuidString.lowercased()
    let milliseconds = String(UInt64(max(0, time.timeIntervalSince1970) * 1000), radix: 16)
    let digits = String(repeating: "0", count: max(0, 12 - milliseconds.count)) + milliseconds
    // Of a random UUID (version 4) the version and the time are put in; its variant is the same.
    return "\(digits.prefix(8))-\(digits.suffix(4))-7\(random.dropFirst(15))"
  }
}
