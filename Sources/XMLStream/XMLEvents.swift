/// What a document says, in its order.
///
/// An error that a witness throws ends the parse.
package protocol XMLEvents: AnyObject {
  /// An element starts; its name and attributes are in `tag`.
  func start(_ tag: borrowing XMLStartTag) throws
  /// The element of a name, an index in the vocabulary or -1, ends.
  func end(_ name: Int) throws
  /// Characters of an element's content; one text may come in many pieces.
  func text(_ utf8: Span<UInt8>) throws
}
