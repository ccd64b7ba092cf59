import Legible

/// The one way from anybody's words to a screen.
///
/// Nothing that comes out can steer a terminal: controls become U+FFFD, line breaks and tabs
/// become blanks, and marks that reorder or hide text are gone. Clusters are formed after that,
/// so what was dropped can neither join nor part its neighbours.
func sanitise(_ text: String) -> [Cluster] {
  var kept = String.UnicodeScalarView()
  var isPrintable = true
  for scalar in text.unicodeScalars {
    switch ScalarRule(scalar) {
    case .keep: kept.append(scalar)
    case .blank: kept.append(" ")
    case .replace: kept.append("\u{FFFD}")
    case .drop: break
    }
    if scalar.value < 0x20 || scalar.value > 0x7E { isPrintable = false }
  }
  if isPrintable { return kept.map { Cluster(plain: $0) } }
  if Repertoire.current == .ascii {
    return String(kept).flatMap(Repertoire.spelled).flatMap(\.unicodeScalars)
      .map { Cluster(plain: $0) }
  }
  var clusters: [Cluster] = []
  for character in String(kept) { clusters.append(contentsOf: bounded(character)) }
  return clusters
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
