import Glibc
import Testing

@testable import frontdesk_bench

@Suite struct ReadingTests {
  @Test func theKernelsFilesAreRead() throws {
    #expect(ProcessFigures.spent(schedstat: "123456789 42 7\n") == 123_456_789)
    let io = """
      rchar: 6976
      wchar: 12
      write_bytes: 4096
      cancelled_write_bytes: 0

      """
    #expect(ProcessFigures.written(io: io) == 4096)
    #expect(ProcessFigures.written(io: "rchar: 1\n") == nil)
    #expect(
      ProcessFigures.most(status: "Name:\tx\nVmHWM:\t    2048 kB\nVmRSS:\t 1 kB\n") == 2_097_152)
    let own = try ProcessFigures(of: getpid())
    #expect(own.allBusy > 0 && own.resident > 0)
  }

  @Test func aGlanceKnowsAcksEventsAndRefusals() {
    let ack = glance(#"{"type":"ack","cid":"b0000000000000042","conversation":"x","seq":3}"#)
    #expect(ack.kind == .ack && ack.number == 42)
    let said = glance(
      #"{"type":"event","conversation":"w0JX3yVb8mZ2kQ5tR7uN1A","seq":17,"at":1795238400000,"#
        + #""event":"said","by":"agent","agent":"kim","text":"\#("#")0000000000000007#xxx"}"#)
    #expect(said.kind == .said && said.seq == 17 && said.number == 7)
    let bots = glance(
      #"{"type":"event","conversation":"w0JX3yVb8mZ2kQ5tR7uN1A","seq":2,"at":1795238400000,"#
        + #""event":"said","by":"bot","text":"Hello"}"#)
    #expect(bots.kind == .said && bots.isBots && bots.number == nil)
    #expect(glance(#"{"type":"nack","cid":"b1","final":true}"#).kind == .refused)
    #expect(glance(#"{"type":"caught_up","conversation":"x","seq":3}"#).kind == .caughtUp)
    #expect(glance(#"{"type":"desk"}"#).kind == .other)
  }

  private func glance(_ text: String) -> FrameGlance {
    Array(text.utf8).withUnsafeBytes { FrameGlance($0) }
  }

  @Test func onlyANATSThatCanSyncEachMessageIsMeasured() {
    #expect(NATSServer.canSync("nats-server: v2.10.1\n"))
    #expect(NATSServer.canSync("nats-server: v3.0.0"))
    #expect(!NATSServer.canSync("nats-server: v2.9.10"))
    #expect(!NATSServer.canSync(""))
  }

  @Test func aGapADoubleAndATurnedOrderAreFound() {
    var checking = Checking()
    #expect(checking.hear(1) == nil)
    #expect(checking.hear(2, 10) == nil)
    #expect(checking.hear(3, 11) == nil)
    #expect(checking.hear(5) != nil)
    #expect(checking.hear(3) != nil)
    #expect(checking.hear(4, 10) != nil)
  }
}
