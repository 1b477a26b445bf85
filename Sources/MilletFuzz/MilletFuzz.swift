/// Gives files, or what libFuzzer makes up, to one of Millet's readers.
///
/// An ordinary build reads the files that it is given: `MilletFuzz READER FILE…`, to look into a
/// finding or to go through a corpus. Built for fuzzing, everything behind READER is for libFuzzer:
///
///     swift build -c release --product MilletFuzz --scratch-path .build-fuzz \
///       -Xswiftc -sanitize=fuzzer -Xswiftc -DFUZZING
///     .build-fuzz/release/MilletFuzz zip CORPUS Tests/FuzzSeeds/zip -rss_limit_mb=1024
///
/// `.ci/fuzz` does so for every reader, a few seconds each.
@main struct MilletFuzz {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count > 2, let target = FuzzTargets.named(arguments[1]) else {
      let names = FuzzTargets.all.map { $0.name }.joined(separator: ", ")
      print("usage: MilletFuzz READER FILE…\nreaders: \(names)")
      return
    }
    #if FUZZING
    Fuzzing.run(target)
    #else
    for path in arguments.dropFirst(2) { replay(path, target) }
    #endif
  }

  /// Gives one file to a reader and says what came of it.
  private static func replay(_ path: String, _ target: any FuzzTarget.Type) {
    do {
      try target.consume(FuzzFile.contents(of: path))
      print("\(path): read")
    } catch {
      print("\(path): \(error)")
    }
  }
}
