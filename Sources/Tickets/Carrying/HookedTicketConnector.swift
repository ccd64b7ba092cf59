package import Courier
package import Desk

/// A connector whose ticket system tells by requests what its people did.
package final class HookedTicketConnector: TicketConnector, HookTaker, @unchecked Sendable {
  private let taker: TicketNewsTaker

  init(
    _ name: String, _ system: any TicketSystem, _ taker: TicketNewsTaker,
    bytes: @escaping @Sendable (Attachment) -> [UInt8]?
  ) {
    self.taker = taker
    super.init(name, system, title: taker.recipe.title, bytes: bytes)
  }

  package func take(_ request: HookRequest, _ desk: any DeskInlet) -> HookAnswer {
    taker.take(request, desk)
  }
}
