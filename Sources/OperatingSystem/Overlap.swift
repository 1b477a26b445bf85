internal import Dispatch
internal import Synchronization

/// Two pieces of work on two threads, the one making what the other uses.
package enum Overlap {
  /// Why a maker should stop: what it makes is not wanted any more.
  private struct Unwanted: Error {}

  /// What the threads tell each other beside the items.
  private struct State {
    var runsAhead = false
    var failure: (any Error)?
  }

  /// Uses items while a thread beside this one makes the next.
  ///
  /// Until `use` says otherwise the maker waits for each item to be used, so that both may ask for the
  /// same things; from then on nothing that the one changes may be touched by the other.
  ///
  /// - Parameters:
  ///   - capacity: The most items that wait to be used.
  ///   - make: Makes the items and gives each; runs on a thread of its own, which has ended when this
  ///     returns.
  ///   - use: Uses an item; returns whether the maker may run ahead from here on.
  /// - Throws: What `use` throws, or else what `make` throws, after all that was made before is used.
  package static func run<Item: Sendable>(
    capacity: Int, make: (_ give: (Item) throws -> Void) throws -> Void,
    use: (Item) throws -> Bool
  ) throws {
    let queue = BoundedQueue<Item>(capacity: capacity)
    let used = DispatchSemaphore(value: 0)
    let state = Mutex(State())
    try withoutActuallyEscaping(make) { make in
      let maker = try SideThread {
        do {
          try make { item in
            guard queue.give(item) else { throw Unwanted() }
            if !state.withLock(\.runsAhead) { used.wait() }
          }
        } catch {
          state.withLock { $0.failure = error }
        }
        queue.end()
      }
      do {
        while let item = queue.take() {
          let runsAhead = try use(item)
          state.withLock { $0.runsAhead = $0.runsAhead || runsAhead }
          used.signal()
        }
      } catch {
        queue.close()
        used.signal()
        maker.join()
        throw error
      }
      maker.join()
    }
    if let failure = state.withLock(\.failure) { throw failure }
  }
}
