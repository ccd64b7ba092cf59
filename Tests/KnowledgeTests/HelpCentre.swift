import Foundation
import Knowledge
import Testing

/// The articles we ship, asked as customers ask.
@Suite struct HelpCentre {
  /// What customers write, mistakes included, and the article that answers it.
  static let questions: [(String, String)] = [
    ("where is my order?", "track-my-order"),
    ("hi, can you tell me where my parcel is please", "track-my-order"),
    ("wheres my pakage", "track-my-order"),
    ("trakcing number??", "track-my-order"),
    ("how much do you charge for shipping", "delivery-times"),
    ("if i order today can i have it tomorrow", "delivery-times"),
    ("how long does delivry take", "delivery-times"),
    ("my delivery is three days late", "late-parcel"),
    ("the parcel was meant to come on tuesday and it still has not arrived", "late-parcel"),
    ("package lost by the courier", "late-parcel"),
    ("tracking says delivered but i never got anything", "delivered-but-not-received"),
    (
      "it says my parcel was delivered to a neighbor, they dont have it",
      "delivered-but-not-received"
    ),
    ("someone stole my parcel from the porch", "delivered-but-not-received"),
    ("the lamp arrived with a crack in it", "damaged-on-arrival"),
    ("box was crushed and the screen is broken", "damaged-on-arrival"),
    ("arived dammaged", "damaged-on-arrival"),
    ("i received the wrong product", "wrong-or-missing-item"),
    ("theres a cable missing in the box", "wrong-or-missing-item"),
    ("please cancel my order", "cancel-order"),
    ("i want to cancle the order i made an hour ago", "cancel-order"),
    ("ordered twice by accident", "cancel-order"),
    ("can u ship it to another address instead", "change-delivery-address"),
    ("i typed the wrong adress", "change-delivery-address"),
    ("i want to add one more thing to my order", "change-order-items"),
    ("no confirmation e-mail so far, did the order work?", "order-confirmation-missing"),
    ("how do i send something back", "return-an-item"),
    ("i need a return lable", "return-an-item"),
    ("how many days do i have to return a product", "return-an-item"),
    ("have you received my return yet", "return-status"),
    ("when will i get my money back", "refund-time"),
    ("still waiting on a refund", "refund-time"),
    ("refnud not in my bank account", "refund-time"),
    ("i would like a different colour, can we swap", "exchange-item"),
    ("my card was charged two times for the same order", "charged-twice"),
    ("you charged me twice!!!", "charged-twice"),
    ("doubel charge on my credit card", "charged-twice"),
    ("my card keeps getting declined", "payment-declined"),
    ("payment fails every time i try to pay", "payment-declined"),
    ("do you accept paypal", "payment-methods"),
    ("can i pay monthly", "payment-methods"),
    ("i need an invoice for my company", "get-an-invoice"),
    ("where do i download the recipt", "get-an-invoice"),
    ("forgot my password", "reset-password"),
    ("i forgot my pasword and cant get in", "reset-password"),
    ("password reset mail never came", "reset-password"),
    ("cannot log into my account", "cannot-sign-in"),
    ("my account got locked after too many tries", "cannot-sign-in"),
    ("not getting the verification code by text", "two-factor-codes"),
    ("got a new phone, two factor doesn't work now", "two-factor-codes"),
    ("do i have to register to buy something", "create-account"),
    ("i want to change my email address", "change-account-details"),
    ("please delete my account and all my data", "delete-account-privacy"),
    ("gdpr data export", "delete-account-privacy"),
    ("my kettle broke after 8 months, is there a warranty", "warranty-claim"),
    ("warrenty claim for a blender", "warranty-claim"),
    ("can you repair my toaster", "repair-service"),
    ("where can i get spare parts for my mixer", "repair-service"),
    ("the kettle wont heat up", "kettle-troubleshooting"),
    ("ketle turns itself off before boiling", "kettle-troubleshooting"),
    ("my lamp is flickering", "lamp-troubleshooting"),
    ("the light bulb doesnt connect to the app", "lamp-troubleshooting"),
    ("wi-fi is super slow", "router-no-internet"),
    ("router blinking red and no internet", "router-no-internet"),
    ("speaker wont pair with my iphone", "speaker-bluetooth"),
    ("blutooth headphones only left side has sound", "speaker-bluetooth"),
    ("espresso machine shows the red triangle", "coffee-machine"),
    ("how to descale coffee maker", "coffee-machine"),
    ("robot hoover cant find its dock", "vacuum-robot"),
    ("the app crashes when i open it", "app-problems"),
    ("checkout button does nothing", "website-problems"),
    ("how do i redeem a gift card", "gift-cards"),
    ("gift card balence", "gift-cards"),
    ("my promo code is not working", "vouchers"),
    ("student discount?", "vouchers"),
    ("what are your opening hours", "contact-and-hours"),
    ("can i speak to a human", "contact-and-hours"),
    ("i got a phishing mail with your logo", "suspicious-messages"),
    ("I got a strange e-mail from you", "suspicious-messages"),
    ("is this email really from you", "suspicious-messages"),
    ("weird text message asking me to pay a fee", "suspicious-messages"),
    ("do you take Klarna", "payment-methods"), ("can I pay with google pay", "payment-methods"),
    ("do you accept bitcoin", "payment-methods"),
    ("do you ship to Norway", "countries-we-ship-to"),
    ("do you deliver to switzerland", "countries-we-ship-to"),
    ("which countries do you ship to", "countries-we-ship-to"),
    ("how do I close my account", "delete-account-privacy"),
    ("I want to cancel my account", "delete-account-privacy"),
    ("my parcel is not there", "late-parcel"), ("parcel isn't here", "late-parcel"),
    ("someone hacked my account and ordered a tv", "scams-and-fraud"),
    ("how do i contact the marketplace seller", "marketplace-sellers"),
    ("when will this be back in stock", "product-advice-stock"),
    ("will it fit in my kitchen", "product-advice-stock"),
    ("do you take away the old fridge", "recycle-old-device"),
    ("do your guys install the washing mashine", "installation-service"),
    ("i lost the user manual", "set-up-new-device"),
  ]

