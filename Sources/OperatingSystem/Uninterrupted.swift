internal import Foundation

/// Makes a system call, and makes it again for as long as a signal interrupts it (`EINTR`).
///
/// - Parameter call: The call; a negative number is a failure, told in `errno`.
/// - Returns: What the last call gave; its `errno` stands.
package func uninterrupted<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
