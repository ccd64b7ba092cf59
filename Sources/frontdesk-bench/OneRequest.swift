import Glibc

/// One HTTP request over loopback, whose answer is waited for.
enum OneRequest {
  static func get(_ path: String, at port: UInt16) throws -> String {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(file) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    let request = Array(
      "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n".utf8)
    guard status == 0, send(file, request, request.count, Int32(MSG_NOSIGNAL)) > 0 else {
      throw Trouble("nobody answers at \(port)")
    }
    var room = [UInt8](repeating: 0, count: 1024)
    let count = recv(file, &room, room.count, 0)
    return String(decoding: room.prefix(max(count, 0)), as: UTF8.self)
  }
}
