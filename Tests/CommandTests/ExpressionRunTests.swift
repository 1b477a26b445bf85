import Foundation
import Testing

/// What expressions say, from a register to a table.
@Suite struct ExpressionRunTests {
  private static let persons = """
    pipeline: small
    root: .
    as_of: 2021-10-31
    reference: {gazetteer: gazetteer.csv}
    sources:
      persons:
        files: registers/*.csv
        record: person
        variables:
          person_id: {headers: 编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          born: {headers: 出生日期, type: date, required: false}
          income: {headers: 收入, type: number, required: false}
          age: {type: integer, derive: age(born)}
          group:
            type: code
            codes: {small: [], pupil: [], adult: [], old: []}
            derive: band(age, 0, 'small', 6, 'pupil', 16, 'adult', 60, 'old')
    rules:
      - {check: born between '1900-01-01' and '2021-10-31', of: person, severity: quarantine}
    tables:
      ages:
        of: person
        where: starts_with(person_id, 'P')
        by: [county, group]
        measures:
          persons: count(*)
          poor: count(* where income < 50)
          share: {value: "case when persons > 1 then 100 * poor / persons end", decimals: 1}
          points: sum(case when income is missing then 0 when income > 100 then 2 else 1 end)
          middle: median(income)
          winter: count(* where month(born) in (12, 1, 2))
    gates: {quarantine_share: 0.5}
    """

  @Test func `a group of ages is a line of the definition, and choices are counted`() throws {
    let county = try SmallCounty()
    try county.write(Self.persons, to: "pipeline.yml")
    try county.write(
      """
      编号,行政村,出生日期,收入
      P1,甲村,2019-01-05,
      P2,甲村,1980-12-01,120
      P3,甲村,1985-06-01,40
      P4,乙村,1950-02-28,99.5
      Q5,乙村,2010-07,10
      P6,乙村,,30
      P7,乙村,1885-01-01,30
      P8,甲村,1991-02,20

      """, to: "registers/one.csv")
    let run = try MilletProcess(["run", "pipeline.yml"], in: county.folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try county.text("Output/small/latest/tables/ages.csv") == """
        level,code,name,group,persons,poor,share,points,middle,winter
        county,1,试验县,small,1,0,,0,,1
        county,1,试验县,adult,3,2,66.7,4,40,2
        county,1,试验县,old,1,0,,1,99.5,1
        county,1,试验县,,1,1,,1,30,0

        """)
  }
}
