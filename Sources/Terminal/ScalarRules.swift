/// What becomes of one Unicode scalar before it may reach a screen.
enum ScalarRule: Equatable {
  /// Shown as it is.
  case keep
  /// Shown as a blank.
  case blank
  /// Shown as U+FFFD, so that the reader sees something was there.
  case replace
  /// Left out: it has no shape of its own and can only reorder, hide or spoof.
  case drop

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20...0x7E: self = .keep
    case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: self = .blank
    case 0x00...0x1F, 0x7F...0x9F: self = .replace
    case 0xAD, 0x061C, 0x180E, 0x200B, 0xFEFF: self = .drop
    // Marks of direction, embeddings, overrides and isolates.
    case 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: self = .drop
    // Invisible operators and deprecated format controls.
    case 0x2060...0x2065, 0x206A...0x206F: self = .drop
    case 0xFFF0...0xFFFB: self = .drop
    // Tags, and variation selectors no terminal draws.
    case 0xE0000...0xE0FFF: self = .drop
    // Letters without ink: they make a name look empty.
    case 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0: self = .blank
    case 0xFDD0...0xFDEF: self = .replace
    // Tone marks that join the letter before them and yet count as two columns wide: terminals
    // disagree about where the cursor stands after one.
    case 0x302E...0x302F: self = .replace
    default: self = scalar.value & 0xFFFE == 0xFFFE ? .replace : .keep
    }
  }
}

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
