extension LedgerFile {
  /// The ledgers of the county's offices.
  static func all(of county: County) -> [Self] {
    [
      education(of: county), waterSupply(of: county), medicalClaims(of: county),
      repayments(of: county), relocation(of: county), housing(of: county),
      chronicDiseases(of: county), clinics(of: county), employment(of: county),
      consumption(of: county), ecology(of: county), enterprises(of: county),
      farmSubsidies(of: county), fieldRoads(of: county), promotions(of: county), policies(),
      monitoring(of: county), mergers(of: county),
    ]
  }
}
