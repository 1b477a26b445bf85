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

  /// Claims of the year on the insurance against serious illness or on medical assistance.
  package static let claims = 4_628
  package static let seriousIllnessClaims = 2_316
  /// What that insurance paid, in yuan.
  package static let seriousIllnessPaid = 16_284_700
  package static let assistedClaims = 3_905
  /// What medical assistance paid, in yuan.
  package static let assistancePaid = 7_423_600

  package static let overdueHouseholds = 37
  /// What is overdue, in hundreds of yuan (1,274,000 yuan).
  package static let overdueHundreds = 12_740

  package static let renovatedHouses = 1_323
  package static let housesRenovatedThisYear = 62
  package static let householdsAtSite = 42
  package static let relocatedHouseholds = 542

  package static let pupils = 9_842
  package static let deferredPupils = 9
  package static let homeTaughtPupils = 37
  package static let returnedPupils = 14
  package static let aidedPupils = 1_820
  /// What pupils were given, in yuan.
  package static let educationAid = 990_000

  package static let patients = 8_640
  package static let managedPatients = 7_776

  /// Persons lifted out of poverty who work away from home.
  package static let workers = 9_386
  package static let subsidisedWorkers = 730
  /// What was paid for their way, in yuan.
  package static let transportSubsidies = 480_000

  /// What offices bought from villages, in yuan.
  package static let consumptionAssistance = 869_400

  package static let shelterForestMu = 7_000
  package static let orchardMu = 15_000
  package static let forestCooperatives = 16

  package static let provincialEnterprises = 8
  package static let municipalEnterprises = 9
  package static let leadingWorkers = 1_284
  /// What the leading enterprises paid in wages, in yuan.
  package static let leadingWages = 41_265_000
  package static let contractGrowers = 6_870
  package static let plantingBaseMu = 38_600
  package static let farmPayments = 3_648
  /// What was paid to farms, in yuan.
  package static let farmSubsidies = 20_000_000
  /// What was paid for roads between fields, in yuan.
  package static let fieldRoads = 3_000_000

  package static let promotions = 169

  package static let policiesContinued = 15
  package static let policiesOptimised = 1
  package static let policiesAdjusted = 30
  package static let jointDepartments = 19

  package static let unstableHouseholds = 203
  package static let marginalHouseholds = 214
  package static let suddenHouseholds = 69
  /// Monitored households whose risk is over.
  package static let endedRisks = 402
}
