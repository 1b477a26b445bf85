internal import PipelineFile
internal import SurveyModel

extension FileReference {
  /// The whole of the file.
  var root: FileObject {
    switch self {
    case .pipeline: .pipeline
    case .codebook: .codebook
    case .catalogue: .catalogue
    }
  }

  /// What its schema is called.
  var title: String {
    switch self {
    case .pipeline: "Pipeline file of Millet"
    case .codebook: "Codebook of Millet"
    case .catalogue: "Catalogue of indicators of Millet"
    }
  }

  /// What its article begins with.
  var introduction: String {
    switch self {
    case .pipeline:
      """
      # The pipeline file

      Every key of a pipeline file: what stands behind it, what holds without it, and an example.

      ## Overview

      The file is YAML in UTF-8. A key that no table here has is an error with its line and the nearest known key. `millet check`
      reads the file and holds it against its sources; `millet schema` prints its JSON Schema, by which editors complete and
      check while one types: a first line such as `# yaml-language-server: $schema=pipeline.schema.json` names it. Formulas and
      conditions are explained in <doc:Expressions>, places and waves in <doc:Places>, the codebook and the catalogue that it
      names in <doc:Codebook> and <doc:Catalogue>.


      """
    case .codebook:
      """
      # The codebook

      Every key of a codebook: what stands behind it, what holds without it, and an example.

      ## Overview

      A codebook has the variables that pipelines share, and what is the same in the worksheets of all offices whatever is
      asked: their words for totals, units, missing values, ranges, dates, places and persons. A pipeline names it by its key
      `codebook`, and may take a variable as it stands there or say more of it; see <doc:PipelineFile>. Words of worksheets are
      folded before they are looked for, so either script and width will do.

      The file is YAML in UTF-8. A key that no table here has is an error with its line and the nearest known key; so is a text
      that stands for two things. `millet check` reads it with the pipeline that names it; `millet schema codebook` prints its
      JSON Schema, which a first line such as `# yaml-language-server: $schema=codebook.schema.json` names to an editor.


      """
    case .catalogue:
      """
      # The catalogue of indicators

      Every key of a catalogue: what stands behind it, what holds without it, and an example.

      ## Overview

      A catalogue has the indicators that written reports state figures about, the units these are in, and the words by which
      figures are told apart in a language. A pipeline names it by its key `catalogue`; see <doc:PipelineFile>. Chinese text is
      folded before it is read, so its words stand here in Simplified characters and half width.

      In a synonym, `N` is the figure with its unit and `…` a gap within the sentence. Words right beside `N` must stand right
      beside the figure, but for words that only introduce it, such as 达到, 为 or 共有. A synonym without `N` may stand before the
      figure or behind it in its own clause. The synonym with the most characters wins, the nearer of equals.

      The file is YAML in UTF-8. A key that no table here has is an error with its line and the nearest known key; so is the id of
      a unit or an indicator that the file does not have. `millet check` reads it with a pipeline that has reports, and
      `millet facts` by itself; `millet schema catalogue` prints its JSON Schema, which a first line such as
      `# yaml-language-server: $schema=catalogue.schema.json` names to an editor.


      """
    }
  }

  /// What its article ends with, behind the tables of keys.
  var ending: String {
    switch self {
    case .pipeline: "\n" + Self.reserved
    case .codebook, .catalogue: ""
    }
  }

  private static let reserved = """
    ## Reserved names

    Upper and lower case are the same to SQL, and so they are here.

    | What | Cannot be called |
    | --- | --- |
    | records | \(list(ReservedNames.records)), what begins with `sqlite_`, and what sources and tables take up in the store (`raw_NAME`, `extract_NAME`, `table_NAME`, `figures_NAME`, `NAME_clean`, `cells_of_NAME`, `previous_NAME`) |
    | variables | \(list(ReservedNames.variableNames)) |
    | measures and variables that split a table | \(list(ReservedNames.columnNames)), and the levels around its rows |
    | levels of places | \(list(ReservedNames.levelNames)) |

    """

  private static func list(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }
}
