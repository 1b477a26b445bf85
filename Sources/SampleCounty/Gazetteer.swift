/// The files that tell which places there are and were.
enum Gazetteer {
  /// Every place with its validity.
  static func places(of county: County) -> String {
    var lines = ["code,name,level,parent,valid_from,valid_to"]
    lines.append("\(County.code),\(County.name),county,,,")
    for township in county.townships {
      lines.append("\(township.code),\(township.name),township,\(County.code),,")
    }
    for (index, village) in county.villages.enumerated() {
      let start = county.formerVillages.first { $0.successor == index && $0.fate == .rename }?.end
      lines.append(
        "\(village.code),\(village.name),village,\(county.townships[village.township].code),"
          + "\(start?.text(.iso) ?? ""),")
    }
    for former in county.formerVillages {
      let township = county.townships[county.villages[former.successor].township].code
      lines.append(
        "\(former.code),\(former.name),village,\(township),,\(former.end.text(.iso))")
    }
    for natural in county.naturalVillages {
      let start = start(of: natural, in: county)
      lines.append(
        "\(natural.code),\(natural.name),natural_village,"
          + "\(county.villages[natural.village].code),\(start?.text(.iso) ?? ""),")
    }
    for move in moves(in: county) {
      lines.append(
        "\(move.from),\(move.name),natural_village,\(move.parent),,\(move.day.text(.iso))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Every change of a place.
  static func changes(of county: County) -> String {
    var changes = county.formerVillages.map { former in
      (
        day: former.end, kind: former.fate.rawValue, from: former.code,
        to: county.villages[former.successor].code
      )
    }
    changes += moves(in: county).map { ($0.day, "transfer", $0.from, $0.to) }
    let lines = changes.enumerated()
      .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
      .map(\.element).map { "\($0.day.text(.iso)),\($0.kind),\($0.from),\($0.to)" }
    return (["date,kind,from,to"] + lines).joined(separator: "\n") + "\n"
  }

  private static func start(of natural: NaturalVillage, in county: County) -> CalendarDay? {
    if let former = natural.former { return county.formerVillages[former].end }
    return county.formerVillages.first {
      $0.fate == .rename && $0.successor == natural.village
    }?
    .end
  }

  /// The natural villages that came under another village, or under the same one by another code.
  private static func moves(
    in county: County
  ) -> [(day: CalendarDay, from: String, to: String, name: String, parent: String)] {
    county.formerVillages.enumerated()
      .flatMap { index, former in
        let moved = county.naturalVillages.filter { natural in
          former.fate == .merge ? natural.former == index : natural.village == former.successor
        }
        return moved.enumerated()
          .map { place, natural in
            (
              day: former.end, from: "\(former.code)\(101 + place)", to: natural.code,
              name: natural.name, parent: former.code
            )
          }
      }
  }

  /// What an analyst answered about names that are merely similar.
  static func decisions(on misnamings: [Misnaming], in county: County) -> String {
    var lines = ["name,level,within,code,decided_on,note"]
    for misnaming in misnamings {
      let village = county.villages[misnaming.village]
      lines.append(
        "\(misnaming.stem)村,village,\(county.townships[village.township].code),\(village.code),"
          + "2021-11-08,电话核实为\(village.name)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
