/// The figures that the county reported for 2021 and that the clean rows must add up to.
package enum Totals {
  package static let villages = 218
  package static let naturalVillages = 567
  package static let households = 50_090
  package static let persons = 140_991

  package static let tapHouseholds = 49_198
  package static let standpipeHouseholds = 511
  package static let wellHouseholds = 381
  package static let wellPersons = 1_072
  package static let naturalVillagesWithoutTap = 12
  package static let villagesWithoutTap = 2

  package static let insured = 136_298
  package static let liftedOutOfPoverty = 30_964

  package static let balanceHouseholds = 2_764
  /// Outstanding credit in hundreds of yuan (136,369,600 yuan).
  package static let balanceHundreds = 1_363_696
  package static let lentHouseholds = 914
  /// Credit lent within the year in hundreds of yuan (46,176,000 yuan).
  package static let lentHundreds = 461_760
  /// The year's target in 万元 (34,000,000 yuan).
  package static let targetTenThousands = 3_400
}
