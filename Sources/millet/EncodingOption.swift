import ArgumentParser

/// The encoding that a file's text is in, as the command line says it.
struct EncodingOption: ParsableArguments {
  @Option(
    help: "The encoding of the file's text, where it is another than the file says or looks like.")
  var encoding: String?
}
