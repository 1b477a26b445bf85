import Testing

@testable import ChineseText

@Suite struct PlaceNameKeyerTests {
  private static let suffixes = ["村民委员会", "村委会", "行政村", "社区", "村"]

  private static func keyer() throws -> PlaceNameKeyer {
    PlaceNameKeyer(
      folder: try TextFolder(), variants: ["柏栢", "村邨", "峰峯"], groups: ["组", "村民小组", "生产队", "队"])
  }

  @Test(arguments: [
    ("李家沟村", "李家溝邨"), ("柏树崖村", "栢樹崖村"), ("西川村", "⻄川村"), ("石坪村", "⽯ 坪　村。"),
    ("二工村", "ニエ村"), ("李家沟村", "“李家沟”村"), ("丽水村", "\u{2F800}\u{FE00}水村"), ("一心村", "ー心村"),
  ])
  func `names that only look different are one name`(left: String, right: String) throws {
    let keyer = try Self.keyer()
    #expect(keyer.name(left) == keyer.name(right))
  }

  @Test(arguments: [
    ("石板上", "上石板"), ("李?沟村", "李沟村"), ("李*沟村", "李沟村"), ("甲村/乙村", "甲村乙村"), ("东村(西)", "东村西"),
  ])
  func `names that are different stay different`(left: String, right: String) throws {
    let keyer = try Self.keyer()
    #expect(keyer.name(left) != keyer.name(right))
    #expect(
      keyer.stem(of: keyer.name(left), suffixes: Self.suffixes)
        != keyer.stem(of: keyer.name(right), suffixes: Self.suffixes))
  }

  @Test(arguments: [
    ("李家沟村村委会", "李家沟"), ("李家沟行政村", "李家沟"), ("村", "村"), ("村委会", "村委会"), ("十里铺村", "10里铺"),
    ("廿里铺", "20里铺"), ("二十里铺", "20里铺"), ("三五沟", "三五沟"), ("百家庄", "百家庄"), ("三里", "3里"),
    ("五队村", "5队"), ("两河口", "两河口"), ("", ""),
  ])
  func `a stem lacks its suffixes and has Arabic digits`(name: String, stem: String) throws {
    let keyer = try Self.keyer()
    #expect(keyer.stem(of: keyer.name(name), suffixes: Self.suffixes) == stem)
  }

  @Test(arguments: ["3组", "三组", "第三村民小组", "３生产队", "第3队", "三队"])
  func `the groups of a village are told by their number`(name: String) throws {
    let keyer = try Self.keyer()
    #expect(keyer.stem(of: keyer.name(name), suffixes: ["村"], groupWords: .alike) == "3组")
  }

  @Test(arguments: [
    ("李家沟村三组", "李家沟村"), ("李家沟村第十二村民小组", "李家沟村"), ("三组", nil), ("李家沟村组", nil), ("李家沟村", nil),
  ])
  func `what stands before a group is found`(name: String, rest: String?) throws {
    let keyer = try Self.keyer()
    #expect(keyer.withoutGroup(keyer.name(name)) == rest)
  }
}
