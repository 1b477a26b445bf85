import Foundation
import Testing

@Suite struct ArchitectureTests {
  /// What each target may import beside the standard library and Foundation.
  private static let walls: [String: Set<String>] = [
    "SurveyModel": ["Synchronization", "TextPattern"],
    "TextPattern": [],
    "PipelineFile": [
      "SurveyModel", "ChineseText", "TextPattern", "TextEncoding", "OperatingSystem", "Yams",
    ],
    "XMLStream": ["CLibXML2"],
    "OperatingSystem": ["Synchronization"],
    "ZipArchive": ["CLibZip", "CIsal", "OperatingSystem"],
    "TextEncoding": [],
    "OfficeEncryption": ["Crypto", "CryptoExtras"],
    "Extract": [
      "SurveyModel", "XMLStream", "ZipArchive", "TextEncoding", "OfficeEncryption",
      "OperatingSystem",
    ],
    "ChineseText": ["COpenCC", "Synchronization", "TextEncoding"],
    "Transform": ["SurveyModel", "ChineseText", "TextPattern", "Synchronization"],
    "DurableFiles": ["SurveyModel", "OperatingSystem"],
    "Relational": ["SurveyModel"],
    "SQLDialect": ["Relational"],
    "SQLiteBulk": [
      "GRDB", "GRDBSQLite", "SurveyModel", "TextPattern", "Relational", "SQLDialect",
    ],
    "SQLiteEngine": [
      "SurveyModel", "Relational", "SQLDialect", "SQLiteBulk", "DurableFiles", "OperatingSystem",
      "GRDB",
    ],
    "Workbooks": ["SurveyModel", "ZipArchive", "DurableFiles", "OperatingSystem"],
    "XLSXWriting": [
      "SurveyModel", "Workbooks", "DurableFiles", "XMLStream", "ZipArchive", "CXlsxWriter",
    ],
    "WebPages": ["SurveyModel", "Crypto"],
    "Load": [
      "SurveyModel", "Relational", "Workbooks", "XLSXWriting", "WebPages", "ZipArchive",
      "DurableFiles", "OperatingSystem",
    ],
    "Pipeline": [
      "SurveyModel", "PipelineFile", "TextPattern", "Extract", "Transform", "Load", "ChineseText",
      "Relational", "SQLiteEngine", "WebPages", "Crypto", "OperatingSystem", "DurableFiles",
      "Synchronization", "TextEncoding",
    ],
    "millet": ["SurveyModel", "Pipeline", "OperatingSystem", "ArgumentParser", "Synchronization"],
  ]

  private static let system: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Darwin", "Dispatch",
  ]

  /// Where code may be unsafe: a system library is wrapped, processes are started, or bytes are
  /// scanned; and in the tools
  /// that ask the kernel for their costs or are called by libFuzzer.
  private static let unsafeTargets: Set<String> = [
    "XMLStream", "ZipArchive", "TextEncoding", "ChineseText", "TextPattern", "SQLiteBulk",
    "DurableFiles", "OperatingSystem", "XLSXWriting", "MilletBenchmark", "MilletFuzz",
  ]

  @Test(arguments: walls.keys.sorted())
  func `a target imports only what stands below it`(target: String) throws {
    let allowed = try #require(Self.walls[target])
    let files = try SourceFile.all(in: "Sources/\(target)")
    #expect(!files.isEmpty)
    for file in files {
      let allowed = target == "SurveyModel" ? allowed : allowed.union(Self.system)
      #expect(file.imports.isSubset(of: allowed), "\(file.path): \(file.imports)")
    }
  }

  @Test func `every target stands in the list of walls`() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: SourceFile.root.appending(path: "Sources").path)
    let tools: Set<String> = [
      "SystemLibraries", "SampleCounty", "MilletBenchmark", "MilletFuzz", "SAXBaseline",
    ]
    #expect(Set(folders).subtracting(tools) == Set(Self.walls.keys))
  }

  @Test func `unsafe code stands only where a system library is wrapped or bytes are scanned`()
    throws
  {
    for file in try SourceFile.all(in: "Sources") {
      let target = file.path.split(separator: "/Sources/").last.map(String.init) ?? ""
      let name = String(target.split(separator: "/")[0])
      guard !Self.unsafeTargets.contains(name), !target.hasPrefix("Extract/ByteScanning/") else {
        continue
      }
      let isUnsafe = file.code.contains(/\bunsafe\b|@unchecked|nonisolated\(unsafe\)/)
      #expect(!isUnsafe, "\(target)")
    }
  }

  @Test func `statements are written by the dialect and where SQLite is wrapped`() throws {
    let words = #/"[^"]*\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|DROP|PRAGMA|JOIN|WHERE)\b/#
    let lines = #/(?m)^ +(SELECT|INSERT|UPDATE|FROM|JOIN|WHERE) /#
    var found: Set<String> = []
    let writers: Set<String> = ["SQLDialect", "SQLiteBulk", "SQLiteEngine"]
    for target in Set(Self.walls.keys).subtracting(writers) {
      for file in try SourceFile.all(in: "Sources/\(target)")
      where file.text.contains(words) || file.text.contains(lines) {
        found.insert(file.path)
      }
    }
    #expect(found.isEmpty)
  }

  @Test func `a file asks of places only what is noted`() throws {
    for folder in ["Sheets", "Values", "Rules"] {
      for file in try SourceFile.all(in: "Sources/Transform/\(folder)") {
        #expect(!file.code.contains(/\bPlaceResolver\b/), "\(file.path)")
      }
    }
  }

  @Test func `only the model and the pipeline are public`() throws {
    for target in Self.walls.keys where !["SurveyModel", "Pipeline", "millet"].contains(target) {
      for file in try SourceFile.all(in: "Sources/\(target)") {
        #expect(!file.code.contains(/(?m)^\s*public (?!import)/), "\(file.path)")
      }
    }
  }

  /// What the functions of `Pipeline` take and give: the types that a library's user meets.
  private static let publicModel: Set<String> = [
    "CalendarDate", "CellReference", "Code", "Diagnostic", "ExitStatus", "Kind", "Message",
    "OtherRow", "Part", "PipelineDefinition", "Place", "ReadingLimits", "RowTally", "RunFailure",
    "Setting", "Severity", "SourceLocation", "StringInterpolation", "ValueKind",
  ]

  @Test func `of the model only what the pipeline takes and gives is public`() throws {
    let types = try SourceFile.all(in: "Sources/SurveyModel")
      .flatMap { file in
        file.code.matches(of: /\bpublic (?:struct|enum|final class|protocol|typealias) (\w+)/)
          .map { String($0.output.1) }
      }
    #expect(Set(types) == Self.publicModel)
  }

  @Test func `no file speaks of a machine or leaves work undone`() throws {
    for file in try SourceFile.all(in: "Sources") + SourceFile.all(in: "Tests")
    where !file.path.hasSuffix("ArchitectureTests.swift") {
      #expect(!file.text.contains(/\bTODO\b|\bFIXME\b|\bXXX\b/), "\(file.path)")
      #expect(!file.text.contains(/"\/(home|work|root|opt)\//), "\(file.path)")
    }
  }
}
