import Desk
import Events
import JSON
import Testing

@testable import Journal

/// What a receiver is told of an event.
struct MirrorBodyTests {
  @Test func aFileBesideWordsIsToldWithItsNameSizeAndType() throws {
    let file = Desk.Attachment(id: "h4sh", name: "photo.jpg", size: 212_400, media: "image/jpeg")
    let body = MirrorBody.bytes(
      conversation: "w0JX3yVb8mZ2kQ5tR7uN1A", number: 7, seq: 3,
      at: Instant(milliseconds: 1_795_238_400_000),
      event: EventText.write(.said(Message(.customer, "look", file: file))))
    let told = try JSONReader.read(body)["data"]
    #expect(told?["event"]?.string == "said" && told?["text"]?.string == "look")
    let carried = told?["file"]
    #expect(carried?["id"]?.string == "h4sh" && carried?["name"]?.string == "photo.jpg")
    #expect(carried?["size"]?.int == 212_400 && carried?["media"]?.string == "image/jpeg")
  }
}
