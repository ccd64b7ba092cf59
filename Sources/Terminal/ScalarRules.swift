import Legible

/// The one way from anybody's words to a screen.
///
/// Nothing that comes out can steer a terminal: controls become U+FFFD, line breaks and tabs
/// become blanks, and marks that reorder or hide text are gone. Clusters are formed after that,
/// so what was dropped can neither join nor part its neighbours.
func sanitise(_ text: String) -> [Cluster] {
  if let plain = text.utf8.withContiguousStorageIfAvailable(printable) ?? nil { return plain }
  if Repertoire.current != .ascii, text.unicodeScalars.allSatisfy(standsAlone) {
    return text.unicodeScalars.map { Cluster(alone: $0) }
  }
  return sanitiseAll(text)
}

/// The same for any text, one character after the other.
func sanitiseAll(_ text: String) -> [Cluster] {
  var kept = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch ScalarRule(scalar) {
    case .keep: kept.append(scalar)
    case .blank: kept.append(" ")
    case .replace: kept.append("\u{FFFD}")
    case .drop: break
    }
  }
  if Repertoire.current == .ascii {
    return String(kept).flatMap(Repertoire.spelled).flatMap(\.unicodeScalars)
      .map { Cluster(plain: $0) }
  }
  var clusters: [Cluster] = []
  for character in String(kept) { clusters.append(contentsOf: bounded(character)) }
  return clusters
}

/// The clusters of printable ASCII, nil where there is anything else.
private func printable(_ bytes: UnsafeBufferPointer<UInt8>) -> [Cluster]? {
  guard bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
  return bytes.map { Cluster(plain: Unicode.Scalar($0)) }
}

/// Whether a scalar is a cluster of its own wherever all others are such too: it is kept as it is,
/// and none of them joins another.
///
/// Letters of Europe, marks of typography, lines and blocks, ideographs, kana, whole syllables of
/// Hangul.
func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x370...0x482, 0x48A...0x52F: true
  case 0x2010...0x2027, 0x2030...0x203A, 0x20A0...0x20BF, 0x2500...0x25FF: true
  case 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
  default: false
  }
}

/// The most marks that may sit on one letter; a taller stack leaks over the lines around it.
private let markLimit = 8

/// The longest cluster in scalars. The longest emoji of Unicode 15 has ten.
private let scalarLimit = 16

/// The widest cluster in columns; some Indic conjuncts are wider and are shown in parts.
private let widthLimit = 4

private func bounded(_ character: Character) -> [Cluster] {
  var parts: [[Unicode.Scalar]] = []
  var part: [Unicode.Scalar] = []
  var marks = 0
  for scalar in character.unicodeScalars {
    let isMark = isZeroWidth(scalar) && !joiners.contains(scalar.value)
    if isMark {
      marks += 1
      if marks > markLimit { continue }
    }
    let isTooLong =
      part.count >= scalarLimit || (!isMark && columns(of: part + [scalar]) > widthLimit)
    if isTooLong && !part.isEmpty {
      parts.append(part)
      part = []
      marks = 0
    }
    // A part must begin with something that has a place of its own.
    if part.isEmpty && isZeroWidth(scalar) {
      if joiners.contains(scalar.value) { continue }
      part = leaned(scalar)
    } else if part != ["\u{FFFD}"] || !isZeroWidth(scalar) {
      part.append(scalar)
    }
  }
  if !part.isEmpty { parts.append(part) }
  return parts.map(Cluster.init(kept:))
}

/// A mark without a letter, on a blank; what does not combine with one (a vowel of Hangul, say)
/// cannot be shown alone.
private func leaned(_ mark: Unicode.Scalar) -> [Unicode.Scalar] {
  (" " + String(Character(mark))).count == 1 ? [" ", mark] : ["\u{FFFD}"]
}

/// Zero-width joiner and non-joiner, and the two selectors between text and picture.
private let joiners: Set<UInt32> = [0x200C, 0x200D, 0xFE0E, 0xFE0F]
