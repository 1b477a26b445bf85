import Foundation
import Testing

/// An HTTP endpoint for lineage on this machine, which keeps what it is told.
final class LineageEndpoint {
  /// How it answers.
  enum Manner: String {
    /// With 201.
    case well
    /// With 500.
    case faulty
    /// With 302, to an address of its own that keeps what it is told as well.
    case elsewhere
    /// Not at all.
    case silent
  }

  /// Whether there is a program for it.
  static let isThere =
    ["/usr/bin/python3", "/usr/bin/curl"].allSatisfy(FileManager.default.isExecutableFile)

  private static let script = """
    import http.server, sys, time
    folder, manner = sys.argv[1:]
    class Endpoint(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if manner == "silent": time.sleep(60)
            with open(folder + "/told", "ab") as told: told.write(body + b"\\\\n")
            with open(folder + "/heads", "a") as heads:
                heads.write(self.path + " " + str(self.headers.get("Authorization")) + "\\\\n")
            self.send_response({"well": 201, "faulty": 500, "elsewhere": 302}[manner])
            self.send_header("Location", "/moved")
            self.send_header("Content-Length", "0")
            self.end_headers()
        def log_message(self, *words): pass
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    with open(folder + "/port.new", "w") as port: port.write(str(server.server_address[1]))
    import os; os.rename(folder + "/port.new", folder + "/port")
    server.serve_forever()
    """
    .replacing(#"\\n"#, with: #"\n"#)

  /// Its address, without a path.
  let url: String
  private let process = Process()
  private let folder: URL

  /// Begins to listen, and keeps what it is told in a folder.
  init(_ manner: Manner, in folder: URL) throws {
    self.folder = folder
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-c", Self.script, folder.path, manner.rawValue]
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let port = folder.appending(path: "port")
    for _ in 0..<200 where !FileManager.default.fileExists(atPath: port.path) {
      Thread.sleep(forTimeInterval: 0.05)
    }
    url = "http://127.0.0.1:\(try String(contentsOf: port, encoding: .utf8))"
  }

  deinit {
    // A process of a test may block the signals that ask for an end.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// The bodies that it was told, in order.
  var told: [String] { lines(of: "told") }
  /// The path and the authorization of each.
  var heads: [String] { lines(of: "heads") }

  private func lines(of name: String) -> [String] {
    (try? String(contentsOf: folder.appending(path: name), encoding: .utf8))?
      .split(separator: "\n").map(String.init) ?? []
  }
}
