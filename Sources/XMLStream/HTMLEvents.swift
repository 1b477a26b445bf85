/// What a page of HTML says, in its order.
///
/// Elements that the page leaves open are closed, as browsers do. An error that a witness throws
/// ends the parse.
package protocol HTMLEvents: AnyObject {
  /// An element starts; names are in lower case.
  ///
  /// `offset` is that of a byte behind the attributes of its tag.
  func start(_ name: String, _ attributes: [String: String], at offset: Int) throws
  /// An element ends.
  func end(_ name: String) throws
  /// Characters of an element's content; one text may come in many pieces.
  func text(_ utf8: Span<UInt8>) throws
}
