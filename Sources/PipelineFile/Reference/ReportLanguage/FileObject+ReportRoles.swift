import SurveyModel

extension FileObject {
  static let reportRoles = Self(
    "roles", "What makes a figure a target or a part.",
    [
      .list(
        .aimedAt,
        "What says anywhere before a figure in its sentence that it is yet to be reached.",
        example: "[力争, 计划]"),
      .list(
        .aimedAtUnless, "What holds one of these and promises nothing.", example: "[雨露计划, 确保了]"
      ),
      .list(
        .won,
        "What is no aim where its clause names a thing that was won, with its figure: 争取资金780万元.",
        example: "[争取]"),
      .list(
        .wonUnless, "What leaves it an aim where it stands between them.", example: "[年底, 新增]"),
      .list(
        .demanded, "What asks for the figures behind it in its clause, which are targets then.",
        example: "[要求]"),
      .list(
        .demandedUnless, "What says in the clause that somebody has acted as he was asked.",
        example: "[按, 符合]"),
      .list(
        .reached, "What says behind an aim and a mark what was reached all the same.",
        example: "[实际, 目前]"),
      .list(
        .reachedOfAim,
        "What says so right before a figure, where the aim has its own: 计划1200户,完成1100户.",
        example: "[完成, 建成]"),
      .list(
        .plannedSections, "What says in a heading that what follows is yet to be done.",
        example: "[计划, 打算]"),
      .list(
        .plannedSectionsUnless, "What takes that back in a heading or a title.",
        example: "[情况, 总结]"),
      .list(
        .plannedAhead, "What says in a heading that what follows is of the time to come.",
        example: "[下一步, 明年]"),
      .list(
        .plannedTitles, "What says in the title of a report that all of it is yet to be done.",
        example: "[工作要点, 民生实事]"),
      .list(
        .appendices, "What stands before a colon where the text begins anew: 附:2022年完成情况.",
        example: "[附, 附件]"),
      .list(.targetBehind, "What makes the figure right before it a target.", example: "[目标, 任务]"),
      .list(
        .targetBehindUnless, "What stands between them where the target was reached: 9个乡镇完成任务.",
        example: "[完成, 达到]"),
      .list(.targetBefore, "What makes the figure right behind it a target.", example: "[目标, 计划]"),
      .list(.subset, "What makes the figures behind it parts of another.", example: "[其中]"),
      .list(
        .ordinalMarks, "What stands behind the number of an item of a list: 二是.",
        example: "[是, \"、\"]"),
      .list(
        .decided, "What is fixed for a time to come, and no target: 2024年度个人缴费380元.",
        example: "[标准, 缴费]"),
    ])
}
