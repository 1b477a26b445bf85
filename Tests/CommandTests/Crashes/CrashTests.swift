import Testing

/// What is there after a run that something befell, and after the next one.
@Suite(.enabled(if: FaultLibrary.isAvailable, FaultLibrary.absence)) struct CrashTests {
  /// Makes trials, of which these faults have so many hundredths.
  private func expectNoTrace(
    of faults: [CrashFault], share: Int, seed: UInt64,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let trials = CrashTrials(in: try CrashCounty(), faults, share: share, seed: seed)
    let (objections, figures) = trials.run()
    print(figures.joined(separator: "\n"))
    #expect(
      objections.isEmpty, "seed \(seed): \(objections.joined(separator: "\n"))",
      sourceLocation: sourceLocation)
  }

  @Test func `whenever a run dies latest is whole, and the next run leaves no trace of it`() throws
  {
    try expectNoTrace(of: CrashFault.deaths, share: 50, seed: 1)
  }

  @Test func `whatever call fails latest is whole, and the next run leaves no trace of it`() throws
  {
    try expectNoTrace(of: CrashFault.failures, share: 40, seed: 2)
  }

  @Test func `whenever a run is asked to end it does, and the next one leaves no trace of it`()
    throws
  {
    try expectNoTrace(of: CrashFault.signals, share: 10, seed: 3)
  }
}
