import Courier
import Desk
import Testing

@testable import Channels

/// What is carried to a channel: each part once, in order, to whoever began it there.
@Suite struct CarryingTests {
  private let channel = ListChannel()
  private var connector: ChannelConnector { .connector("matrix", channel) }

  private func scene() -> Scene {
    var scene = Scene()
    for text in ["one", "two", "three"] { scene.happens(.said(Message(.bot, text))) }
    return scene
  }

  @Test func everythingIsSentOnceAndTheLinkTellsHowFar() throws {
    let scene = scene()
    guard case .done(let link?) = connector.carry(scene.errand()) else {
      Issue.record("it is not done")
      return
    }
    #expect(channel.sent.map(\.text) == ["one", "two", "three"])
    #expect(channel.sent.map(\.key) == ["e:talk:2:0", "e:talk:3:0", "e:talk:4:0"])
    #expect(link.state["name"] == "id-3")
    // The program ended before that was written down beside the lane.
    _ = connector.carry(scene.errand(link: link))
    #expect(channel.sent.count == 3)
  }

  @Test func whatFailsHalfWayGoesOnFromThere() {
    channel.capabilities.isOneLine = true
    var scene = Scene()
    scene.happens(.said(Message(.bot, "a\nb\nc")))
    channel.failures = [nil, .away("no connection")]
    guard case .partly(_, let link?, let failure) = connector.carry(scene.errand()) else {
      Issue.record("it is not partly")
      return
    }
    #expect(failure.why == "no connection" && channel.sent.map(\.text) == ["a"])
    #expect(connector.carry(scene.errand(from: 2, link: link)) != .done(link))
    #expect(channel.sent.map(\.text) == ["a", "b", "c"])
  }

  @Test func whatCannotBeToldHimHoldsUpNobodyAndWhatIsTooFastWaits() {
    var scene = Scene()
    scene.happens(.said(Message(.bot, "a")))
    channel.failures = [.refused("they left"), .paced(.seconds(2))]
    let (first, second) = (connector.carry(scene.errand()), connector.carry(scene.errand()))
    #expect(first == .parked(why: "they left", OutsideLink("!room")))
    #expect(second == .waits(until: scene.now + .seconds(2), OutsideLink("!room")))
  }

  @Test func talksOfOtherChannelsAreNoneOfItsBusiness() {
    var scene = Scene(channel: "web")
    scene.happens(.said(Message(.bot, "a")))
    #expect(connector.carry(scene.errand(link: nil)) == .done(nil))
    #expect(channel.sent == [])
  }

  @Test func pastItsWindowAnAgentIsToldThatNothingGetsThere() {
    channel.capabilities.window = .seconds(24 * 3600)
    var scene = Scene()
    scene.happens(.said(Message(.customer, "hello?")))
    scene.now = scene.now + .seconds(25 * 3600)
    scene.happens(.said(Message(.bot, "late")))
    guard case .parked(let why, _) = connector.carry(scene.errand(from: 3)) else {
      Issue.record("it is sent")
      return
    }
    #expect(why.contains("24 h"))
  }
}
