package import Foundation

extension Worksheet {
  /// The rows as text in GB 18030 whose fields are parted by commas.
  package var commaSeparated: Data {
    let text = rows.map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
    return text.data(using: String.Encoding(rawValue: 0x8000_0632)) ?? Data()
  }

  private static func field(_ cell: Cell) -> String {
    let text =
      switch cell.content {
      case .blank: ""
      case .text(let text): text
      case .richText(let runs): runs.joined()
      case .number(let number): "\(number)"
      case .hundredths(let number), .formula(_, let number): decimalText(hundredths: number)
      case .decimal(let number, let places): decimalText(number, places: places)
      case .date(let day): day.text(.iso)
      case .error(let code): code
      }
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }
}
