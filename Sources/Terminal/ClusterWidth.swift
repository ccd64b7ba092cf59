/// How many columns the scalars of one cluster take together.
///
/// Terminals add up scalars, except that a sequence of pictures (joined, toned, or asked for by
/// U+FE0F) is one picture of two columns. Spacing marks count one, as the C library, tmux and VTE
/// have it: where terminals disagree, too much room leaves a gap but too little eats a letter.
func columns(of scalars: some Collection<Unicode.Scalar>) -> Int {
  guard let first = scalars.first else { return 0 }
  if isEmoji(first) && scalars.count > 1 && isPicture(scalars.dropFirst()) { return 2 }
  return scalars.reduce(0) { $0 + columns(of: $1) }
}

/// How many columns one scalar takes on its own: 0, 1 or 2.
func columns(of scalar: Unicode.Scalar) -> Int {
  if scalar.value < 0x300 { return 1 }
  if isZeroWidth(scalar) { return 0 }
  return contains(scalar.value, in: WidthTable.wide) ? 2 : 1
}

func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value >= 0x300 && contains(scalar.value, in: WidthTable.zero)
}

func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
  contains(scalar.value, in: WidthTable.emoji)
}

private func isPicture(_ rest: some Collection<Unicode.Scalar>) -> Bool {
  rest.contains { scalar in
    switch scalar.value {
    case 0xFE0F, 0x1F3FB...0x1F3FF, 0x1F1E6...0x1F1FF: true
    case 0x200D: rest.contains { isEmoji($0) }
    default: false
    }
  }
}

/// Whether terminals agree about the width of this cluster.
func isSteady(_ scalars: some Collection<Unicode.Scalar>) -> Bool {
  guard let first = scalars.first, scalars.count == 1 else { return false }
  switch first.value {
  case 0..<0x300: return true
  case 0x370..<0x590, 0x2010..<0x2030, 0x2500..<0x25A0: return true
  case 0x3001..<0x3100, 0x4E00..<0xA000, 0xAC00..<0xD7A4: return true
  default: return false
  }
}

private func contains(_ value: UInt32, in ranges: [ClosedRange<UInt32>]) -> Bool {
  var low = 0
  var high = ranges.count
  while low < high {
    let middle = (low + high) / 2
    if value > ranges[middle].upperBound {
      low = middle + 1
    } else {
      high = middle
    }
  }
  return low < ranges.count && ranges[low].contains(value)
}
