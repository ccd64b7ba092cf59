import Courier
import Secrets
import Testing

@Suite struct SignatureTests {
  @Test func aSignatureIsThatOfTheStandardsOwnExample() throws {
    let secret = try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    let signature = Signature(
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330,
      body: Array(#"{"test": 2432232314}"#.utf8), secrets: [secret])
    #expect(signature.codes == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test func everySecretSignsWhileTheyAreChanged() throws {
    let secrets = try (0..<3).map { _ in try WebhookSecret(WebhookSecret.generate()) }
    let all = Signature(id: "a", timestamp: 1, body: [1], secrets: secrets).codes
    let each = secrets.map { Signature(id: "a", timestamp: 1, body: [1], secrets: [$0]).codes }
    #expect(all == each.joined(separator: " "))
    #expect(Set(each).count == 3)
  }

  @Test(arguments: [
    ("", DestinationMistake.secretWithoutPrefix), ("hunter2", .secretWithoutPrefix),
    ("whsec_", .secretLength(0)), ("whsec_!!!", .secretNotBase64), ("whsec_AAAA", .secretLength(3)),
    ("whsec_" + Base64.encode([UInt8](repeating: 1, count: 23)), .secretLength(23)),
    ("whsec_" + Base64.encode([UInt8](repeating: 1, count: 65)), .secretLength(65)),
  ])
  func whatIsNoSecretIsRefused(text: String, mistake: DestinationMistake) {
    #expect(throws: mistake) { try WebhookSecret(text) }
    #expect(!text.contains("hunter2") || !"\(mistake)".contains("hunter2"))
  }

  @Test func aSecretIsNeverPrinted() throws {
    let text = WebhookSecret.generate()
    let secret = try WebhookSecret(text)
    #expect(!"\(secret)".contains(text.dropFirst(6)) && "\(secret)".contains("***"))
    let destination = try DeliveryDestination(
      name: "a", url: "https://example.org/", secrets: [secret])
    #expect("\(destination)".contains("***"))
  }

  @Test func aDestinationThatCannotWorkIsRefused() throws {
    let secret = try WebhookSecret(WebhookSecret.generate())
    for url in ["", "example.org", "ftp://example.org/", "https://a b/", "http://a/\n"] {
      #expect(throws: DestinationMistake.address(url)) {
        try DeliveryDestination(name: "a", url: url, secrets: [secret])
      }
    }
    #expect(throws: DestinationMistake.secretCount(0)) {
      try DeliveryDestination(name: "a", url: "https://example.org/", secrets: [])
    }
    #expect(throws: DestinationMistake.inFlight(0)) {
      try DeliveryDestination(
        name: "a", url: "https://example.org/", secrets: [secret], inFlight: 0)
    }
    #expect(throws: DestinationMistake.timeout(.seconds(61))) {
      try DeliveryDestination(
        name: "a", url: "https://example.org/", secrets: [secret], timeout: .seconds(61))
    }
  }
}
