import CZlib

/// Packs a file once, at the start, for all browsers that take it so.
enum Gzip {
  /// Nil where packing saves nothing worth a header.
  static func pack(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    guard frontdesk_gzip_begin(&stream) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    var bytes = bytes
    var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
    let size = bytes.withUnsafeMutableBufferPointer { input in
      packed.withUnsafeMutableBufferPointer { output -> Int? in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : nil
      }
    }
    guard let size, size < bytes.count * 9 / 10 else { return nil }
    return Array(packed.prefix(size))
  }
}
