internal import DurableFiles
internal import Foundation
internal import OperatingSystem
internal import Relational
internal import SurveyModel
internal import ZipArchive

/// The rows of tables as CSV files in one zip archive, for a page that carries its own data.
struct TablesArchive {
  /// The most bytes of CSV that a page carries; they are about a seventh of it in the page.
  static let mostBytes = 2_000_000

  /// The archive; nothing where it would have no table.
  let bytes: [UInt8]
  /// The names of the tables that it has.
  let tables: Set<String>

  /// Writes the tables, as many in their order as there is room for.
  ///
  /// - Parameters:
  ///   - tables: The tables.
  ///   - engine: What keeps their rows.
  ///   - folder: The folder of the run.
  ///   - arePublished: Whether it has them as CSV files already.
  /// - Throws: `RunFailure` when the disk or the engine refuses.
  init(
    of tables: [CompiledTable], from engine: any Engine, in folder: RunFolder, arePublished: Bool
  ) throws(RunFailure) {
    var archive = ZipArchiveWriter()
    var names: Set<String> = []
    var left = Self.mostBytes
    let scratch = folder.scratch
    do {
      for table in tables {
        let csv =
          arePublished
          ? folder.path(DataPackage.File.csv(table).path)
          : "\(scratch)/\(table.definition.name).csv"
        if !arePublished { try CSVTables.write(table, to: csv, from: engine) }
        defer { if !arePublished { DurableFile.removeRemains(of: csv) } }
        let bytes = try RegularFile(PathBytes(csv)).contents()
        guard bytes.count <= left else { continue }
        left -= bytes.count
        archive.append(path: "\(table.definition.name).csv", content: bytes)
        names.insert(table.definition.name)
      }
      guard !names.isEmpty else {
        (bytes, self.tables) = ([], [])
        return
      }
      let path = "\(scratch)/overview.zip"
      defer { DurableFile.removeRemains(of: path) }
      try archive.write(to: path)
      bytes = try RegularFile(PathBytes(path)).contents()
    } catch let failure as RunFailure {
      throw failure
    } catch let failure as ZipArchiveWriter.Failure {
      throw failure.fault.map { RunFailure(file: scratch, $0) }
        ?? RunFailure(
          Diagnostic(.storeFailed, at: SourceLocation(file: scratch), "\(failure.description)"),
          exit: .failed)
    } catch {
      throw RunFailure(file: scratch, error)
    }
    self.tables = names
  }

  /// The archive as an address that holds it (RFC 2397).
  var address: String {
    "data:application/zip;base64," + Data(bytes).base64EncodedString()
  }
}
