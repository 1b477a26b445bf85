import SurveyModel
import Testing

@Suite struct ResidentIDTests {
  /// A made-up number with the right check character.
  private func number(_ digits: String) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
    return digits + String(Array("10X98765432")[sum % 11])
  }

  @Test func `a number gives its day of birth and its sex`() throws {
    let id = try ResidentID(number("14043019800229123"))
    #expect(id.birthDate == CalendarDate(year: 1980, month: 2, day: 29))
    #expect(id.isMale)
    #expect(try !ResidentID(number("14043020011231124")).isMale)
  }

  @Test func `the old form has no check character and no century`() throws {
    let id = try ResidentID("140430450312123")
    #expect(id.birthDate == CalendarDate(year: 1945, month: 3, day: 12))
    #expect(id.isMale)
    #expect(try ResidentID("140430980312998").birthDate?.year == 1898)
  }

  @Test(arguments: [
    ("1404301980", ResidentID.Problem.length), ("14043019800101123Y", .length),
    ("990430198001011234", .area), ("140430198002301234", .date), ("140430801301123", .date),
  ])
  func `what is wrong is named`(text: String, problem: ResidentID.Problem) {
    let provinces = (0..<100).map { $0 == 14 }
    #expect(throws: problem) { try ResidentID(text, provinces: provinces) }
  }

  @Test func `one wrong digit is always noticed`() throws {
    let right = number("14043019800101123")
    for place in 6..<17 {
      for digit in "0123456789" where digit != Array(right)[place] {
        var characters = Array(right)
        characters[place] = digit
        #expect(throws: ResidentID.Problem.self) { try ResidentID(String(characters)) }
      }
    }
  }
}
