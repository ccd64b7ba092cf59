import Desk
import Fetch
import Glibc
import JSON
import Secrets
import WebSockets

/// Does what the model wants done with files: on disk, and between disk and desk.
///
/// What goes over the network goes on the HTTP client's own thread, so that no screen waits for it;
/// one file and one piece at a time are in memory. News of it are posted from there.
final class FileCarriage {
  /// The largest file that is fetched, as large as a desk may take any.
  static let largest: Int64 = 256 << 20
  /// How long a piece may take, and how fast a file must come at the least, in bytes a second.
  private static let patience = Duration.seconds(60)
  private static let slowest: Int64 = 16_384

  private let base: String
  private let places: FilePlaces
  private let post: @Sendable (FileNews) -> Void
  private var client: HTTPClient?
  private let opener: FileOpener

  init(
    _ address: ServerAddress, _ places: FilePlaces, post: @escaping @Sendable (FileNews) -> Void
  ) {
    base = Self.base(address)
    self.places = places
    self.post = post
    opener = FileOpener(places.opener, places.seclusion)
  }

  deinit { client?.stop() }

  /// The desk's pages, where its socket is: what an address that it tells is put behind.
  static func base(_ address: ServerAddress) -> String {
    let page = address.url.prefix { $0 != "?" }
    let socket = "/v1/socket"
    let bare = page.hasSuffix(socket) ? page.dropLast(socket.count) : page[...]
    return "http" + bare.dropFirst(2)
  }

  func carry(_ errand: FileErrand) {
    switch errand {
    case .look(let number, let path):
      do throws(StateFailure) {
        post(.found(number, try places.look(path)))
      } catch { post(.failed(number, error.description)) }
    case .list(let begun): post(.listed(begun, places.paths(begun)))
    case .send(let number, let file, let grant, let offset):
      send(number, file, grant, from: offset)
    case .fetch(let number, let file, let address, let aim): fetch(number, file, address, aim)
    }
  }

  /// Sees whether what opens a file has failed.
  func look() { for news in opener.look() { post(news) } }

  // MARK: Sending

  private func send(
    _ number: FileNumber, _ file: FileOnDisk, _ grant: FileGrant, from offset: Int64
  ) {
    let piece: [UInt8]
    do throws(StateFailure) {
      piece = try FilePlaces.piece(of: file, from: offset, upTo: grant.part)
    } catch { return post(.failed(number, error.description)) }
    guard let url = url("\(grant.address)&at=\(offset)") else {
      return post(.failed(number, "the desk told no address that a file can be sent to"))
    }
    let request = Request(
      method: "POST", url: url,
      headers: [Request.Header("Content-Type", "application/octet-stream")], body: piece,
      timeout: Self.patience, addressGuard: .anywhere)
    run(request, number) { .success(Self.news(of: $0, number)) }
  }

  /// What the desk says of a piece.
  static func news(of response: Response, _ number: FileNumber) -> FileNews {
    let told = try? JSONReader.read(response.body)
    switch (response.status, told?["receipt"]?.string, told?["at"]?.int) {
    case (200, let receipt?, _): return .arrived(number, receipt: receipt)
    case (200, nil, let reached?), (409, _, let reached?): return .reached(number, reached)
    case (403, _, _): return .lapsed(number)
    case (413, _, _), (422, _, _), (429, _, _): return .failed(number, words(response))
    default: return .cut(number, words(response))
    }
  }

  private static func words(_ response: Response) -> String {
    let text = String(decoding: response.body.prefix(400), as: UTF8.self)
    return text.isEmpty ? "the desk answered with status \(response.status)" : text
  }

  // MARK: Fetching

  private func fetch(
    _ number: FileNumber, _ file: Attachment, _ address: String, _ aim: FileAim
  ) {
    guard let url = url(address), (0...Self.largest).contains(file.size) else {
      return post(.failed(number, "\(file.name) cannot be fetched"))
    }
    let folder = aim == .save ? places.downloads : places.seclusion
    guard let folder else {
      return post(.failed(number, "there is no folder for it: set downloads in agent.yaml"))
    }
    let name = aim == .save ? file.name : FileMedia.openable(file.name, file.media)
    guard let name else {
      return post(.failed(number, "a file of type \(file.media) may run when it is opened"))
    }
    let request = Request(
      url: url, timeout: Self.patience + .seconds(file.size / Self.slowest),
      maximumResponseBytes: Int(file.size), addressGuard: .anywhere)
    let opener = opener
    run(request, number) { response in
      if let fault = Self.fault(of: response, file) { return .success(.failed(number, fault)) }
      return Result { () throws(StateFailure) in
        let path = try FilePlaces.save(response.body, as: name, in: folder)
        guard aim == .open else { return .saved(number, path: path) }
        try opener.open(path, number)
        return .opened(number)
      }
    }
  }

  /// Why what came is not the file that was asked for.
  private static func fault(of response: Response, _ file: Attachment) -> String? {
    guard response.status == 200 else {
      return "\(file.name) was not given out: \(words(response))"
    }
    guard response.body.count == Int(file.size),
      Base64URL.encode(SHA256.hash(response.body)) == file.id
    else { return "\(file.name) did not come as it was sent, and was not kept; try again" }
    return nil
  }

  // MARK: The line

  /// An address of the desk's own; one that leads elsewhere is none.
  private func url(_ address: String) -> String? {
    guard address.hasPrefix("/"), !address.hasPrefix("//"),
      address.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else { return nil }
    return base + address
  }

  private func run(
    _ request: Request, _ number: FileNumber,
    _ read: @escaping @Sendable (Response) -> Result<FileNews, StateFailure>
  ) {
    let post = post
    do {
      let client = try client ?? HTTPClient(Self.options)
      self.client = client
      try client.send(request) { result in
        switch result.map(read) {
        case .success(.success(let news)): post(news)
        case .success(.failure(let failure)): post(.failed(number, failure.description))
        case .failure(let failure): post(.cut(number, failure.description))
        }
      }
    } catch let failure as FetchFailure {
      post(.cut(number, failure.description))
    } catch {
      post(.failed(number, "this machine lets no file be sent or fetched: libcurl does not start"))
    }
  }

  private static let options: HTTPClient.Options = {
    var options = HTTPClient.Options()
    options.concurrency = 4
    options.userAgent = "Frontdesk agent"
    return options
  }()
}
