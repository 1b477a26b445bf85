extension Diagnostic.Code {
  /// A pattern of the pipeline matches no file.
  public static let sourceNotFound = Self(rawValue: "source.not-found")
  /// A file cannot be opened or is not what its format demands.
  public static let sourceUnreadable = Self(rawValue: "source.unreadable")
  /// Two files of a source have the same content and the second is not read, or two of two sources of
  /// the same records have it and both are.
  public static let sourceDuplicate = Self(rawValue: "source.duplicate")
  /// The content of a file is of no format that Millet reads.
  public static let sourceUnknownFormat = Self(rawValue: "source.unknown-format")
  /// A file goes beyond a limit that guards memory or time.
  public static let sourceLimit = Self(rawValue: "source.limit")
  /// A file is encrypted.
  public static let sourceEncrypted = Self(rawValue: "source.encrypted")
  /// A part of a file holds no cells (a chart or macro sheet) and was passed over.
  public static let sourcePartSkipped = Self(rawValue: "source.part-skipped")
  /// A file was written to or replaced between its hashing and the end of its reading.
  public static let sourceChangedWhileRead = Self(rawValue: "source.changed-while-read")
  /// Something that a pattern names is a pipe, a socket or a device.
  public static let sourceNotAFile = Self(rawValue: "source.not-a-file")
  /// What a pattern of the pipeline names.
  public static let sourceMatched = Self(rawValue: "source.matched")
  /// A delimited file ends within a line.
  public static let sourceTruncated = Self(rawValue: "source.truncated")
  /// A delimited file's last line has no line break.
  public static let sourceOpenEnd = Self(rawValue: "source.open-end")
  /// A field in quotation marks holds lines that look like rows.
  public static let sourceQuotedRows = Self(rawValue: "source.quoted-rows")
  /// No worksheet of a workbook is the one that the pipeline names.
  public static let sheetMissing = Self(rawValue: "sheet.missing")
  /// No row of a worksheet looks like the header of the source's variables.
  public static let sheetNoHeader = Self(rawValue: "sheet.no-header")
  /// The header lacks a column that a variable needs.
  public static let sheetMissingColumn = Self(rawValue: "sheet.missing-column")
  /// Two columns of the header answer to one variable.
  public static let sheetAmbiguousColumn = Self(rawValue: "sheet.ambiguous-column")
  /// A column of the header answers to no variable.
  public static let sheetUnmappedColumn = Self(rawValue: "sheet.unmapped-column")
  /// A hidden worksheet was not run.
  public static let sheetHidden = Self(rawValue: "sheet.hidden")
  /// A worksheet that no source reads.
  public static let sheetUnread = Self(rawValue: "sheet.unread")
  /// The totals row of a worksheet disagrees with its data rows.
  public static let sheetTotalDisagrees = Self(rawValue: "sheet.total-disagrees")
  /// A row may be data as well as the marks of the columns.
  public static let sheetColumnMarks = Self(rawValue: "sheet.column-marks")
  /// Numbers were read as the percentages that their format shows.
  public static let sheetPercentCells = Self(rawValue: "sheet.percent-cells")
  /// A row of delimited text has more fields than its header.
  public static let sheetSurplusFields = Self(rawValue: "sheet.surplus-fields")
  /// A row of delimited text has fewer fields than its header.
  public static let sheetMissingFields = Self(rawValue: "sheet.missing-fields")
  /// A row stands below the header of another table on the worksheet.
  public static let sheetOtherTable = Self(rawValue: "sheet.other-table")
  /// Numbers stand in cells that are merged over several records.
  public static let sheetMergedNumbers = Self(rawValue: "sheet.merged-numbers")
  /// A worksheet has a header and no data row.
  public static let sheetEmpty = Self(rawValue: "sheet.empty")
  /// The columns of a worksheet stand elsewhere than in the latest published run.
  public static let sheetLayoutDrifted = Self(rawValue: "sheet.layout-drifted")
  /// A cell of a numeric variable holds no number.
  public static let cellNotANumber = Self(rawValue: "cell.not-a-number")
  /// A cell of a date variable holds no date of the calendar.
  public static let cellNotADate = Self(rawValue: "cell.not-a-date")
  /// A cell of a coded variable holds none of its codes or their synonyms.
  public static let cellNotCoded = Self(rawValue: "cell.not-a-code")
  /// A cell of a yes/no variable holds neither.
  public static let cellNotABoolean = Self(rawValue: "cell.not-a-boolean")
  /// A cell of an identifier variable fails its length or its check digit.
  public static let cellNotAnIdentifier = Self(rawValue: "cell.not-an-identifier")
  /// A cell holds a spreadsheet error such as `#N/A`.
  public static let cellError = Self(rawValue: "cell.error")
  /// A cell of a required variable is blank.
  public static let cellRequired = Self(rawValue: "cell.required")
  /// A number of more than 15 digits: the file has already lost the last ones.
  public static let cellDigitsLost = Self(rawValue: "cell.digits-lost")
  /// A cell gives a percentage, and its variable's unit knows none.
  public static let cellPercent = Self(rawValue: "cell.percent")
  /// The mark of a note was left out behind a number.
  public static let cellFootnote = Self(rawValue: "cell.footnote")
  /// A cell gives a range of numbers; the end that the pipeline names was taken.
  public static let cellRange = Self(rawValue: "cell.range")
  /// A cell of a date variable could be two dates: nothing says whether the day or the month is first.
  public static let cellAmbiguousDate = Self(rawValue: "cell.ambiguous-date")
  /// A number in a text has a mark that could separate decimals or thousands.
  public static let cellAmbiguousNumber = Self(rawValue: "cell.ambiguous-number")
  /// A cell has the sign that stands for characters which an earlier program could not read.
  public static let cellReplacedCharacters = Self(rawValue: "cell.replaced-characters")
  /// A text was kept without the white space at its ends, or a key in the form in which keys are compared.
  public static let cellNormalised = Self(rawValue: "cell.normalised")
  /// A cell has more bytes than a value of its variable can have.
  public static let cellTooLong = Self(rawValue: "cell.too-long")
  /// A cell holds a formula whose value the file does not have.
  public static let cellUncalculated = Self(rawValue: "cell.uncalculated")
  /// A cell has the mark of a footnote beside its value, which was read without it.
  public static let cellFootnoteMark = Self(rawValue: "cell.footnote-mark")
  /// A cell has characters that are struck through.
  public static let cellStruckOut = Self(rawValue: "cell.struck-out")
  /// A date is not of the day of the week beside it.
  public static let cellWeekday = Self(rawValue: "cell.weekday")
  /// A date stands with the hour 24, which ends it and begins the next one.
  public static let cellMidnight = Self(rawValue: "cell.midnight")
  /// Bytes that no encoding of the text explains.
  public static let textUndecodable = Self(rawValue: "text.undecodable")
  /// Bytes that were read in the least unlikely encoding.
  public static let textEncodingDoubtful = Self(rawValue: "text.encoding-doubtful")
  /// A figure of a report that damage, or its spelling, leaves without a value.
  public static let textDamaged = Self(rawValue: "text.damaged")
  /// Numbers of a table in a report whose column, unit or place is not certain.
  public static let textTable = Self(rawValue: "text.table")
  /// A report in a language that the catalogue has no words of.
  public static let textLanguage = Self(rawValue: "text.language")
  /// A place name that the gazetteer does not know.
  public static let placeUnknown = Self(rawValue: "place.unknown")
  /// A place name that could be several places.
  public static let placeAmbiguous = Self(rawValue: "place.ambiguous")
  /// A line of the decisions file that no row needed.
  public static let placeDecisionUnused = Self(rawValue: "place.decision-unused")
  /// A line of the gazetteer or its changes that contradicts the rest.
  public static let placeGazetteer = Self(rawValue: "place.gazetteer")
  /// A place was named as it was before a change of villages; its heir was taken.
  public static let placeFormerName = Self(rawValue: "place.former-name")
  /// A doubtful place name was answered by the decisions file.
  public static let placeDecided = Self(rawValue: "place.decided")
  /// Records whose place was split: on the map of another date nothing says in which part they lie.
  public static let placeUndecided = Self(rawValue: "place.undecided")
  /// The levels of a table do not add up, or one on the map of another date lacks records.
  public static let placeNotConserved = Self(rawValue: "place.not-conserved")
  /// Records that name no place, or none of a level that a table has rows of.
  public static let placeAbsent = Self(rawValue: "place.absent")
  /// What the gazetteer and its changes hold.
  public static let placeCounted = Self(rawValue: "place.counted")
  /// A record equal to an earlier one of the same key.
  public static let recordDuplicate = Self(rawValue: "record.duplicate")
  /// A record whose key an earlier one has, with other values.
  public static let recordConflict = Self(rawValue: "record.conflict")
  /// A record that other evidence than its key tells to be an earlier one.
  public static let recordLikelyDuplicate = Self(rawValue: "record.likely-duplicate")
  /// A record whose parent record does not exist.
  public static let recordOrphan = Self(rawValue: "record.orphan")
  /// A record fails an edit rule that names no code of its own.
  public static let ruleFailed = Self(rawValue: "rule.failed")
  /// A rule of severity `stop` failed.
  public static let ruleStopped = Self(rawValue: "rule.stopped")
  /// A report's figure disagrees with the tables.
  public static let factContradicted = Self(rawValue: "fact.contradicted")
  /// A line of `reconcile` names a fact that no report states.
  public static let factUnmatched = Self(rawValue: "fact.unmatched")
  /// How many cells of a table are withheld because they rest on too few records.
  public static let tableWithheld = Self(rawValue: "table.withheld")
  /// How many records of each wave a table leaves out, because they are not in every wave.
  public static let tablePanel = Self(rawValue: "table.panel")
  /// A figure beyond what a number can hold.
  public static let tableNotEstimable = Self(rawValue: "table.not-estimable")
  /// A table has more rows or columns than a sheet of a workbook holds.
  public static let tableTooLarge = Self(rawValue: "table.too-large")
  /// A pipeline file that is no YAML.
  public static let pipelineSyntax = Self(rawValue: "pipeline.syntax")
  /// A key that the pipeline file does not know.
  public static let pipelineUnknownKey = Self(rawValue: "pipeline.unknown-key")
  /// A key that the pipeline file needs and lacks.
  public static let pipelineMissingKey = Self(rawValue: "pipeline.missing-key")
  /// A value of the pipeline file that its key does not take.
  public static let pipelineInvalidValue = Self(rawValue: "pipeline.invalid-value")
  /// An expression of the pipeline file that does not parse or names no known variable.
  public static let pipelineExpression = Self(rawValue: "pipeline.expression")
  /// A pipeline file, or a file it refers to, that cannot be opened.
  public static let pipelineUnreadable = Self(rawValue: "pipeline.unreadable")
  /// A regular expression of the pipeline file took too many steps on a text.
  public static let pipelinePatternGaveUp = Self(rawValue: "pipeline.pattern-gave-up")
  /// A quality gate of the pipeline failed.
  public static let gateFailed = Self(rawValue: "gate.failed")
  /// The stage store or the disk refused a write, or the store has not what was asked of it.
  public static let storeFailed = Self(rawValue: "store.failed")
  /// Another run of the pipeline holds the lock.
  public static let storeLocked = Self(rawValue: "store.locked")
  /// The key of sensitive values is not there any more, and another was made.
  public static let storeKeyMade = Self(rawValue: "store.key-made")
  /// The store of an earlier run cannot be read: nothing is held against it.
  public static let storeEarlierUnreadable = Self(rawValue: "store.earlier-unreadable")
  /// Rows of a run and of a migration's target contradict each other, or are not its own to replace.
  public static let migrationConflict = Self(rawValue: "migration.conflict")
  /// A table of a migration's target is another than the records ask for.
  public static let migrationSchema = Self(rawValue: "migration.schema")
  /// A record lacks a part of the key by which it would be found in a migration's target.
  public static let migrationKeyMissing = Self(rawValue: "migration.key-missing")
  /// A migration's target is not as the latest run left it: the records go in anew.
  public static let migrationTargetChanged = Self(rawValue: "migration.target-changed")
  /// The stream for data did not take all of it.
  public static let outputIncomplete = Self(rawValue: "output.incomplete")
  /// A run that reads everything gives other files than those that would be published.
  public static let runNotReproduced = Self(rawValue: "run.not-reproduced")
  /// What is asked about is not in the run: no such row, column, record, cell or span.
  public static let traceNotFound = Self(rawValue: "trace.not-found")
  /// A published figure is not what its records give: another program made it, or somebody changed the store.
  public static let traceNotReproduced = Self(rawValue: "trace.not-reproduced")
  /// A run could not be made again as it is, to see what would be: its files or the program are others now.
  public static let traceInputsChanged = Self(rawValue: "trace.inputs-changed")
  /// A run does not keep the definition that it was made by.
  public static let traceNoDefinition = Self(rawValue: "trace.no-definition")
  /// A log, metrics or lineage of a run could not be written or sent.
  public static let runUnrecorded = Self(rawValue: "run.unrecorded")
  /// The run was interrupted.
  public static let runInterrupted = Self(rawValue: "run.interrupted")
}
