import SurveyModel

extension FileObject {
  static let reportTables = Self(
    "tables", "What tells the titles and labels of tables.",
    [
      .list(.plainTitles, "Titles that say nothing about their numbers.", example: "[数量, 数值]"),
      .list(.plainTitleEnds, "What titles end with that only say when.", example: "[年, 月]"),
      .list(.shareTitles, "What titles of shares hold.", example: "[比重, 率]"),
      .list(
        .totalTitles, "What titles and labels of totals begin or end with.", example: "[合计, 小计]"),
      .list(.placeEnds, "What labels end with that name a place.", example: "[镇, 村]"),
      .list(
        .placeTitles, "Titles of columns whose cells name places, whatever these end with.",
        example: "[乡镇, 村名]"),
      .list(
        .unreadTitles, "Titles of columns whose numbers count nothing.", example: "[序号, 电话]"),
      .list(
        .countEnds, "What stands in a title behind the noun that is counted: 村个数.",
        example: "[数, 个数]"),
      .list(
        .measuredTitles, "What titles hold whose numbers are neither counts nor amounts.",
        example: "[面积, 年龄]"),
      .list(.changeTitles, "What titles of changes hold.", example: "[增减, 同比]"),
      .list(
        .changeTitlesUnless, "What holds one of these and is no change.", example: "[自然增长]"),
      .list(.targetTitles, "What titles of targets hold.", example: "[目标, 计划]"),
      .list(
        .targetTitlesUnless, "What holds one of these and is no target.", example: "[目标完成, 占计划]"),
      .list(.noValues, "Cells that say that there is no number.", example: "[无, \"-\"]"),
      .list(
        .otherLabels,
        "What labels begin with of rows that count what no other row names, and that are no place's.",
        example: "[其他, 其余]"),
      .list(.pageWords, "What stands around the number of a page.", example: "[第, 页]"),
      .list(
        .continued, "What stands between the parts of a table on two pages.", example: "[续表, 转下页]"),
    ])
}
