import Glibc
import Synchronization
import Testing

@testable import Threads

@Suite struct MailboxTests {
  @Test func lettersComeOutInTheOrderTheyCameIn() {
    let box = Mailbox<Int>(bound: 10)
    #expect(box.post(1))
    #expect(box.post(contentsOf: [2, 3]))
    #expect(box.drain() == [1, 2, 3])
    #expect(box.drain() == [])
  }

  @Test func aFullBoxTakesNothingMore() {
    let box = Mailbox<Int>(bound: 3)
    #expect(box.post(contentsOf: [1, 2]))
    #expect(!box.post(contentsOf: [3, 4]), "all or none")
    #expect(box.post(3))
    #expect(!box.post(4))
    #expect(box.drain() == [1, 2, 3])
    #expect(box.post(4), "a drained box takes letters again")
  }

  @Test func aClosedBoxTakesNothingButGivesWhatItHas() {
    let box = Mailbox<Int>(bound: 3)
    #expect(box.post(1))
    box.close()
    #expect(!box.post(2))
    #expect(box.wait())
    #expect(box.drain() == [1])
    #expect(!box.wait(), "nothing will come, so nobody waits")
  }

  @Test func theReaderIsWokenOnceForABoxful() {
    let rings = Mutex(0)
    let box = Mailbox<Int>(bound: 10) { rings.withLock { $0 += 1 } }
    for letter in 1...5 { #expect(box.post(letter)) }
    #expect(rings.withLock { $0 } == 1)
    _ = box.drain()
    #expect(box.post(6))
    #expect(rings.withLock { $0 } == 2)
  }

  @Test func drainingIntoAnArrayKeepsItsRoom() {
    let box = Mailbox<Int>(bound: 1000)
    var letters: [Int] = []
    #expect(box.post(contentsOf: Array(0..<1000)))
    box.drain(into: &letters)
    #expect(letters == Array(0..<1000))
    #expect(box.post(7))
    box.drain(into: &letters)
    #expect(letters == [7])
    #expect(box.post(8))
    box.drain(into: &letters)
    #expect(letters == [8])
    #expect(letters.capacity >= 1000, "the two arrays take turns")
  }

  @Test func waitingEndsAtTheDeadline() {
    let box = Mailbox<Int>(bound: 1)
    let start = MonotonicTime.now
    #expect(!box.wait(for: .milliseconds(20)))
    #expect(MonotonicTime.now.since(start) >= .milliseconds(20))
  }

  @Test func waitingEndsWithALetterFromAnotherThread() throws {
    let box = Mailbox<String>(bound: 1)
    let writer = try NamedThread("writer") { _ = box.post("hello") }
    #expect(box.wait(for: .seconds(10)))
    #expect(box.drain() == ["hello"])
    writer.join()
  }

  @Test func gatheringEndsWithEnoughLetters() throws {
    let box = Mailbox<Int>(bound: 10)
    #expect(box.post(1))
    let writer = try NamedThread("writer") {
      for letter in 2...4 { _ = box.post(letter) }
    }
    box.gather(4, for: .seconds(20))
    #expect(box.drain() == [1, 2, 3, 4])
    writer.join()
    #expect(box.post(5))
    #expect(box.wait(), "after that one letter is enough again")
    #expect(box.post(contentsOf: [6, 7]))
    box.gather(2, for: .seconds(20))
    #expect(box.drain() == [5, 6, 7], "they were there")
  }

  @Test func gatheringEndsAtTheDeadlineOrWhenTheBoxIsClosed() throws {
    let box = Mailbox<Int>(bound: 10)
    #expect(box.post(1))
    let start = MonotonicTime.now
    box.gather(2, for: .milliseconds(20))
    #expect(MonotonicTime.now.since(start) >= .milliseconds(20))
    let writer = try NamedThread("writer") { box.close() }
    box.gather(2, for: .seconds(20))
    #expect(box.drain() == [1])
    writer.join()
  }

  @Test func everyLetterOfManyWritersArrivesOnceAndInItsWritersOrder() throws {
    let box = Mailbox<[Int]>(bound: 64)
    let writers = try (0..<4).map { writer in
      try NamedThread("writer \(writer)") {
        for number in 0..<5000 {
          while !box.post([writer, number]) { sched_yield() }
        }
      }
    }
    var next = [0, 0, 0, 0]
    var letters: [[Int]] = []
    while next.reduce(0, +) < 20_000 {
      guard box.wait(for: .seconds(10)) else { break }
      box.drain(into: &letters)
      #expect(letters.count <= 64)
      for letter in letters {
        #expect(letter[1] == next[letter[0]])
        next[letter[0]] += 1
      }
    }
    #expect(next == [5000, 5000, 5000, 5000])
    for writer in writers { writer.join() }
  }
}
