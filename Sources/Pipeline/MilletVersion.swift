/// The version of this build.
public enum MilletVersion {
  /// The version, as `run.json` records it.
  public static let current = "0.1.0"
}
