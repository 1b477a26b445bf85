internal import SurveyModel

/// The line above a table that says how it counts: 单位:万元, (单位:户、人、%).
struct TableCaption {
  /// The units, in the order of the line.
  let units: [[Unicode.Scalar]]

  /// How many lines above a table its caption may stand.
  private static let reach = 2
  private static let longest = 60

  init?(
    before start: Int, of paragraphs: [ReportDocument.Paragraph], repair: inout DocumentRepair,
    words: TableWords
  ) {
    for index in (max(0, start - Self.reach)..<start).reversed() {
      guard paragraphs[index].scalars.count < Self.longest else { return nil }
      let text = repair.text(of: paragraphs[index]).scalars
      guard let at = text.indices.first(where: { words.label(at: $0, in: text) != nil }),
        let label = words.label(at: at, in: text)
      else { continue }
      let listed = text[(at + label)...].prefix { $0 != ")" }
      units = listed.split { $0 == "、" || $0 == "," || $0 == ";" || $0 == "/" }.map(Array.init)
      if units.isEmpty { return nil }
      return
    }
    return nil
  }

  /// The unit of a column: the only one, or the one that the column's title goes with.
  func unit(of title: [Unicode.Scalar], _ words: TableWords) -> [Unicode.Scalar] {
    if units.count == 1 { return units[0] }
    let shares = units.filter { $0 == ["%"] || $0 == ["‰"] }
    if words.isShare(title) { return shares.count == 1 ? shares[0] : [] }
    // 户数 counts 户, 人口 counts 人.
    if let own = units.first(where: { unit in
      title.indices.contains { title[$0...].starts(with: unit) }
    }) {
      return own
    }
    let others = units.filter { !shares.contains($0) }
    return others.count == 1 ? others[0] : []
  }
}
