internal import XMLStream

/// Finds the tables of a page that hold data.
///
/// Pages are laid out with tables that hold nothing but other tables and a few words: such a table is
/// passed over, and each of those inside is read by itself. A table inside a cell of data is part of
/// the cell's text.
final class HTMLOutline: HTMLEvents {
  /// A table that holds data.
  struct Table {
    /// A byte of its start tag.
    let offset: Int
    /// Its cells that have a text, those of the tables inside of them not counted.
    let cells: Int
  }

  /// The tables that hold data, in the order of the page.
  private(set) var tables: [Table] = []
  /// How many tables were passed over because they only lay out others.
  private(set) var layouts = 0

  /// A table that has not ended yet.
  private struct Open {
    let offset: Int
    /// The tables found inside of it.
    var inside: [Table] = []
    /// Its cells that have a text of their own.
    var allCells = 0
    /// Its rows with a text of their own in at least two cells.
    var rows = 0
    /// The cells of the row that have a text of their own.
    var cells = 0
    /// Whether the cell has one.
    var hasText = false
    var layouts = 0
  }

  private var open: [Open] = []
  private var aside = 0

  func start(_ name: String, _ attributes: [String: String], at offset: Int) throws {
    switch name {
    case "script", "style": aside += 1
    case "table": open.append(Open(offset: offset))
    case "tr": endRow()
    case "td", "th": endCell()
    default: break
    }
  }

  func end(_ name: String) throws {
    switch name {
    case "script", "style": aside -= 1
    case "table": endTable()
    case "tr": endRow()
    case "td", "th": endCell()
    default: break
    }
  }

  func text(_ utf8: Span<UInt8>) throws {
    guard aside == 0, let last = open.indices.last, !open[last].hasText else { return }
    for index in utf8.indices where utf8[index] > 0x20 && utf8[index] != 0xC2 && utf8[index] != 0xA0
    {
      open[last].hasText = true
      return
    }
  }

  private func endCell() {
    guard let last = open.indices.last else { return }
    if open[last].hasText {
      open[last].cells += 1
      open[last].allCells += 1
    }
    open[last].hasText = false
  }

  private func endRow() {
    endCell()
    guard let last = open.indices.last else { return }
    if open[last].cells > 1 { open[last].rows += 1 }
    open[last].cells = 0
  }

  private func endTable() {
    endRow()
    guard let table = open.popLast() else { return }
    let cellsInside = table.inside.reduce(0) { $0 + $1.cells }
    let isLayout = cellsInside > 0 && table.rows < 2 && table.allCells <= cellsInside
    let found =
      isLayout
      ? table.inside.filter { $0.cells > 0 } : [Table(offset: table.offset, cells: table.allCells)]
    let layouts = isLayout ? table.layouts + 1 : 0
    if let last = open.indices.last {
      open[last].inside += found
      open[last].layouts += layouts
    } else {
      tables += found
      self.layouts += layouts
    }
  }
}
