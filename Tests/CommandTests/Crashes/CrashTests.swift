import Testing

/// What is there after a run that something befell, and after the next one.
@Suite(.serialized, .enabled(if: FaultLibrary.isAvailable, FaultLibrary.absence)) struct CrashTests
{
  /// Makes trials, of these faults so many hundredths of their number.
  private func expectNoTrace(
    of faults: [CrashFault], _ history: CrashCounty.History, share: Int, seed: UInt64,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let trials = CrashTrials(in: try CrashCounty(history), faults, share: share, seed: seed)
    let (objections, figures) = trials.run()
    print(figures.joined(separator: "\n"))
    #expect(
      objections.isEmpty, "seed \(seed): \(objections.joined(separator: "\n"))",
      sourceLocation: sourceLocation)
  }

  @Test(arguments: zip(CrashCounty.History.allCases, [20, 80]))
  func `whenever a run dies latest is whole, and the next run leaves no trace of it`(
    history: CrashCounty.History, share: Int
  ) throws {
    try expectNoTrace(of: CrashFault.deaths, history, share: share, seed: 1)
  }

  @Test(arguments: zip(CrashCounty.History.allCases, [15, 85]))
  func `whatever call fails latest is whole, and the next run leaves no trace of it`(
    history: CrashCounty.History, share: Int
  ) throws {
    try expectNoTrace(of: CrashFault.failures, history, share: share, seed: 2)
  }

  @Test func `whenever a run is asked to end it does, and the next one leaves no trace of it`()
    throws
  {
    try expectNoTrace(of: CrashFault.signals, .twoRuns, share: 15, seed: 3)
  }
}
