internal import Relational
package import SurveyModel

extension StageStore {
  /// Records the files of the run.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func append(_ files: [SourceFile]) throws(RunFailure) {
    let rows = files.map { file -> [StoredValue?] in
      [
        StoredValue(Int(file.number)), StoredValue(file.rank), .text(file.path),
        .text(file.sources.joined(separator: ",")), StoredValue(file.size), .text(file.sha256),
      ]
    }
    try engine.append(
      rows, to: "source_file", ["file", "rank", "path", "source", "size", "sha256"])
    for file in files { ranks[file.number] = file.rank }
  }

  /// Takes away a file and all that it gave, so that what it gives now can come in its place.
  ///
  /// What was computed from rows of several files is not computed anew; findings at the file's path go,
  /// whoever made them.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func remove(_ file: SourceFile) throws(RunFailure) {
    try writeEdits()
    let isOfFile = Scalar.binary(
      .column(nil, "file"), .equal, .number(Double(file.number)))
    for table in layout.tables(for: pipeline)
    where table.name != "place" && table.columns.contains(where: { $0.name == "file" }) {
      try engine.run(Removal(from: table.name, where: isOfFile))
    }
    let isAtPath = Scalar.binary(.column(nil, "path"), .equal, .text(file.path))
    try engine.run(Removal(from: "diagnostic", where: isAtPath))
    factsOfFiles[file.number] = nil
    ranks[file.number] = nil
  }
}
