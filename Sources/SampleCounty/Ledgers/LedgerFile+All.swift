extension LedgerFile {
  /// The ledgers of the county's offices.
  static func all(of county: County) -> [Self] {
    [
      waterSupply(of: county), medicalClaims(of: county), repayments(of: county),
      housing(of: county), education(of: county), chronicDiseases(of: county),
      clinics(of: county), employment(of: county), consumption(of: county), ecology(of: county),
      enterprises(of: county), farmSubsidies(of: county), fieldRoads(of: county),
      relocation(of: county), promotions(of: county), policies(), monitoring(of: county),
      mergers(of: county), earlierMonitoring(of: county),
    ] + earlierRegisters(of: county)
  }
}
