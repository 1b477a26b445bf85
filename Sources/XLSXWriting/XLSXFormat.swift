internal import CXlsxWriter
internal import Workbooks

extension UnsafeMutablePointer<lxw_format> {
  /// Makes a format look like a style.
  func apply(_ style: CellStyle) {
    if style.weight == .bold { unsafe format_set_bold(self) }
    if style.size != CellStyle().size { unsafe format_set_font_size(self, Double(style.size)) }
    switch style.alignment {
    case .natural: break
    case .leading(let indent):
      unsafe format_set_align(self, UInt8(LXW_ALIGN_LEFT.rawValue))
      unsafe format_set_indent(self, UInt8(clamping: indent))
    case .center: unsafe format_set_align(self, UInt8(LXW_ALIGN_CENTER.rawValue))
    case .trailing: unsafe format_set_align(self, UInt8(LXW_ALIGN_RIGHT.rawValue))
    }
    if style.overflow == .wrapped {
      unsafe format_set_text_wrap(self)
      unsafe format_set_align(self, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
    switch style.ink {
    case .black: break
    case .grey: unsafe format_set_font_color(self, 0x595959)
    case .link:
      unsafe format_set_font_color(self, 0x0563C1)
      unsafe format_set_underline(self, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
    }
    if style.rules.contains(.above) { unsafe format_set_top(self, UInt8(LXW_BORDER_THIN.rawValue)) }
    if style.rules.contains(.below) {
      unsafe format_set_bottom(self, UInt8(LXW_BORDER_THIN.rawValue))
    }
    if let decimals = style.decimals {
      let fraction = decimals > 0 ? "." + String(repeating: "0", count: decimals) : ""
      unsafe format_set_num_format(self, "#,##0" + fraction)
    }
  }
}
