extension FileObject {
  static let observe = Self(
    "observe",
    "Where runs are told of; the command line says otherwise, and none of it can fail a run.",
    [
      .optional(
        "log", .text, "A file to which lines are appended, or `syslog`; `--log` is before it.",
        example: "runs.log"),
      .optional(
        "metrics", .text,
        "A file `NAME.prom` for the textfile collector of node_exporter; `--metrics` is before it.",
        example: "/var/lib/prometheus/node-exporter/county.prom"),
      .optional(
        "lineage", .object(.lineage), "A catalogue of data lineage; `--lineage` is before it.",
        example: "{file: lineage.jsonl}"),
    ])

  static let lineage = Self(
    "lineage", "Where events of OpenLineage go: one of `file` and `url`.",
    [
      .optional(
        "file", .text, "A file to which events are appended, one a line.",
        example: "lineage.jsonl"),
      .optional(
        "url", .text,
        "The address that events are posted to; its key is the variable `OPENLINEAGE_API_KEY`.",
        example: "https://lineage.example/api/v1/lineage"),
      .optional(
        "namespace", .text,
        "The namespace of the pipeline as a job; else the variable `OPENLINEAGE_NAMESPACE`, else `default`.",
        example: "qin-county"),
    ])
}
