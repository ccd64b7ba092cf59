import Foundation

/// An origin as browsers write it (https://url.spec.whatwg.org/#origin): another spelling of the
/// same never comes.
enum BrowserOrigin {
  /// Of scheme, host and perhaps a port, however spelt; nil where no browser can come from there,
  /// and where more than an origin is written.
  static func spelling(_ text: String) -> String? {
    let small = text.lowercased()
    guard text.utf8.count <= 2_048,
      let scheme = ["https://", "http://"].first(where: small.hasPrefix)
    else { return nil }
    var rest = small.dropFirst(scheme.count)
    // Who logs in is no part of an origin.
    if let mark = rest.lastIndex(of: "@") { rest = rest[rest.index(after: mark)...] }
    guard let (name, digits) = split(rest), let host = host(name) else { return nil }
    guard !digits.isEmpty else { return scheme + host }
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let port = Int(digits),
      (1...65_535).contains(port)
    else { return nil }
    return scheme + host + (port == (scheme == "https://" ? 443 : 80) ? "" : ":\(port)")
  }

  private static func split(_ authority: Substring) -> (host: Substring, port: Substring)? {
    let end: Substring.Index
    if authority.first == "[" {
      guard let close = authority.firstIndex(of: "]") else { return nil }
      end = authority.index(after: close)
    } else {
      end = authority.firstIndex(of: ":") ?? authority.endIndex
    }
    let rest = authority[end...]
    guard rest.isEmpty || rest.first == ":" else { return nil }
    return (authority[..<end], rest.dropFirst())
  }

  private static func host(_ name: Substring) -> String? {
    if name.first == "[" { return six(String(name.dropFirst().dropLast())).map { "[\($0)]" } }
    // The dot that ends a whole name is not what people type.
    let labels = (name.last == "." ? name.dropLast() : name).split(
      separator: ".", omittingEmptySubsequences: false)
    let written = labels.compactMap { Punycode.label(String($0)) }.joined(separator: ".")
    guard written.split(separator: ".").count == labels.count, Address.isHost(written) else {
      return nil
    }
    // A name that ends in a number is an address to a browser, and this is none.
    let last = labels.last ?? ""
    let isNumber = last.utf8.allSatisfy { (48...57).contains($0) } || last.hasPrefix("0x")
    return isNumber && !Address.isIP(written) ? nil : written
  }

  /// https://url.spec.whatwg.org/#concept-ipv6-serializer: the first longest run of zeros is left
  /// out.
  private static func six(_ text: String) -> String? {
    var address = in6_addr()
    guard inet_pton(AF_INET6, text, &address) == 1 else { return nil }
    let bytes = withUnsafeBytes(of: address) { Array($0) }
    let pieces = stride(from: 0, to: 16, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
    var (start, length) = (0, 0)
    for begin in 0..<8 {
      let run = pieces[begin...].prefix { $0 == 0 }.count
      if run > length { (start, length) = (begin, run) }
    }
    func shown(_ some: ArraySlice<Int>) -> String {
      some.map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard length > 1 else { return shown(pieces[...]) }
    return shown(pieces[..<start]) + "::" + shown(pieces[(start + length)...])
  }
}

/// Names outside ASCII as the name system knows them (RFC 3492).
enum Punycode {
  /// One label of a name; as it is where it is ASCII, and nil where it is too long for a name.
  static func label(_ text: String) -> String? {
    guard !text.utf8.allSatisfy({ $0 < 128 }) else { return text }
    let whole = text.precomposedStringWithCompatibilityMapping
    let scalars = whole.unicodeScalars.map { Int($0.value) }
    guard scalars.count <= 63 else { return nil }
    let written = "xn--" + encoded(scalars)
    return written.utf8.count <= 63 ? written : nil
  }

  private static func encoded(_ scalars: [Int]) -> String {
    let basic = scalars.filter { $0 < 128 }
    var output = basic.map { UInt8($0) }
    if !basic.isEmpty { output.append(UInt8(ascii: "-")) }
    var (code, delta, bias, handled) = (128, 0, 72, basic.count)
    while handled < scalars.count {
      guard let next = scalars.filter({ $0 >= code }).min() else { break }
      delta += (next - code) * (handled + 1)
      code = next
      for scalar in scalars {
        if scalar < code { delta += 1 }
        guard scalar == code else { continue }
        output += digits(of: delta, bias)
        bias = adapted(delta, count: handled + 1, isFirst: handled == basic.count)
        delta = 0
        handled += 1
      }
      delta += 1
      code += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func digits(of delta: Int, _ bias: Int) -> [UInt8] {
    var (digits, rest, step): ([UInt8], Int, Int) = ([], delta, 36)
    while true {
      let threshold = min(max(step - bias, 1), 26)
      guard rest >= threshold else { return digits + [digit(rest)] }
      digits.append(digit(threshold + (rest - threshold) % (36 - threshold)))
      rest = (rest - threshold) / (36 - threshold)
      step += 36
    }
  }

  private static func digit(_ value: Int) -> UInt8 { UInt8(value < 26 ? 97 + value : 22 + value) }

  private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
    var rest = isFirst ? delta / 700 : delta / 2
    rest += rest / count
    var steps = 0
    while rest > 455 {
      rest /= 35
      steps += 36
    }
    return steps + 36 * rest / (rest + 38)
  }
}
