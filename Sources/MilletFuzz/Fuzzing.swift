#if FUZZING

/// The bridge to libFuzzer, whose own `main` is not used: the first argument chooses the reader.
enum Fuzzing {
  nonisolated(unsafe) fileprivate static var target: any FuzzTarget.Type = ZipTarget.self

  /// Fuzzes a reader until something is found or libFuzzer's arguments say to stop.
  static func run(_ chosen: any FuzzTarget.Type) {
    unsafe target = chosen
    var count = CommandLine.argc - 1
    // libFuzzer must not see the reader's name: it would take it for a corpus.
    let arguments = unsafe CommandLine.unsafeArgv
    unsafe arguments[1] = arguments[0]
    var rest = unsafe arguments + 1
    _ = unsafe runDriver(&count, &rest, testOneInput)
  }
}

private typealias Callback = @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: Callback
) -> Int32

@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: count))
  try? unsafe Fuzzing.target.consume(bytes)
  return 0
}

#endif
