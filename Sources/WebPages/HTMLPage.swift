internal import Crypto
internal import Foundation
internal import SurveyModel

/// A page that needs nothing but itself and asks nobody for anything.
///
/// Its policy allows the one style and the one script that stand in it, told by their hashes (Content Security
/// Policy Level 3, section 2.3.1), and nothing else.
package struct HTMLPage {
  /// What a browser's tab shows.
  package let title: String
  /// The language of what is not marked otherwise, as BCP 47 has it.
  package let language: String
  /// How it looks.
  package let style: String
  /// What it does, or nil for nothing.
  package let script: String?

  /// Describes a page.
  package init(title: String, language: String = "en", style: String, script: String? = nil) {
    self.title = title
    self.language = language
    self.style = style
    self.script = script
  }

  /// The whole page around what stands in its body.
  package func html(around body: String) -> String { start + body + end }

  /// All before the body's content, for a page that is written bit by bit.
  package var start: String {
    let scripts = script.map { "; script-src '\(Self.hash(of: $0))'" } ?? ""
    return """
      <!DOCTYPE html>
      <html lang="\(language)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '\(Self.hash(of: style))'\(scripts)">
      <title>\(HTMLText.escaped(title))</title>
      <style>\(style)</style>
      </head>
      <body>

      """
  }

  /// All behind the body's content.
  package var end: String {
    (script.map { "\n<script>\($0)</script>" } ?? "") + "\n</body>\n</html>\n"
  }

  private static func hash(of text: String) -> String {
    "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
  }
}
