import SurveyModel

extension FileObject {
  static let reportDates = Self(
    "dates", "What says which day or period figures are of.",
    [
      .list(.thisYear, "The year in which the report appeared.", example: "[今年]"),
      .list(.lastYear, "The year before that.", example: "[去年]"),
      .list(
        .yearBefore, "The year before the one that the figures are of.", example: "[上年, 上一年]"),
      .list(.nextYear, "The year behind the report's.", example: "[明年]"),
      .list(.sameYear, "The year that the text spoke of last.", example: "[同年, 当年]"),
      .list(.yearBehind, "The year behind the one that the text spoke of last.", example: "[次年]"),
      .list(.now, "The day on which the report appeared.", example: "[目前]"),
      .list(
        .dayPrefixes, "What may stand before a month or a day at the head of a clause: 于3月走访.",
        example: "[自, 于]"),
      .list(
        .untilDate, "What stands before a day that is yet to come: 到年底.", example: "[到, 至]"),
      .list(
        .declared, "What stands before the date of all figures of the report.",
        example: "[数据截至, 统计截至]"),
      .list(
        .declaredBehind, "What stands close behind the day of all figures of the report.",
        example: "[为标准时点]"),
      .list(.asOf, "What stands before a day that holds until another is stated.", example: "[截至]"),
      .list(.comparedBy, "What stands before what a figure is compared with.", example: "[比, 较]"),
      .list(
        .comparedByUnless, "What holds one of these and compares nothing.", example: "[比例, 同时]"),
      .list(
        .comesFrom, "What stands before the date that a movement comes from.", example: "[由, 从]"),
      .list(
        .likened, "What stands before a date that a figure is a share of: 为去年的104%.",
        example: "[占, 为]"),
      .list(
        .plans, "Plans, each with its first and last year.", example: "[十三五=2016/2020]"),
      .list(.era, "The era whose first year is 1912.", example: "[民国]"),
      .list(
        .since, "What stands behind a date that something has held since.", example: "[以来, 至今]"),
      .list(
        .granted, "What stands before another year, for which something was given: 下达2023年资金.",
        example: "[下达, 到位]"),
      .list(.samePeriod, "The same part of another year.", example: "[同期]"),
      .list(
        .declaredDay, "What stands before the day of all figures: 现将2020年11月1日零时人口公布如下.",
        example: "[现将]"),
      .list(.yearEnd, "The end of a year or a month.", example: "[底, 年末]"),
      .list(.yearStart, "The beginning of a year.", example: "[初, 年初]"),
      .list(
        .yearEndUnless, "What begins like one of these and tells no time.", example: "[底子, 初中]"),
      .list(.firstHalf, "The first half of a year.", example: "[上半年]"),
      .list(.secondHalf, "The second half of a year.", example: "[下半年]"),
      .list(.quarters, "What stands behind the number of a quarter.", example: "[季度]"),
      .list(
        .quartersUpTo,
        "What stands before a number of quarters or months from the first of the year: 前三季度.",
        example: "[前]"),
      .list(
        .ordinals, "What stands before the number of a quarter: 第三季度.", example: "[第]"),
      .list(.months, "What stands behind the number of a month.", example: "[月份, 月]"),
      .list(.rangeMarks, "What stands between the ends of a period.", example: "[至, —]"),
      .list(
        .founded, "What began in the year before it, which no figure is of: 1998年建成的水厂.",
        example: "[建, 成立]"),
      .list(.wholeYear, "The whole of the year that is spoken of.", example: "[全年]"),
      .list(
        .yearPrefixes, "Characters that make 年末 behind them the end of another year.",
        example: "[上, 去]"),
      .list(
        .beforeDate, "What stands behind a date by which something is to be done.",
        example: "[前, 之前]"),
      .list(
        .dateline, "What stands behind the day on which a newspaper's report was sent.",
        example: "[讯, 电]"),
    ])
}
