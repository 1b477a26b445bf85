extension PlaceHistory {
  /// A time in which a place lay in the same wider places.
  package struct Span: Hashable, Sendable {
    /// The first day, or nil where it is not known.
    package let from: CalendarDate?
    /// The first day after it, or nil while it lasts.
    package let to: CalendarDate?
    /// The place itself and what it lies in, by level.
    package let lineage: [PlaceLevel: String]
  }

  /// The times in which a line of the gazetteer lay in the same wider places, in order.
  ///
  /// A line says in which place one lies as long as it is valid; that one, or one around it, may come
  /// to lie elsewhere meanwhile. A wider place that the gazetteer lacks on a day is taken as of the
  /// day that the data speak of, else as its latest line has it.
  ///
  /// - Parameters:
  ///   - place: A line of the gazetteer.
  ///   - asOf: The day that the data speak of.
  /// - Returns: Spans that together are the validity of the line, at least one.
  package func spans(of place: Place, asOf: CalendarDate) -> [Span] {
    var days: Set<CalendarDate> = []
    var seen: Set<String> = [place.code]
    var open = [place.parent].compactMap(\.self)
    while let code = open.popLast(), seen.insert(code).inserted {
      let versions = versions(of: code)
      if hasSeveralVersions(of: code) {
        days.formUnion(versions.flatMap { [$0.validFrom, $0.validTo].compactMap(\.self) })
      }
      open += versions.compactMap(\.parent)
    }
    let inside = days.filter { day in
      (place.validFrom.map { $0 < day } ?? true) && (place.validTo.map { day < $0 } ?? true)
    }
    let bounds = [place.validFrom] + inside.sorted().map(Optional.some) + [place.validTo]
    var spans: [Span] = []
    for (from, to) in zip(bounds, bounds.dropFirst()) {
      // Before the first day that is known any day will do.
      let day = from ?? to.flatMap { CalendarDate(daysSince1970: $0.daysSince1970 - 1) } ?? asOf
      let lineage = lineage(of: place, on: day, asOf: asOf)
      if let last = spans.last, last.lineage == lineage {
        spans[spans.count - 1] = Span(from: last.from, to: to, lineage: lineage)
      } else {
        spans.append(Span(from: from, to: to, lineage: lineage))
      }
    }
    return spans
  }

  private func lineage(
    of place: Place, on day: CalendarDate, asOf: CalendarDate
  ) -> [PlaceLevel: String] {
    lineage(of: place.code) { code in
      code == place.code ? place : version(of: code, on: day, asOf: asOf)
    }
  }

  private func version(of code: String, on day: CalendarDate, asOf: CalendarDate) -> Place? {
    self.place(code, on: day) ?? self.place(code, on: asOf)
      ?? versions(of: code)
      .max { left, right in
        guard let end = right.validFrom else { return false }
        return left.validFrom.map { $0 < end } ?? true
      }
  }
}
