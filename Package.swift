// swift-tools-version: 6.3

import PackageDescription

let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .treatAllWarnings(as: .error),
]

/// A system library in `Sources/SystemLibraries`, with the packages that provide it.
func system(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/SystemLibraries/\(name)", pkgConfig: pkgConfig,
    providers: [.apt([apt]), .brew([brew])])
}

/// One of Millet's own modules.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house)
}

/// The tests of one module.
func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies + ["PropertyTesting"],
    resources: [.copy("Fixtures")],
    swiftSettings: house)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "millet",
  products: [
    .library(name: "Millet", targets: ["SurveyModel", "Pipeline"]),
    .executable(name: "millet", targets: ["millet"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    system("CLibXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev", brew: "libxml2"),
    system("CLibZip", pkgConfig: "libzip", apt: "libzip-dev", brew: "libzip"),
    system("CIsal", pkgConfig: "libisal", apt: "libisal-dev", brew: "isa-l"),
    system("COpenCC", pkgConfig: "opencc", apt: "libopencc-dev", brew: "opencc"),
    system(
      "CXlsxWriter", pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev", brew: "libxlsxwriter"),

    module("OperatingSystem"),
    module("TextPattern"),
    module("SurveyModel", ["TextPattern"]),
    .target(
      name: "PipelineFile",
      dependencies: [
        "SurveyModel", "ChineseText", "TextPattern", "TextEncoding", "OperatingSystem", yams,
      ],
      resources: [.embedInCode("levels.yml")], swiftSettings: house),

    module("XMLStream", ["CLibXML2"]),
    module("ZipArchive", ["CLibZip", "CIsal", "OperatingSystem"]),
    module("TextEncoding"),
    module("OfficeEncryption", [crypto, cryptoExtras]),
    module(
      "Extract",
      [
        "SurveyModel", "XMLStream", "ZipArchive", "TextEncoding", "OfficeEncryption",
        "OperatingSystem",
      ]),

    module("ChineseText", ["COpenCC", "TextEncoding"]),
    module("Transform", ["SurveyModel", "ChineseText", "TextPattern"]),

    module("Relational", ["SurveyModel"]),
    module("SQLDialect", ["Relational"]),
    module(
      "SQLiteBulk", ["SurveyModel", "TextPattern", "Relational", "SQLDialect", grdb, sqlite]),
    module("DurableFiles", ["SurveyModel", "OperatingSystem"]),
    module(
      "SQLiteEngine",
      [
        "SurveyModel", "Relational", "SQLDialect", "SQLiteBulk", "DurableFiles",
        "OperatingSystem", grdb,
      ]),
    module("Workbooks", ["SurveyModel", "ZipArchive", "DurableFiles", "OperatingSystem"]),
    module(
      "XLSXWriting",
      ["SurveyModel", "Workbooks", "DurableFiles", "XMLStream", "ZipArchive", "CXlsxWriter"]),
    module("WebPages", ["SurveyModel", crypto]),
    module(
      "Load",
      [
        "SurveyModel", "Relational", "Workbooks", "XLSXWriting", "WebPages", "ZipArchive",
        "DurableFiles", "OperatingSystem",
      ]),

    module(
      "Pipeline",
      [
        "SurveyModel", "PipelineFile", "TextPattern", "Extract", "Transform", "Load",
        "Relational", "SQLiteEngine", "WebPages", "OperatingSystem", "DurableFiles",
        "TextEncoding", crypto,
      ]),
    .executableTarget(
      name: "millet", dependencies: ["Pipeline", "SurveyModel", "OperatingSystem", argumentParser],
      swiftSettings: house,
      // Swift's libraries in the program: it starts in half the time, and runs where there is no Swift.
      linkerSettings: [
        .unsafeFlags(
          [
            "-static-stdlib", "-lCoreFoundation", "-l_FoundationICU", "-l_FoundationCShims",
            "-l_FoundationCollections",
          ], .when(platforms: [.linux], configuration: .release))
      ]),
    .executableTarget(
      name: "SampleCounty", dependencies: ["ZipArchive", argumentParser], swiftSettings: house),

    .target(name: "SAXBaseline", dependencies: ["CLibXML2"]),
    .executableTarget(
      name: "MilletBenchmark",
      dependencies: [
        "Pipeline", "Extract", "Transform", "SAXBaseline", "SurveyModel", "ZipArchive",
        argumentParser,
      ],
      swiftSettings: house),
    .executableTarget(
      name: "MilletFuzz",
      dependencies: [
        "Extract", "PipelineFile", "SurveyModel", "Transform", "XMLStream", "ZipArchive",
      ],
      swiftSettings: house),

    .target(
      name: "PropertyTesting", dependencies: ["SurveyModel"], path: "Tests/PropertyTesting",
      swiftSettings: house),
    tests("OperatingSystem", ["OperatingSystem"]),
    tests("DurableFiles", ["DurableFiles", "OperatingSystem"]),
    tests("SurveyModel", ["SurveyModel"]),
    tests("PipelineFile", ["PipelineFile", "SurveyModel"]),
    tests("XMLStream", ["XMLStream"]),
    tests("ZipArchive", ["ZipArchive"]),
    tests("TextEncoding", ["TextEncoding"]),
    tests("OfficeEncryption", ["OfficeEncryption"]),
    tests(
      "Extract",
      [
        "Extract", "SurveyModel", "XMLStream", "ZipArchive", "OfficeEncryption", crypto,
        cryptoExtras,
      ]),
    tests("ChineseText", ["ChineseText"]),
    tests("Transform", ["Transform", "SurveyModel", "ChineseText", "PipelineFile", "TextPattern"]),
    tests("Relational", ["Relational", "SQLDialect", "SQLiteBulk", "TextPattern", grdb]),
    tests("WebPages", ["WebPages", "SurveyModel", crypto]),
    tests("Workbooks", ["Workbooks", "XLSXWriting", "Extract", "SurveyModel", "ZipArchive"]),
    tests(
      "Load",
      [
        "Load", "PipelineFile", "Extract", "Workbooks", "Relational", "SQLDialect", "SQLiteBulk",
        "SQLiteEngine",
        "SurveyModel", "OperatingSystem", grdb, crypto,
      ]),
    tests(
      "Pipeline",
      ["Pipeline", "Extract", "Transform", "SurveyModel", "PipelineFile", crypto, yams]),
    tests("SampleCounty", ["SampleCounty"]),
    tests(
      "Command", ["millet", "Pipeline", "Load", "Extract", "Relational", "SurveyModel", grdb]),
    tests("Architecture"),
    .testTarget(
      name: "LibraryTests", dependencies: ["SurveyModel", "Pipeline"], packageAccess: false,
      swiftSettings: house),
  ]
)
