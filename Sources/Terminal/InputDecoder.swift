import Legible

/// Turns the bytes of a terminal into keys, pastes and mouse events, however they are split.
///
/// A lone `ESC` is the beginning of most keys and also a key of its own: while ``isWaiting``, the
/// caller waits ``escapeDelay`` milliseconds for more bytes and then calls ``expire()``. Bytes
/// that make no sense are dropped; bad UTF-8 becomes U+FFFD. It never holds more than one
/// sequence (64 bytes) or one paste.
package struct InputDecoder: Sendable {
  /// How long the rest of a sequence may take: a line that splits Alt's two bytes must not make
  /// letters of them, and nobody waits for Esc, which only closes things.
  package static let escapeDelay = 100

  /// The most bytes kept of one paste: more than any message may hold.
  package static let pasteLimit = 65_536

  private enum State: Sendable {
    case ground
    case escape
    case control([UInt8])
    case single
    case utf8([UInt8], length: Int, isAlt: Bool)
    case paste([UInt8], isCut: Bool, matched: Int)
  }

  private static let sequenceLimit = 64
  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

  private var state = State.ground

  package init() {}

  /// Whether an `ESC` has come that may be a key of its own.
  package var isWaiting: Bool {
    switch state {
    case .escape, .control, .single: true
    case .ground, .utf8, .paste: false
    }
  }

  /// What the waiting bytes mean now that nothing followed them.
  package mutating func expire() -> [Input] {
    defer { if isWaiting { state = .ground } }
    switch state {
    case .escape: return [.key(Key(.escape))]
    case .control(let bytes) where bytes.isEmpty: return [.key(.alt("["))]
    case .single: return [.key(.alt("O"))]
    case .control, .ground, .utf8, .paste: return []
    }
  }

  package mutating func feed(_ bytes: some Sequence<UInt8>) -> [Input] {
    var inputs: [Input] = []
    for byte in bytes { step(byte, into: &inputs) }
    return inputs
  }

  private mutating func step(_ byte: UInt8, into inputs: inout [Input]) {
    switch state {
    case .ground: ground(byte, isAlt: false, into: &inputs)
    case .escape: escape(byte, into: &inputs)
    case .control(let bytes): control(bytes, byte, into: &inputs)
    case .single:
      state = .ground
      if let key = EscapeSequence.key(single: byte) { inputs.append(.key(key)) }
    case .utf8(let bytes, let length, let isAlt):
      utf8(bytes, byte, length: length, isAlt: isAlt, into: &inputs)
    case .paste: paste(byte, into: &inputs)
    }
  }

  private mutating func ground(_ byte: UInt8, isAlt: Bool, into inputs: inout [Input]) {
    state = .ground
    let alt: Key.Modifiers = isAlt ? .alt : []
    switch byte {
    case 0x1B: state = .escape
    case 0x0D: inputs.append(.key(Key(.enter, alt)))
    case 0x09: inputs.append(.key(Key(.tab, alt)))
    case 0x08, 0x7F: inputs.append(.key(Key(.backspace, alt)))
    case 0x00: inputs.append(.key(Key(.text(" "), alt.union(.control))))
    case 0x01...0x1F:
      // Control clears the letter's upper bits; the lower-case letter stands for the key.
      let letter = Unicode.Scalar(byte <= 0x1A ? byte | 0x60 : byte | 0x40)
      inputs.append(.key(Key(.text(letter), alt.union(.control))))
    case 0x20...0x7E: inputs.append(.key(Key(.text(Unicode.Scalar(byte)), alt)))
    case 0xC2...0xDF: state = .utf8([byte], length: 2, isAlt: isAlt)
    case 0xE0...0xEF: state = .utf8([byte], length: 3, isAlt: isAlt)
    case 0xF0...0xF4: state = .utf8([byte], length: 4, isAlt: isAlt)
    default: inputs.append(.key(Key(.text("\u{FFFD}"), alt)))
    }
  }

  private mutating func escape(_ byte: UInt8, into inputs: inout [Input]) {
    switch byte {
    case 0x5B: state = .control([])
    case 0x4F: state = .single
    case 0x1B: inputs.append(.key(Key(.escape)))
    default: ground(byte, isAlt: true, into: &inputs)
    }
  }

  private mutating func utf8(
    _ bytes: [UInt8], _ byte: UInt8, length: Int, isAlt: Bool, into inputs: inout [Input]
  ) {
    guard byte & 0xC0 == 0x80 else {
      inputs.append(.key(Key(.text("\u{FFFD}"), isAlt ? .alt : [])))
      return ground(byte, isAlt: false, into: &inputs)
    }
    let bytes = bytes + [byte]
    guard bytes.count == length else {
      state = .utf8(bytes, length: length, isAlt: isAlt)
      return
    }
    state = .ground
    // Decoding repairs what is still wrong: overlong forms and surrogates.
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if (0x80...0x9F).contains(scalar.value) { continue }
      inputs.append(.key(Key(.text(scalar), isAlt ? .alt : [])))
    }
  }

  private mutating func control(_ bytes: [UInt8], _ byte: UInt8, into inputs: inout [Input]) {
    switch byte {
    case 0x20...0x3F:
      // What is too long is no key we know; its rest must not be taken for typing.
      state = .control(bytes.count < Self.sequenceLimit ? bytes + [byte] : bytes)
    case 0x40...0x7E:
      state = .ground
      if byte == 0x7E && bytes == Array("200".utf8) {
        state = .paste([], isCut: false, matched: 0)
      } else if let input = EscapeSequence.input(parameters: bytes, final: byte) {
        inputs.append(input)
      }
    case 0x1B:
      // Alt-[ held down: the next one comes sooner than anything could expire.
      if bytes.isEmpty { inputs.append(.key(.alt("["))) }
      state = .escape
    default: ground(byte, isAlt: false, into: &inputs)
    }
  }

  private mutating func paste(_ byte: UInt8, into inputs: inout [Input]) {
    guard case .paste(var bytes, var isCut, var matched) = state else { return }
    // Copying a long paste once per byte would be quadratic: nothing else may hold the array.
    state = .ground
    if byte == Self.pasteEnd[matched] {
      matched += 1
      if matched == Self.pasteEnd.count {
        inputs.append(.paste(Self.text(pasted: bytes), isCut: isCut))
        return
      }
    } else {
      let withheld = Self.pasteEnd[..<matched] + (byte == 0x1B ? [] : [byte])
      matched = byte == 0x1B ? 1 : 0
      if bytes.count + withheld.count <= Self.pasteLimit {
        bytes.append(contentsOf: withheld)
      } else {
        isCut = true
      }
    }
    state = .paste(bytes, isCut: isCut, matched: matched)
  }

  /// Terminals send a pasted line break as `\r`, and some as `\r\n`.
  private static func text(pasted bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\r": text.append("\n")
      case "\n" where previous == "\r": break
      case "\n", "\t": text.append(scalar)
      default: if ScalarRule(scalar) != .replace { text.append(scalar) }
      }
      previous = scalar
    }
    return String(text)
  }
}
