import Crypto
import Foundation
import SurveyModel

/// A page that needs nothing but itself and asks nobody for anything: its policy allows the one style that
/// stands in it, told by its hash.
struct HTMLPage {
  /// What a browser's tab shows.
  let title: String
  /// How it looks.
  let style: String
  /// What stands in its body.
  let body: String

  /// The whole page.
  var html: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '\(Self.hash(of: style))'">
    <title>\(HTMLText.escaped(title))</title>
    <style>\(style)</style>
    </head>
    <body>
    \(body)
    </body>
    </html>

    """
  }

  /// A text's hash as a policy has it (Content Security Policy Level 3, section 2.3.1).
  static func hash(of text: String) -> String {
    "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
  }
}

extension Label {
  /// Both titles, each marked with its language; the name where there are none.
  func marked(or name: String) -> String {
    guard zh != nil || en != nil else { return HTMLText.escaped(name) }
    let titles = [zh.map { ("zh", $0) }, en.map { ("en", $0) }].compactMap(\.self)
    return titles.map { "<span lang=\"\($0)\">\(HTMLText.escaped($1))</span>" }
      .joined(separator: " ")
  }
}
