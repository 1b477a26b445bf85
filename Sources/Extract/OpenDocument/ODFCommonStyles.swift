internal import XMLStream

/// Collects the common styles of a package, which its content builds on; those beside them are of the
/// headers and footers of pages, and may have the names of the content's own.
final class ODFCommonStyles: XMLEvents {
  private(set) var styles = ODFTextStyles()
  private var isInside = false

  func start(_ tag: borrowing XMLStartTag) throws {
    let name = ODFNames(rawValue: tag.name)
    if name == .commonStyles { isInside = true }
    if isInside { styles.start(tag, name) }
  }

  func end(_ name: Int) throws {
    let name = ODFNames(rawValue: name)
    if name == .commonStyles { isInside = false }
    if isInside { styles.end(name) }
  }

  func text(_ utf8: Span<UInt8>) throws {}
}
