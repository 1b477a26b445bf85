internal import Relational
internal import SurveyModel

/// Where a record counts: the narrowest of its place variables that has a value, none of them
/// narrower than the table asks for.
///
/// Places of an informal level (natural villages) are places only for a table that has rows of them;
/// otherwise a record counts in the administrative village around, or, where it names none, in a wider
/// place. A record that names no place counts in the grand total and nowhere else. On the map of
/// another date a natural village decides what its village leaves open, so there it is asked first:
/// the record's own, or that of the household that a loan belongs to, when both are of one village.
struct PlaceOfRecord {
  /// The narrowest level that the record's variables can name, or nil where they can name none.
  let level: PlaceLevel?
  /// The code of the place; missing where the record names none.
  let code: Scalar
  /// The records that this one belongs to, where their place is asked for, and how they are found.
  let parent: (rows: Plan, condition: Scalar)?
  /// The variables that name the place, the narrowest first.
  let variables: [(level: PlaceLevel, name: String)]

  /// Whether records can name their place of a level, or a narrower one.
  func isKnown(at level: PlaceLevel) -> Bool { self.level.map { level <= $0 } ?? false }

  /// Whether every record has the same place, or none.
  var isSame: Bool { variables.isEmpty }

  /// - Parameters:
  ///   - record: The record.
  ///   - frame: The places and days of the table.
  ///   - narrowest: The narrowest level that the table has rows of.
  ///   - parent: The record that this one belongs to, or nil.
  ///   - alias: The name by which its rows are known.
  init(
    _ record: StoreLayout.Record, _ frame: TableFrame, narrowest: PlaceLevel,
    parent: StoreLayout.Record? = nil, as alias: String = "v"
  ) {
    let (levels, map, whole) = (frame.levels, frame.map, frame.whole)
    let asked = max(narrowest, levels.narrowestFormal)
    let limit = map == nil ? asked : levels.narrowest
    var found: [(level: PlaceLevel, name: String)] = []
    for variable in record.variables {
      guard case .place(let level, let within) = variable.kind else { continue }
      // One that was looked for anywhere need not lie in the record's village.
      if map != nil, level > asked, within == nil { continue }
      found.append((level, variable.name))
    }
    let narrow = found.filter { $0.level <= limit }
    // Sorting keeps the order of variables of one level.
    let usable = (narrow.isEmpty ? found : narrow).enumerated()
      .sorted {
        ($1.element.level, $0.offset) < ($0.element.level, $1.offset)
      }
      .map(\.element)
    let named = usable.first.map { min($0.level, limit) }
    level = named ?? (whole == nil ? nil : levels.widest)
    var codes = usable.map { Scalar.column(alias, $0.name) }
    if map != nil, named == levels.narrowestFormal, let village = usable.first?.name, let parent,
      let part = Self.informalPlace(of: parent, levels),
      !parent.key.isEmpty, parent.key.allSatisfy({ record.variable($0) != nil })
    {
      codes.insert(
        .either(
          when: .binary(.column("up", part.holder), .equal, .column(alias, village)),
          then: .column("up", part.name), otherwise: .null), at: 0)
      let keys = parent.key.map {
        Scalar.binary(.column("up", $0), .equal, .column(alias, $0))
      }
      self.parent = (
        .named(.scan(parent.cleanView), "up"), Scalar.all(keys) ?? .boolean(true)
      )
    } else {
      self.parent = nil
    }
    variables = usable
    codes += [whole].compactMap(\.self)
    code = codes.count > 1 ? .call(.coalesce, codes) : codes.first ?? .null
  }

  /// The variable of a record that names its place of an informal level, and the one that names the
  /// place with an administration around it.
  private static func informalPlace(
    of record: StoreLayout.Record, _ levels: PlaceLevels
  ) -> (name: String, holder: String)? {
    for variable in record.variables {
      guard case .place(let level, let within?) = variable.kind, level.isInformal,
        case .place(levels.narrowestFormal, _)? = record.variable(within)?.kind
      else { continue }
      return (variable.name, within)
    }
    return nil
  }
}
