internal import Foundation

/// A thread that ends before whoever began it goes on.
struct SideThread: ~Copyable {
  private final class Work {
    let body: () -> Void

    init(_ body: @escaping () -> Void) { self.body = body }
  }

  private let thread: pthread_t

  /// Begins a thread.
  ///
  /// - Parameter body: What it does; it is let go of before ``join()`` returns.
  /// - Throws: `SystemFault` when there are too many.
  init(_ body: @escaping () -> Void) throws(SystemFault) {
    let work = unsafe Unmanaged.passRetained(Work(body))
    var thread: pthread_t = 0
    let code = unsafe pthread_create(
      &thread, nil,
      { work in
        guard let work = unsafe work else { return nil }
        unsafe Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
        return nil
      }, work.toOpaque())
    guard code == 0 else {
      unsafe work.release()
      throw SystemFault(errno: code)
    }
    self.thread = thread
  }

  /// Waits for the thread's end.
  consuming func join() {
    pthread_join(thread, nil)
  }
}
