import Testing

@testable import WebSockets

@Suite struct TalkTests {
  @Test func aMessageComesBack() throws {
    let house = try House()
    let socket = try RawSocket.open(house.port)
    socket.send(clientFrame("Grüße"))
    #expect(socket.text() == "Grüße")
  }
}
