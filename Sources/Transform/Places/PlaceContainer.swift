/// Where a name of a place is looked for.
struct PlaceContainer: Hashable {
  /// The day of the row's wave, in ISO 8601, or nil for that of the worksheet.
  var wave: String?
  /// The code of the place around it, or nil for anywhere.
  var code: String?
}
