import SurveyModel

extension FileObject {
  static let reportFigures = Self(
    "figures", "What stands around figures and names nothing.",
    [
      .list(
        .groups,
        "Parts of the people, each with a figure of its own behind a label: 参保率:老人99%,青年93%.",
        example: "[老人, 青年]"),
      .list(
        .governing, "What makes the places that are counted behind it all of them: 全县辖9个乡镇.",
        example: "[辖, 下设]"),
      .list(
        .partsOfPlaces, "What makes the places that are counted behind it a part: 涉及3个村.",
        example: "[涉及, 覆盖]"),
      .list(
        .excepting, "What stands before a figure that all else is said of: 除12个村外.",
        example: "[除, 除了]"),
      .list(.excepted, "What stands behind such a figure.", example: "[外, 以外]"),
      .list(
        .introducedBy, "What introduces a figure and says nothing about it.", example: "[达到, 共有]"),
      .list(.followedBy, "What follows a figure and says nothing about it.", example: "[左右, 余]"),
      .list(
        .respectively, "What gives each name of a list the figure at its place in another.",
        example: "[分别]"),
      .list(.listMarks, "What parts the figures of a list.", example: "[\"、\", 和]"),
      .list(.itemMarks, "What parts the items of a list.", example: "[\"、\", 和]"),
      .list(
        .grades, "Grades of one kind of thing, which are counted apart: 龙头企业2家、市级5家.",
        example: "[省级, 市级]"),
      .list(
        .making, "What says right before a stock that so many came or went: 拆除村卫生室3个.",
        example: "[新建, 拆除]"),
      .list(
        .goesOn, "What begins a sentence that only says more of the one before it.",
        example: "[其中]"),
      .list(
        .sameAgain, "What names nothing else between figures of one classifier: 水窖12口,新建15口.",
        example: "[新建, 改造]"),
      .list(
        .betweenNounAndNumber, "What may stand between a noun and its number.",
        example: "[为, 共]"),
      .list(
        .scopeBeforeNoun,
        "Characters that make the noun behind them say where, and not what is counted: 全县218个村.",
        example: "[全, 该]"),
      .list(
        .money, "What deals in money, so that 元 may be left out beside it: 300万专项资金.",
        example: "[资金, 贷款]"),
      .list(
        .moneyBehind, "What stands behind an amount from which 元 is left out.", example: "[用于]"),
      .list(
        .unitLabel, "What stands before the unit of a table or a column.", example: "[单位, 计量单位]"),
      .list(
        .among, "What stands behind a number of which more are counted: 42个贫困村中已有37个.",
        example: "[中, 里]"),
      .list(
        .verbsBehindPlace,
        "What stands between the places that are counted and a thing of theirs: 152个村设有卫生室.",
        example: "[有, 设]"),
      .list(
        .scopes, "What says where or when all is counted, and may stand before a total.",
        example: "[全县, 年末]"),
      .list(
        .wholeFollowedBy, "What may stand behind a total and leaves it one.", example: "[全部, 中]"),
      .list(
        .endeavours,
        "Nouns of the unit `item` that stand behind the places that are counted, as verbs do.",
        example: "[项目, 岗位]"),
    ])
}
