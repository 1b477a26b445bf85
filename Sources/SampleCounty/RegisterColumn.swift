/// A column of a township's household register.
package enum RegisterColumn: Hashable, Sendable, CaseIterable {
  case serial
  case township
  case village
  case naturalVillage
  case householdID
  case head
  case headID
  case members
  case lifted
  case insured
  case insuredLifted
  case water
  case safety
  case surveyDate
  case remarks

  /// The head of the column where a township has no other word for it.
  var usualHeader: String {
    switch self {
    case .serial: "序号"
    case .township: "乡镇"
    case .village: "行政村"
    case .naturalVillage: "自然村"
    case .householdID: "户编号"
    case .head: "户主姓名"
    case .headID: "户主身份证号"
    case .members: "家庭人口数"
    case .lifted: "脱贫人口数"
    case .insured: "参保人数"
    case .insuredLifted: "参保脱贫人口数"
    case .water: "饮水来源"
    case .safety: "饮水是否安全"
    case .surveyDate: "调查日期"
    case .remarks: "备注"
    }
  }

  /// The width in characters.
  var width: Int {
    switch self {
    case .serial: 6
    case .township, .naturalVillage, .water: 12
    case .village, .householdID, .head, .surveyDate: 16
    case .headID: 22
    case .members, .lifted, .insured, .insuredLifted, .safety: 10
    case .remarks: 14
    }
  }
}

/// A column of a township's list of loans.
package enum LoanColumn: Hashable, Sendable, CaseIterable {
  case loanID
  case township
  case village
  case householdID
  case borrower
  case date
  case amount
  case balance
}
