import ArgumentParser
import SAXBaseline
import ZipArchive

/// Parses the XML of a workbook by libxml2 with callbacks that do nothing.
struct SAXCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sax",
    abstract: "Times libxml2's SAX parse of a workbook's XML with empty callbacks, in C.",
    discussion: "The baseline that SpreadsheetML and ODS are held against. Time spent on inflating "
      + "and on reading the file is left out.")

  @Argument(help: "An XML file, or an archive.") var file: String
  @Option(help: "The part of an archive.") var part = "content.xml"
  @Option(help: "How many times to parse it; the least processor time counts.") var rounds = 1

  func run() throws {
    var best: Double?
    for _ in 0..<max(1, rounds) {
      let (bytes, seconds) = try parse()
      print("\(bytes) bytes: CPU " + Self.shown(seconds))
      best = min(best ?? seconds, seconds)
    }
    if rounds > 1, let best { print("best: CPU " + Self.shown(best)) }
  }

  private static func shown(_ seconds: Double) -> String {
    let thousandths = Int((seconds * 1000).rounded())
    let fraction = String(thousandths % 1000)
    let zeros = String(repeating: "0", count: 3 - fraction.count)
    return "\(thousandths / 1000).\(zeros)\(fraction) s"
  }

  private func parse() throws -> (bytes: Int, seconds: Double) {
    guard let baseline = unsafe SAXBaselineCreate() else {
      throw ValidationError("no memory for a parser")
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 17)
    var total = 0
    var seconds = 0.0
    let next = try reader()
    while true {
      let count = try next(&buffer)
      if count == 0 { break }
      total += count
      let start = Measurement.processorTime()
      let code = unsafe buffer.withUnsafeBytes {
        unsafe SAXBaselineFeed(baseline, $0.baseAddress, count)
      }
      seconds += Measurement.processorTime() - start
      guard code == 0 else { throw ValidationError("\(file): libxml2 error \(code)") }
    }
    let start = Measurement.processorTime()
    let code = unsafe SAXBaselineFinish(baseline)
    seconds += Measurement.processorTime() - start
    guard code == 0 else { throw ValidationError("\(file): libxml2 error \(code)") }
    return (total, seconds)
  }

  private func reader() throws -> (inout [UInt8]) throws -> Int {
    let stream = try FileStream(path: file)
    var head: [UInt8] = [0, 0]
    _ = try stream.read(into: &head, from: 0)
    stream.seek(to: 0)
    guard head == [0x50, 0x4B] else { return { try stream.read(into: &$0, from: 0) } }
    let archive = try ZipArchive(path: file)
    guard let entry = archive.entry(named: part) else {
      throw ValidationError("\(file): no part \(part)")
    }
    let member = try archive.open(entry)
    return { try member.read(into: &$0, from: 0) }
  }
}
