package import SurveyModel

extension PlaceLevels {
  /// The levels of a county's places.
  package static let ofCounty = PlaceLevels([
    Declaration(name: "county", label: Label(zh: "县", en: "County")),
    Declaration(name: "township", label: Label(zh: "乡镇", en: "Township")),
    Declaration(name: "village", label: Label(zh: "行政村", en: "Administrative village")),
    Declaration(
      name: "natural_village", label: Label(zh: "自然村", en: "Natural village"), isInformal: true),
  ])
}

extension PlaceLevel {
  /// A county.
  package static let county = PlaceLevels.ofCounty.all[0]
  /// A township.
  package static let township = PlaceLevels.ofCounty.all[1]
  /// An administrative village.
  package static let village = PlaceLevels.ofCounty.all[2]
  /// A natural village.
  package static let naturalVillage = PlaceLevels.ofCounty.all[3]
}
