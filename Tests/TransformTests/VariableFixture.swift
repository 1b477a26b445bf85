import SurveyModel

@testable import Transform

/// One variable, and what its reader makes of cells, without a codebook unless one is given.
struct VariableFixture {
  let variable: VariableDefinition
  var conventions = Conventions()
  var scale = 1.0

  init(_ variable: VariableDefinition, conventions: Conventions = Conventions(), scale: Double = 1)
  {
    self.variable = variable
    self.conventions = conventions
    self.scale = scale
  }

  init(_ kind: VariableDefinition.Kind, conventions: Conventions = Conventions()) {
    self.init(VariableDefinition(name: "v", kind: kind), conventions: conventions)
  }

  func read(_ cell: Value) throws -> ValueReader.Reading {
    let context = try SheetFixture.context(conventions: conventions)
    return ValueReader(variable: variable, scale: scale, context: context).read(cell, within: nil)
  }

  /// The code of the finding, or nil for a value.
  func finding(_ cell: Value) throws -> Diagnostic.Code? {
    switch try read(cell) {
    case .unreadable(let code, _), .unplaced(let code, _): code
    case .value, .interpreted, .decided: nil
    }
  }
}
