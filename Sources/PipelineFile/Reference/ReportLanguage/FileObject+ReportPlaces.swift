import SurveyModel

extension FileObject {
  static let reportPlaces = Self(
    "places", "What says which place figures are of.",
    [
      .list(.home, "The place that the report is about.", example: "[全县, 我县]"),
      .list(.around, "The places around it, which figures are not of.", example: "[全省, 全国]"),
      .list(
        .eachPlace, "Each of the places within the one that is spoken of.", example: "[各县, 各乡镇]"),
      .list(
        .sumsOfPlaces, "What begins a clause that sums up several places.", example: "[合计, 累计]"),
      .list(
        .visitDays, "What stands before one of `gone_to`, where that begins no clause: 3月6日到石盘村.",
        example: "[日, 天]"),
      .list(
        .restOfPlaces, "What stands before a number of places that nobody has named: 其余4个乡镇.",
        example: "[其余, 其他]"),
      .list(
        .goneTo, "What a village may stand behind without the end of its name: 到柳湾走访12户.",
        example: "[到, 走进]"),
      .list(
        .otherPlaces, "What stands behind a list of names that is not all: 大坪镇等5个乡镇.",
        example: "[等, 等地]"),
      .list(
        .beforeNames, "What stands right before a name, and is no part of it.", example: "[拨付, 慰问]"),
      .list(
        .subjectBehind, "What stands before a place that its clause is about.", example: "[在, 其中]"),
      .list(
        .objectBehind, "What stands before a place that its clause is not about: 来自全县.",
        example: "[来自, 距离]"),
      .list(
        .venueBehind, "What stands behind a place where something is held: 在石门村召开会议.",
        example: "[召开, 举行]"),
      .list(
        .anaphors, "What means the place that was named last, before the word for its level.",
        example: "[该]"),
      .list(
        .endsBefore,
        "What stands behind names that end before it, though it begins as names end: 白石县乡村振兴局.",
        example: "[乡村振兴, 城乡]"),
      .list(.noPlaces, "What begins as names end, and ends none.", example: "[市场, 县委]"),
      .list(
        .genericAlone,
        "Kinds of places that name none by themselves, and do behind a name: 东城区.",
        example: "[城区, 新村]"),
      .list(
        .placeKinds, "Kinds of places that may stand behind a name: 柳湾自然村.",
        example: "[自然村, 行政村]"),
      .list(
        .officialEnds, "How official names end, each with what reports write instead.",
        example: "[行政村=村, 街道办事处=街道]"),
      .list(.generic, "Kinds of places, which name none.", example: "[贫困村, 山区]"),
      .list(.notInNames, "Characters that are in no name.", example: "[每, 的]"),
      .list(
        .withinNames, "Those of `not_in_names` that may stand within one: 杨家庄村.",
        example: "[家, 和]"),
      .required(
        "levels", .entries(.either([.oneOrMore(.text), .object(.reportLevel)])),
        "What names end with, by level, the outermost first; what a level is called is free.",
        example: "{county: {ends: [县, 市], traits: [nested]}, village: [村, 社区]}"),
    ])

  static let reportLevel = Self(
    "level", "A level of places, by what their names end with.",
    [
      .required("ends", .oneOrMore(.text), "What the names end with.", example: "[镇, 乡]"),
      .optional(
        "traits", .oneOrMore(.choice(of: ReportLanguage.Level.Trait.allCases)),
        """
        What else holds of the places: one may lie in another whose name ends otherwise (`nested`), names have two \
        characters, seldom three (`short_names`), and may stand without their end (`named_bare`).
        """, example: "[short_names]"),
    ])
}
