import SurveyModel

extension FileObject {
  static let reportNumbers = Self(
    "numbers", "What tells numbers that count from others.",
    [
      .list(
        .captions,
        "What stands before the number of a table or a picture, at the head of a line or a clause.",
        example: "[表, 图]"),
      .list(
        .codes, "Letters that make the number behind them a code, in lower case.",
        example: "[pm, iso]"),
      .list(
        .tenthsBefore, "What stands behind 成 where it is a tenth: 七成以上.", example: "[以上, 左右]"),
      .list(
        .spokenYuan, "Words for yuan behind which a tenth of one may stand: 两块三.",
        example: "[块, 元]"),
      .list(
        .piecesOfMoney, "Words that mean yuan only where their clause deals in money: 剩不下500块.",
        example: "[块]"),
      .list(
        .dealings, "What deals in money, and makes `pieces_of_money` yuan.", example: "[卖, 工资]"),
      .list(.tenthsOfYuan, "Words for a tenth of a yuan.", example: "[角, 毛]"),
      .list(
        .wordsEndingInNumeral,
        "What makes one word with the numeral of Chinese characters right behind it: 统一.",
        example: "[统, 唯]"),
      .list(
        .each, "Characters that mean each before one of `each_of`: 一队三人, 每村5人.",
        example: "[一, 每]"),
      .list(.eachOf, "Characters for each of which there are so many.", example: "[村, 队]"),
      .list(.namedSets, "What is counted in a set with a name: 十大富民产业.", example: "[产业, 工程]"),
      .list(
        .durationsBehind,
        "What stands before a duration in Chinese characters: 历时三年.", example: "[历时, 连续]"),
      .list(
        .durationsBefore, "What stands behind a duration in Chinese characters: 三年来.",
        example: "[来, 以来]"),
      .list(
        .classesOf, "What stands behind a class, and makes it no number of categories: 一类县.",
        example: "[县, 村]"),
      .list(.rankBehind, "What stands before a rank: 名列第6.", example: "[名列, 排名]"),
      .list(
        .rankScopes, "What may stand between those and the rank: 名列全省第6.", example: "[全省, 全市]"),
      .list(.rankMarks, "What may stand behind the number of a rank.", example: "[位, 名]"),
      .list(
        .codesBehind, "What stands before digits that are a code or a year of an era.",
        example: "[附表, 昭和]"),
      .list(
        .raisedUnits,
        "What stands before a raised 2 or 3 that is an exponent; behind other words it is the mark of a note.",
        example: "[米, 里]"),
      .list(
        .sessionsOf, "Assemblies, whose number counts nothing: 十七届人大.", example: "[人大, 政协]"),
      .list(
        .notOne, "What denies the one behind it, which counts nothing then: 无1户返贫.",
        example: "[无, 没有]"),
      .list(
        .periodsBehind, "What stands before years that are a period, and no figure: 近三年.",
        example: "[近, 过去]"),
      .list(
        .periodsBefore, "What stands behind years that are a period, and no figure: 三年来.",
        example: "[来, 以来]"),
    ])

  static let reportBounds = Self(
    "bounds", "What bounds a figure.",
    [
      .group("before", .reportBoundsBefore, "What bounds the figure behind it."),
      .group("behind", .reportBoundsBehind, "What bounds the figure before it."),
      .list(
        .highest, "What calls a figure the highest; beside the lowest it bounds nothing.",
        example: "[最高, 最多]"),
      .list(
        .lowest, "What calls a figure the lowest; beside the highest it bounds nothing.",
        example: "[最低, 最少]"),
    ])

  static let reportBoundsBefore = Self(
    "bounds_before", "What bounds the figure behind it.",
    [
      .list(.aboutBefore, "The figure is not exact.", example: "[约, 大约]"),
      .list(.lessThanBefore, "There are less.", example: "[近, 不足]"),
      .list(.moreThanBefore, "There are more.", example: "[超过, 逾]"),
      .list(.atLeastBefore, "There are so many or more.", example: "[不少于, 至少]"),
      .list(.atMostBefore, "There are so many or less.", example: "[不超过, 至多]"),
      .list(
        .boundsUnless, "What ends like one of these and bounds nothing.", example: "[签约, 附近]"),
    ])

  static let reportBoundsBehind = Self(
    "bounds_behind", "What bounds the figure before it.",
    [
      .list(.aboutBehind, "The figure is not exact.", example: "[左右, 上下]"),
      .list(.atLeastBehind, "There are so many or more.", example: "[以上, 及以上]"),
      .list(.atMostBehind, "There are so many or less.", example: "[以下, 以内]"),
    ])

  static let reportChanges = Self(
    "changes", "What makes a figure a change.",
    [
      .list(.fall, "Verbs of a fall.", example: "[减少, 下降]"),
      .list(.rise, "Verbs of a rise.", example: "[增加, 增长]"),
      .list(
        .netChanges, "Verbs of a change whatever it is of: 净增合作社21家.", example: "[净增, 净减]"),
      .list(
        .less, "What means a fall behind a comparison, or before a share at the head of a clause.",
        example: "[少, 低]"),
      .list(
        .more, "What means a rise behind a comparison, or before a share at the head of a clause.",
        example: "[多, 高]"),
      .list(.become, "What stands before what a figure became.", example: "[减少到, 提高到]"),
      .list(
        .riseUnless, "What ends like a verb of a rise and is said of no number.",
        example: "[巩固提升, 改造提升]"),
      .list(
        .raised,
        "What is raised of those that are counted, whose number stays: 提升3万人供水保障水平.",
        example: "[水平, 质量]"),
    ])
}
