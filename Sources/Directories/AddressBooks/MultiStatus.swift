import Foundation
import FoundationXML

/// What a WebDAV server answers: the cards in it, and what kind of folder it speaks of.
///
/// Entities are not known and not looked for: an answer that declares any is refused unread.
final class MultiStatus: NSObject, XMLParserDelegate {
  private(set) var cards: [String] = []
  private(set) var isAddressBook = false
  private var depth = 0
  private var card: String?
  private var isMultiStatus = false
  private var tooMuch = false

  /// Deeper than any answer of WebDAV.
  private static let deepest = 32
  /// More are not looked at: one is wanted.
  static let mostCards = 1_000

  /// Throws what is wrong with it.
  static func read(_ body: [UInt8]) throws(SystemFailure) -> MultiStatus {
    guard !declaresEntities(body) else {
      throw SystemFailure("its answer declares entities of XML, which are not taken")
    }
    let parser = XMLParser(data: Data(body))
    let answer = MultiStatus()
    parser.shouldResolveExternalEntities = false
    parser.shouldProcessNamespaces = true
    parser.delegate = answer
    // A text that was cut off is parsed to its end all the same.
    guard parser.parse(), answer.isMultiStatus, answer.depth == 0, !answer.tooMuch else {
      throw SystemFailure("its answer is none of an address book: is its url one?")
    }
    return answer
  }

  private static func declaresEntities(_ body: [UInt8]) -> Bool {
    // Whatever the encoding: without zero bytes it reads as ASCII where it matters.
    let text = String(decoding: body.filter { $0 != 0 }, as: UTF8.self).uppercased()
    return text.contains("<!DOCTYPE") || text.contains("<!ENTITY")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    depth += 1
    guard depth <= Self.deepest, cards.count < Self.mostCards else {
      tooMuch = depth > Self.deepest
      return parser.abortParsing()
    }
    let space = namespaceURI ?? ""
    if depth == 1 { isMultiStatus = name == "multistatus" && space == "DAV:" }
    guard space == Self.space else { return }
    if name == "address-data" { card = "" }
    if name == "addressbook" { isAddressBook = true }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) { card?.append(text) }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    card?.append(String(decoding: block, as: UTF8.self))
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    depth -= 1
    guard name == "address-data", let card else { return }
    cards.append(card)
    self.card = nil
  }

  private static let space = "urn:ietf:params:xml:ns:carddav"
}
