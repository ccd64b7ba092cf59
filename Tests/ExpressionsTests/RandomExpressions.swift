import TestSupport

@testable import Expressions

/// Writes expressions whose types fit, out of values at the edges of their ranges.
struct RandomExpressions {
  private var random: Dice

  init(seed: UInt64) { random = Dice(seed: seed) }

  private mutating func pick(_ options: String...) -> String {
    options.randomElement(using: &random)!
  }

  private mutating func choice(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  mutating func any(_ depth: Int) -> String {
    switch choice(7) {
    case 0: int(depth)
    case 1: double(depth)
    case 2: bool(depth)
    case 3: list(depth)
    case 4: time(depth)
    case 5: span(depth)
    default: text(depth)
    }
  }

  mutating func int(_ depth: Int) -> String {
    guard depth > 0, choice(5) > 0 else {
      return pick(
        "0", "1", "-1", "7", "count", "9223372036854775807", "-9223372036854775808", "0x7f")
    }
    let next = depth - 1
    switch choice(9) {
    case 0, 1: return "(\(int(next)) \(pick("+", "-", "*", "/", "%")) \(int(next)))"
    case 2: return "size(\(choice(2) == 0 ? text(next) : list(next)))"
    case 3: return "\(text(next)).\(pick("indexOf", "lastIndexOf"))(\(text(next)))"
    case 4: return "(\(bool(next)) ? \(int(next)) : \(int(next)))"
    case 5: return "int(\(pick(double(next), time(next), int(next))))"
    case 6: return "default(\(int(next)), \(int(next)))"
    case 7: return "-(\(int(next)))"
    default:
      let part = pick(
        "getFullYear", "getMonth", "getDate", "getDayOfYear", "getHours", "getSeconds")
      return "\(time(next)).\(part)(\(pick("", "'+14:00'", "'-00:30'", "'Europe/London'")))"
    }
  }

  mutating func double(_ depth: Int) -> String {
    guard depth > 0, choice(4) > 0 else {
      return pick(
        "0.0", "-0.0", "1e308", "5e-324", "price", "double('NaN')", "-1.5", "9007199254740993.0")
    }
    let next = depth - 1
    switch choice(3) {
    case 0: return "double(\(int(next)))"
    case 1: return "-(\(double(next)))"
    default: return "(\(double(next)) \(pick("+", "-", "*", "/")) \(double(next)))"
    }
  }

  mutating func text(_ depth: Int) -> String {
    guard depth > 0, choice(5) > 0 else {
      return pick(
        "''", "'a'", "'é🐱\u{301}'", "severity", "customer.email", "order.status", "'%s %d'",
        "' \\n'")
    }
    let next = depth - 1
    switch choice(12) {
    case 0, 1: return "(\(text(next)) + \(text(next)))"
    case 2: return "\(text(next)).substring(\(int(0)))"
    case 3: return "\(text(next)).replace(\(text(0)), \(text(next)))"
    case 4: return "\(text(next)).\(pick("trim", "lowerAscii", "upperAscii", "reverse"))()"
    case 5:
      let clause = pick("%s", "%d", "%f", "%.3e", "%x", "%b", "%.0f", "%o")
      return "'\(clause)'.format([\(any(next))])"
    case 6: return "string(\(pick(int(next), double(next), bool(next), time(next), span(next))))"
    case 7: return "truncate(\(text(next)), \(pick("1", "5", "100")))"
    case 8: return "date(\(time(next)), '\(pick("%F %T", "%A %-d %B", "%j %u %p", "%z%%"))')"
    case 9: return "\(list(next)).join(\(text(0)))"
    case 10: return "\(text(next)).charAt(\(int(0)))"
    default: return "(\(bool(next)) ? \(text(next)) : default(order.eta, \(text(next))))"
    }
  }

  mutating func bool(_ depth: Int) -> String {
    guard depth > 0, choice(6) > 0 else { return pick("true", "false", "urgent", "has(order.eta)") }
    let next = depth - 1
    let relation = pick("==", "!=", "<", "<=", ">", ">=")
    switch choice(9) {
    case 0: return "(\(int(next)) \(relation) \(pick(int(next), double(next))))"
    case 1: return "(\(text(next)) \(relation) \(text(next)))"
    case 2: return "(\(bool(next)) \(pick("&&", "||")) \(bool(next)))"
    case 3: return "!\(bool(next))"
    case 4: return "\(text(next)).\(pick("contains", "startsWith", "endsWith"))(\(text(next)))"
    case 5: return "\(text(next)).matches('\(pick("a+", "^.*$", "(a|é)*", ""))')"
    case 6:
      return "\(list(next)).\(pick("all", "exists", "exists_one"))(t, t \(relation) \(text(next)))"
    case 7: return "(\(text(next)) in \(list(next)))"
    default: return "(\(time(next)) \(relation) \(time(next)))"
    }
  }

  mutating func list(_ depth: Int) -> String {
    guard depth > 0, choice(4) > 0 else { return pick("tags", "['a', '']", "['🐱']") }
    let next = depth - 1
    switch choice(5) {
    case 0: return "[\(text(next)), \(text(next))]"
    case 1: return "\(text(next)).split(\(text(0)))"
    case 2: return "\(list(next)).filter(t, t != \(text(0)))"
    case 3: return "\(list(next)).map(t, t + \(text(next)))"
    default: return "(\(list(next)) + \(list(next)))"
    }
  }

  mutating func time(_ depth: Int) -> String {
    guard depth > 0, choice(3) > 0 else {
      return pick(
        "opened", "timestamp(0)", "timestamp('9999-12-31T23:59:59.999999999Z')",
        "timestamp(-62135596800)")
    }
    return "(\(time(depth - 1)) \(pick("+", "-")) \(span(depth - 1)))"
  }

  mutating func span(_ depth: Int) -> String {
    guard depth > 0, choice(3) > 0 else {
      return pick(
        "duration('1ns')", "duration('-9223372036s')", "duration('1h1m')", "duration('0')")
    }
    switch choice(2) {
    case 0: return "(\(span(depth - 1)) \(pick("+", "-")) \(span(depth - 1)))"
    default: return "(\(time(depth - 1)) - \(time(depth - 1)))"
    }
  }
}
