/// The clinic of a village.
struct Clinic: VillageEntry {
  /// The index of the village.
  let village: Int
  /// How many doctors it has.
  let doctors: Int
  /// How many kinds of essential medicines it keeps.
  let medicines: Int

  func village(in county: County) -> Int { village }
}

/// A piece of equipment of a clinic.
struct ClinicEquipment: VillageEntry {
  /// What every clinic has.
  static let kinds = ["血压计", "血糖仪", "听诊器", "体温计", "身高体重秤", "出诊箱", "高压消毒锅", "健康一体机"]

  /// The index of the village.
  let village: Int
  /// What it is.
  let kind: String
  /// How many there are.
  let count: Int
  /// The year in which it was bought.
  let bought: Int

  func village(in county: County) -> Int { village }
}

extension LedgerFile {
  /// The clinics, and their equipment piece by piece.
  static func clinics(of county: County) -> Self {
    var random = SeededGenerator(seed: 72)
    let clinics = county.villages.indices.map {
      Clinic(village: $0, doctors: 1 + random.below(2), medicines: 52 + random.below(36))
    }
    let equipment = county.villages.indices.flatMap { village in
      ClinicEquipment.kinds.map { kind in
        ClinicEquipment(
          village: village, kind: kind, count: 1 + random.below(3), bought: 2015 + random.below(7))
      }
    }
    func number(_ village: Int) -> String { "WS\(county.villages[village].code.dropFirst(6))" }
    let rooms = ["诊断室", "治疗室", "公共卫生室", "药房"]
    let columns: [LedgerColumn<Clinic>] =
      [
        .text("机构编号") { number($0.village) }, .township(of: county), .village(of: county),
      ] + rooms.map { .answer($0, group: "功能用房") { _ in true } } + [
        .count("村医（人）", group: "人员药品") { $0.doctors },
        .count("基本药物（种）", group: "人员药品") { $0.medicines },
      ]
    let list = Ledger(
      "村卫生室", title: "沁县村卫生室基本情况登记表", office: "沁县卫生健康和体育局", prefix: "", entries: clinics,
      columns: columns,
      flaws: [
        .repeated("机构编号"), .invented("行政村", .text("十里铺村"), .unknownVillage),
        .invented("基本药物（种）", .text("见附表"), .notANumber),
      ])
    let inventory = Ledger(
      "设备", title: "沁县村卫生室设备清单", office: "沁县卫生健康和体育局", prefix: "SB", entries: equipment,
      columns: [
        .key("设备编号"), .text("机构编号") { number($0.village) }, .township(of: county),
        .village(of: county), .text("设备名称") { $0.kind }, .count("数量（台）") { $0.count },
        .count("购置年份") { $0.bought },
      ],
      flaws: [
        .repeated("设备编号"), .repeated("设备编号"),
        .invented("设备名称", .text("旧设备"), .unknownWord),
        .invented("机构编号", .text("WS999201"), .orphanEquipment),
        .invented("数量（台）", .text("借出"), .notANumber),
      ]
    ) {
      $0.otherSpellings = 0
      $0.numbers = .texts
    }
    return Self(path: "health/村卫生室台账", format: .xlsx, ledgers: [list, inventory])
  }
}
