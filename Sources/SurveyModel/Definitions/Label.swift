/// A title in both languages.
package struct Label: Hashable, Sendable, Encodable {
  /// The title in Chinese, or nil.
  package let zh: String?
  /// The title in English, or nil.
  package let en: String?

  /// Makes a title.
  package init(zh: String? = nil, en: String? = nil) {
    self.zh = zh
    self.en = en
  }
}
