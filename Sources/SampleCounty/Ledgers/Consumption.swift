/// What an office bought from a village's cooperative.
struct Order: VillageEntry {
  /// The index of the village that sold.
  let village: Int
  /// The day of the order.
  let day: CalendarDay
  /// Who bought.
  let buyer: String
  /// What was bought.
  let product: String
  /// How many pieces.
  let quantity: Int
  /// The price of one, in yuan.
  let price: Int

  func village(in county: County) -> Int { village }
}

extension LedgerFile {
  /// The orders of consumption assistance, as the platform exports them.
  static func consumption(of county: County) -> Self {
    let columns: [LedgerColumn<Order>] = [
      .key("订单号"), .day("下单日期") { $0.day }, .text("采购单位") { $0.buyer },
      .township(of: county, "供货乡镇"), .village(of: county, "供货村"),
      .text("产品名称") { $0.product }, .count("数量（件）") { $0.quantity },
      .yuan("单价") { $0.price }, .yuan("订单金额") { $0.quantity * $0.price },
    ]
    let ledger = Ledger(
      "消费帮扶订单", title: "消费帮扶订单", office: "沁县供销合作社", prefix: "XF",
      entries: Order.all(in: county), columns: columns,
      flaws: [
        .repeated("订单号"), .repeated("订单号"), .contradicted("采购单位", .text("外县单位食堂")),
        .invented("订单金额", .yuan(987_654), .amountNotProduct),
        .invented("数量（件）", .text("两箱"), .notANumber),
        .invented("供货村", .text("望月屯村"), .unknownVillage),
        .spoilt("下单日期", "2021-11-31", .impossibleDate),
      ]
    ) {
      $0.heading = .none
      $0.dates = .iso
    }
    return Self(path: "consumption/消费帮扶订单", format: .commaSeparated, ledgers: [ledger])
  }
}

extension Order {
  private static let products = [
    ("小米", 30), ("杂粮礼盒", 80), ("核桃", 60), ("食用油", 90), ("蜂蜜", 50), ("鸡蛋", 40), ("粉条", 20),
    ("苹果", 70),
  ]

  private static let buyers = [
    "县直机关食堂", "县医院食堂", "乡镇机关食堂", "驻村工作队", "学校食堂", "企业工会", "银行工会", "市直帮扶单位",
  ]

  /// The orders, by day; they come to the county's amount.
  static func all(in county: County) -> [Self] {
    var random = SeededGenerator(seed: 91)
    var rest = Totals.consumptionAssistance
    var orders: [Self] = []
    while rest > 0 {
      var (product, price) = random.pick(products)
      var quantity = 4 + random.below(24)
      // The last order takes what is left; it is a multiple of ten yuan, as every price is.
      if quantity * price > rest { (product, price, quantity) = ("豆腐干", 10, rest / 10) }
      rest -= quantity * price
      orders.append(
        Self(
          village: random.below(county.villages.count),
          day: CalendarDay(2021, 1, 8).plus(296, random: &random), buyer: random.pick(buyers),
          product: product, quantity: quantity, price: price))
    }
    return orders.enumerated()
      .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
  }
}
