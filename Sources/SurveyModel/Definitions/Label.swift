/// A title in both languages.
public struct Label: Hashable, Sendable, Encodable {
  /// The title in Chinese, or nil.
  public let zh: String?
  /// The title in English, or nil.
  public let en: String?

  /// Makes a title.
  public init(zh: String? = nil, en: String? = nil) {
    self.zh = zh
    self.en = en
  }
}
