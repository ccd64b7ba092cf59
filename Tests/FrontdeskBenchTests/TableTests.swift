import Testing

@testable import frontdesk_bench

@Suite struct TableTests {
  @Test func theMiddleOfAnEvenNumberIsTheMeanOfTwo() {
    #expect([4.0, 1, 3].median == 3)
    #expect([4.0, 1, 3, 2].median == 2.5)
    #expect([Double]().median.isNaN)
  }

  @Test func figuresHaveThreeDigitsThatMeanSomething() {
    #expect(Table.figure(1_234_567.4) == "1,234,567")
    #expect(Table.figure(43.219) == "43.2")
    #expect(Table.figure(2.345) == "2.35" || Table.figure(2.345) == "2.34")
    #expect(Table.figure(0.0314) == "0.031")
    #expect(Table.figure(.nan) == "–")
  }

  @Test func anotherServersFiguresSayWhatOursAreToThem() {
    var row = Row("relay", "msg/s")
    for rate in [900.0, 1100, 1000] { row.add(rate, busy: 30, load: 9) }
    row.add(500, of: .before, busy: 60)
    row.add(4000, of: .epoll)
    #expect(row.ratio(to: .before) == 2)
    #expect(row.busyRatio(to: .before) == 0.5)
    #expect(row.ratio(to: .nats) == nil)
    #expect(Table.words(row, .now) == "1,000, 30.0 µs")
    #expect(Table.words(row, .before) == "500, 60.0 µs (× 2.0; µs × 0.5)")
    #expect(Table.words(row, .epoll) == "4,000 (× 0.25)")
    let lines = Table([row]).text.split(separator: "\n")
    #expect(
      lines.first == "| what | unit | Frontdesk | before | C, epoll | min–max | load µs | note |")
    #expect(lines.last?.contains("| 900–1,100 | 9.0 |") == true)
  }

  @Test func aSpanIsTheLeastThatItsShareDoesNotExceed() {
    let spans = Latencies((1...100).map { Int64($0) * 1_000_000 })
    #expect(spans.milliseconds(at: 0.5) == 50)
    #expect(spans.milliseconds(at: 0.99) == 99)
    #expect(spans.milliseconds(at: 1) == 100)
  }
}
