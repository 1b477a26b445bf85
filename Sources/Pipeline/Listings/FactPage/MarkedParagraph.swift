internal import SurveyModel
internal import Transform

/// A paragraph of a report as HTML: its figures are links to their notes, its repairs are visible.
///
/// A repair shows what stood there, struck out, and what is read instead. Where a figure begins or
/// ends inside a repair, the elements are closed and opened again, so that they always nest.
struct MarkedParagraph {
  /// A figure of the paragraph, in the paragraph's own positions.
  struct Figure {
    /// Its number in the report, from 1.
    let number: Int
    let isDamaged: Bool
    let range: Range<Int>
  }

  private let scalars: ArraySlice<Unicode.Scalar>
  private let figures: [Figure]
  private let repairs: [Repair]

  /// Prepares a paragraph.
  ///
  /// - Parameters:
  ///   - scalars: Its characters as they stand in the file.
  ///   - figures: Its figures, in order; one that overlaps the one before it is cut.
  ///   - repairs: Its repairs, in order.
  init(_ scalars: ArraySlice<Unicode.Scalar>, figures: [Figure], repairs: [Repair]) {
    self.scalars = scalars
    var end = 0
    self.figures = figures.compactMap { figure in
      let range = max(end, figure.range.lowerBound)..<max(end, figure.range.upperBound)
      end = range.upperBound
      guard !range.isEmpty else { return nil }
      return Figure(number: figure.number, isDamaged: figure.isDamaged, range: range)
    }
    self.repairs = repairs
  }

  /// The paragraph's content.
  var html: String {
    var html = ""
    var figure = figures[...]
    var repair = repairs[...]
    var at = 0
    while at < scalars.count {
      if let next = figure.first, next.range.lowerBound == at {
        let label = next.isDamaged ? "damaged figure" : "figure"
        html +=
          "<a class=\"\(next.isDamaged ? "figure damaged" : "figure")\" id=\"m\(next.number)\""
        html += " href=\"#f\(next.number)\" title=\"\(label) \(next.number)\">"
      }
      let end = min(
        boundary(figure.first, after: at), repair.first.map { nextBoundary($0, at) } ?? .max)
      let stop = min(end, scalars.count)
      let piece = scalars[(scalars.startIndex + at)..<(scalars.startIndex + stop)]
      if let current = repair.first, current.start <= at {
        html += repaired(piece, current, isLast: stop >= current.end || stop == scalars.count)
        if stop >= current.end { repair = repair.dropFirst() }
      } else {
        for scalar in piece { html += HTMLText.character(scalar) }
      }
      at = stop
      if let open = figure.first, open.range.upperBound == at {
        html += "<sup>\(open.number)</sup></a>"
        figure = figure.dropFirst()
      }
    }
    if let open = figure.first, open.range.lowerBound < at {
      html += "<sup>\(open.number)</sup></a>"
    }
    return html
  }

  private func boundary(_ figure: Figure?, after at: Int) -> Int {
    guard let range = figure?.range else { return .max }
    return range.lowerBound > at ? range.lowerBound : range.upperBound
  }

  private func nextBoundary(_ repair: Repair, _ at: Int) -> Int {
    repair.start > at ? repair.start : max(repair.end, at + 1)
  }

  private func repaired(
    _ piece: ArraySlice<Unicode.Scalar>, _ repair: Repair, isLast: Bool
  ) -> String {
    var html = "<del class=\"\(repair.certainty.rawValue)\" title=\"\(repair.kind.rawValue)\">"
    for scalar in piece { html += HTMLText.character(scalar) }
    html += "</del>"
    if isLast, !repair.replacement.isEmpty {
      let certainty = repair.certainty.rawValue
      html += "<ins class=\"\(certainty)\" title=\"\(repair.kind.rawValue), \(certainty)\">"
      html += HTMLText.escaped(repair.replacement) + "</ins>"
    }
    return html
  }
}