  /// Nothing a household shop could answer.
  static let others = [
    "what is the weather in paris tomorrow", "write me a poem about autumn",
    "who won the football world cup in 1998", "asdf qwer zxcv", "xkcd plugh xyzzy",
    "what is the square root of seventeen", "tell me a joke",
    "recommend a good restaurant nearby", "translate good morning into japanese",
    "blorp fnord wibble", "book a flight to lisbon for two", "my dog has a fever",
    "lalalalala", "what is the meaning of life", "best stocks to invest in",
    "12345 67890", "🙂🙂🙂", "…", "convert ten miles to kilometres",
    "who is the president of france",
  ]

  @Test func everyQuestionFindsItsArticleAmongTheFirstThree() throws {
    let index = KnowledgeIndex(try Files.articles())
    var first = 0
    for (question, id) in Self.questions {
      let found = index.search(question, language: "en", limit: 3)
      #expect(
        found.contains { $0.id == id },
        "“\(question)” found \(found.map { "\($0.id) \($0.score)" }), not \(id)")
      if found.first?.id == id { first += 1 }
    }
    print("shipped articles: \(first) of \(Self.questions.count) questions have theirs first")
    #expect(Double(first) / Double(Self.questions.count) >= 0.85)
  }

  @Test func nothingIsFoundForWhatIsNotOurs() throws {
    let index = KnowledgeIndex(try Files.articles())
    for other in Self.others {
      let found = index.search(other, language: "en")
      #expect(found.isEmpty, "“\(other)” found \(found.map { "\($0.id) \($0.score)" })")
    }
  }

  /// Near to what the shop does, and no business of any article.
  static let nearMisses = [
    "there is a fire in my house", "my kitchen is burning", "i smell gas", "my dog is ill",
    "my real estate agent", "i want to kill myself", "ok thank you", "what is the weather tomorrow",
    "who won the world cup", "do you like music", "my neighbour is loud", "the house is flooded",
  ]

  /// twake #1635: the article on delivery addresses was shown to somebody whose house burned.
  @Test(arguments: nearMisses) func twake1635NothingIrrelevantIsShown(_ words: String) throws {
    let found = KnowledgeIndex(try Files.articles()).search(
      words, language: "en", atLeast: .offer)
    #expect(found.isEmpty, "“\(words)” shows \(found.map { "\($0.id) \($0.confidence)" })")
  }

  /// The questions of people who were sent away with the wrong article or none.
  static let findings = [
    ("do you take Klarna", "payment-methods"), ("do you ship to Norway", "countries-we-ship-to"),
    ("how do I close my account", "delete-account-privacy"),
    ("my parcel is not there", "late-parcel"),
    ("I got a strange e-mail from you", "suspicious-messages"),
  ]

  @Test(arguments: findings) func everyQuestionOfTheFindingsIsShownItsArticle(
    _ question: String, _ id: String
  ) throws {
    let found = KnowledgeIndex(try Files.articles()).search(
      question, language: "en", atLeast: .offer)
    #expect(found.contains { $0.id == id }, "“\(question)” shows \(found.map(\.id))")
  }

  @Test func whatIsGivenAsTheAnswerIsRightAndMostQuestionsGetSomething() throws {
    let index = KnowledgeIndex(try Files.articles())
    var (answers, rightAnswers, offers, rightOffers) = (0, 0, 0, 0)
    for (question, id) in Self.questions {
      let found = index.search(question, language: "en", atLeast: .offer)
      guard let first = found.first else { continue }
      offers += 1
      if found.contains(where: { $0.id == id }) { rightOffers += 1 }
      guard first.fit == .answer else { continue }
      answers += 1
      if first.id == id { rightAnswers += 1 }
    }
    let asked = Double(Self.questions.count)
    print("shipped articles: \(answers) answers, \(offers) offers to \(Self.questions.count)")
    #expect(Double(rightAnswers) >= 0.95 * Double(answers))
    #expect(Double(rightOffers) >= 0.95 * Double(offers))
    #expect(Double(answers) >= 0.6 * asked && Double(offers) >= 0.9 * asked)
  }

  @Test func theArticlesAreWhatAHelpCentreNeeds() throws {
    let articles = try Files.articles()
    #expect(articles.count >= 32)
    for article in articles {
      let words = article.body.split(whereSeparator: \.isWhitespace).count
      #expect((120...310).contains(words), "\(article.id) has \(words) words")
      #expect(!article.keywords.isEmpty, "\(article.id) has no keywords")
      #expect((3...6).contains(article.examples.count), "\(article.id)")
      #expect(article.headings.count >= 2, "\(article.id)")
      #expect(article.body.contains("1. "), "\(article.id) has no steps")
    }
  }

  @Test func everyExampleFindsItsOwnArticle() throws {
    let articles = try Files.articles()
    let index = KnowledgeIndex(articles)
    for article in articles {
      for example in article.examples {
        let found = index.search(example, language: "en", limit: 3)
        #expect(
          found.contains { $0.id == article.id },
          "“\(example)” of \(article.id) found \(found.map { "\($0.id) \($0.score)" })")
      }
    }
  }
}
