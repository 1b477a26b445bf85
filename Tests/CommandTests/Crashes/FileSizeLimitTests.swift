import Foundation
import Testing

/// What a limit on the size of files leaves of a workbook, whose sheets are larger than any file that is kept.
@Suite struct FileSizeLimitTests {
  /// A county of many villages, with a table of many columns.
  private static func county() throws -> SmallCounty {
    let county = try SmallCounty()
    let measures = (1...60).map { "      m\($0): sum(members)\n" }.joined()
    try county.write(
      SmallCounty.pipeline.replacing(
        "    measures:\n", with: "    measures:\n\(measures)") + "\npublish: [xlsx]\n",
      to: "pipeline.yml")
    var places = "code,name,level,parent,valid_from,valid_to\n1,试验县,county,,,\n11,某镇,township,1,,\n"
    var register = "户编号,行政村,人口数,参保人数\n"
    for number in 1...1000 {
      places += "11\(number),甲\(number)村,village,11,,\n"
      register += "\(number),甲\(number)村,3,2\n"
    }
    try county.write(places, to: "gazetteer.csv")
    try county.write(register, to: "registers/one.csv")
    return county
  }

  @Test func `a workbook that a limit on the size of files cuts is not published`() throws {
    let county = try Self.county()
    // Each is less than the file of the sheet on the way, and more than any file that is kept.
    for limit in [1000, 1240, 1500] {
      let run = try MilletProcess(
        ["-c", "ulimit -f \(limit); exec \(MilletProcess.program.path) run pipeline.yml"],
        in: county.folder, program: URL(filePath: "/bin/bash"))
      #expect(run.status == 2, "\(limit): \(run.errors)")
      #expect(
        run.errors.contains(/\.xlsx: error: cannot write here: .*\[store\.failed\]/)
          && run.errors.contains("ulimit -f"), "\(limit): \(run.errors)")
      #expect(!county.exists("Output/small/latest"))
    }
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
  }
}
