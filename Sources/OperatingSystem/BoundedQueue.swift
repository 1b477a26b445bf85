internal import Dispatch
internal import Synchronization

/// A queue between threads that holds few items, so that who is faster waits for who is slower.
package final class BoundedQueue<Item: Sendable>: Sendable {
  private struct State {
    var items: [Item] = []
    var isEnded = false
    var isClosed = false
  }

  private let state = Mutex(State())
  private let free = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  /// Makes a queue.
  ///
  /// - Parameter capacity: The most items that wait; at least 1.
  package init(capacity: Int) {
    // A semaphore may not be gone with less than it began with.
    for _ in 0..<capacity { free.signal() }
  }

  /// Adds an item as soon as there is room.
  ///
  /// - Returns: False where whoever takes them takes no more.
  package func give(_ item: Item) -> Bool {
    free.wait()
    let isTaken = state.withLock { state in
      if !state.isClosed { state.items.append(item) }
      return !state.isClosed
    }
    if isTaken { filled.signal() } else { free.signal() }
    return isTaken
  }

  /// Takes the next item as soon as there is one; nil at the end.
  package func take() -> Item? {
    filled.wait()
    let item = state.withLock { $0.items.isEmpty ? nil : $0.items.removeFirst() }
    // The end stays the end, for all who take.
    if item == nil { filled.signal() } else { free.signal() }
    return item
  }

  /// Says that no item follows.
  package func end() {
    let isFirst = state.withLock { state in
      defer { state.isEnded = true }
      return !state.isEnded
    }
    if isFirst { filled.signal() }
  }

  /// Says that no item is taken any more; those that wait are dropped.
  package func close() {
    state.withLock { state in
      state.isClosed = true
      state.items.removeAll()
    }
    free.signal()
  }
}
