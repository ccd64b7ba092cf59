import Desk

/// A customer and an agent who talk with each other.
///
/// Even numbers are the customer's, odd ones the agent's; a number tells its pair, and in an open
/// round its moment. Lives on the loop thread.
final class Pair: @unchecked Sendable {
  let index: Int
  /// How many pairs there are.
  let among: Int
  private(set) var conversation: Identifier<Conversation>?
  private var sides = [Side(), Side()]

  private struct Side {
    var line: Line?
    var stationery: Stationery?
    var checking = Checking()
    /// How many messages it has sent, and the number of the one acknowledged last.
    var turns: Int64 = 0
    var acked: Int64 = -1
    var isReady = false
  }

  init(_ index: Int, among: Int) {
    self.index = index
    self.among = among
  }

  var turns: Int64 { max(sides[0].turns, sides[1].turns) }

  /// Both sides go on counting from here.
  func resume(at turns: Int64) {
    sides[0].turns = turns
    sides[1].turns = turns
  }

  /// The events that both have heard of.
  var events: Int64 { sides[0].checking.latest }

  func isReady(_ side: Int) -> Bool { sides[side].isReady }
  func becomeReady(_ side: Int, over line: Line, _ stationery: Stationery) {
    sides[side].line = line
    sides[side].stationery = stationery
    sides[side].isReady = true
  }

  func begin(_ conversation: Identifier<Conversation>) {
    if self.conversation == nil { self.conversation = conversation }
  }

  /// The side says its next message.
  func say(_ side: Int) {
    guard let line = sides[side].line, let stationery = sides[side].stationery else {
      preconditionFailure("nobody speaks before they are ready")
    }
    let number = (sides[side].turns * Int64(among) + Int64(index)) * 2 + Int64(side)
    sides[side].turns += 1
    line.send(stationery.letter(number))
  }

  func hear(_ side: Int, _ seq: Int64, _ number: Int64? = nil) -> String? {
    sides[side].checking.hear(seq, number)
  }

  /// Takes in an ack; returns what is wrong with it.
  func acknowledged(_ side: Int, _ number: Int64) -> String? {
    let last = sides[side].acked
    guard number > last else { return "the ack of \(number) came after that of \(last)" }
    sides[side].acked = number
    return nil
  }
}
