package import Desk
import Expressions

/// How far rules may go because of one happening.
package enum RuleLimits {
  /// Rules that cause rules that cause rules: a chain that is longer goes in circles.
  package static let depth = 5
  /// Acts in all, for everything that one turn brought to a conversation.
  package static let deeds = 256
}

extension RuleBook {
  /// Lets all rules look at what has happened, and at what they cause by it, before anything is
  /// written.
  ///
  /// Each rule looks once at each event. They look in the order of the file, and each sees what
  /// those before it did; what their acts cause is looked at when all have looked.
  ///
  /// - Parameter isTracing: also tells of the rules that did nothing, and why.
  package func follow<Seat: RuleSeat>(
    _ events: [Event], at seat: inout Seat, isTracing: Bool = false
  ) -> [RuleStep] {
    guard !isEmpty else { return [] }
    let happenings = events.compactMap(Happening.init).filter { looks(at: $0.occasion) }
    guard !happenings.isEmpty else { return [] }
    var run = RuleRun(self, seat, isTracing: isTracing)
    run.open = happenings.map { ($0, 0) }
    run.runToTheEnd()
    seat = run.seat
    return run.steps
  }

  /// Lets the rule look whose time has come.
  package func due<Seat: RuleSeat>(
    _ rule: String, at seat: inout Seat, isTracing: Bool = false
  ) -> [RuleStep] {
    guard let place = place(of: rule), rules[place].isEnabled else { return [] }
    var run = RuleRun(self, seat, isTracing: isTracing)
    run.look(place, at: nil, depth: 0, words: [], noWords: [])
    run.runToTheEnd()
    seat = run.seat
    return run.steps
  }
}

/// One walk over the rules: what is still to be looked at, and what came of it so far.
struct RuleRun<Seat: RuleSeat> {
  let book: RuleBook
  var seat: Seat
  let isTracing: Bool
  /// What rules have still to look at, with its depth.
  var open: [(happening: Happening, depth: Int)] = []
  private(set) var steps: [RuleStep] = []
  private var deeds = 0
  /// What is true now; made anew when something was done.
  private var facts: FactSheet?

  init(_ book: RuleBook, _ seat: Seat, isTracing: Bool) {
    self.book = book
    self.seat = seat
    self.isTracing = isTracing
  }

  mutating func runToTheEnd() {
    var next = 0
    while next < open.count {
      look(at: open[next].happening, depth: open[next].depth)
      next += 1
    }
  }

  private mutating func look(at happening: Happening, depth: Int) {
    let places = book.places(at: happening.occasion)
    let words = happening.text.map(book.words.hits) ?? []
    let noWords = happening.text.map(book.noWords.hits) ?? []
    facts = nil
    var stopper: String?
    for place in places {
      let looker = book.lookers[place]
      if let stopper {
        note(looker, happening, depth, .stopped(by: stopper))
      } else if look(place, at: happening, depth: depth, words: words, noWords: noWords),
        looker.rule.stops
      {
        stopper = looker.rule.name.text
      }
    }
  }

  /// Whether the rule was meant.
  @discardableResult
  mutating func look(
    _ place: Int, at happening: Happening?, depth: Int, words: [PhraseIndex.Hit],
    noWords: [PhraseIndex.Hit]
  ) -> Bool {
    let looker = book.lookers[place]
    let hit = looker.needsWords ? words.first { $0.owner == place } : nil
    if let obstacle = obstacle(looker, place, happening, hit, noWords) {
      note(looker, happening, depth, obstacle.verdict(of: looker))
      return false
    }
    let rule = looker.rule
    guard depth < RuleLimits.depth else {
      keep(RuleStep(rule: rule.name.text, happening: happening, depth: depth, verdict: .tooDeep))
      return false
    }
    guard deeds < RuleLimits.deeds else {
      keep(RuleStep(rule: rule.name.text, happening: happening, depth: depth, verdict: .tooMuch))
      return false
    }
    let results = act(rule, happening, depth)
    var step = RuleStep(
      rule: rule.name.text, happening: happening, depth: depth, verdict: .acted(results))
    step.phrase = hit?.phrase
    keep(step)
    return true
  }

  private mutating func keep(_ step: RuleStep) { steps.append(step) }

  private mutating func note(
    _ looker: Looker, _ happening: Happening?, _ depth: Int,
    _ verdict: @autoclosure () -> RuleStep.Verdict
  ) {
    guard isTracing else { return }
    keep(
      RuleStep(rule: looker.rule.name.text, happening: happening, depth: depth, verdict: verdict()))
  }

  // MARK: Whether it is meant

  /// Why a rule is not meant, in as little as it takes: most are not, and few are asked why.
  private enum Obstacle {
    case noWords
    case forbiddenWord(String)
    case part(Int, why: String?)
    case coolingDown(until: Instant)

    func verdict(of looker: Looker) -> RuleStep.Verdict {
      switch self {
      case .noWords: .noWords
      case .forbiddenWord(let phrase): .forbiddenWord(phrase)
      case .part(let number, let why): .clause(looker.rule.clauses[number], why: why)
      case .coolingDown(let end): .coolingDown(until: end)
      }
    }
  }

  private mutating func obstacle(
    _ looker: Looker, _ place: Int, _ happening: Happening?, _ hit: PhraseIndex.Hit?,
    _ noWords: [PhraseIndex.Hit]
  ) -> Obstacle? {
    if looker.needsWords, hit == nil { return .noWords }
    if looker.forbidsWords, let found = noWords.first(where: { $0.owner == place }) {
      return .forbiddenWord(found.phrase)
    }
    if !looker.conditions.isEmpty {
      let facts = sheet(happening)
      for (number, part) in looker.conditions.enumerated() {
        do throws(EvaluationFailure) {
          guard try part.expression.holds(facts) else {
            return .part(number, why: nil)
          }
        } catch {
          return .part(number, why: error.message)
        }
      }
    }
    guard let coolDown = looker.rule.coolDown, let last = seat.lastActed(looker.rule.name.text)
    else { return nil }
    let end = last + coolDown
    return seat.now < end ? .coolingDown(until: end) : nil
  }

  private mutating func sheet(_ happening: Happening?) -> FactSheet {
    if let facts { return facts }
    let sheet = FactSheet(
      happening, seat.conversation,
      FactSheet.Surroundings(plan: seat.plan, now: seat.now, person: seat.person), book.fields)
    facts = sheet
    return sheet
  }

  // MARK: What it does

  private mutating func act(_ rule: DeskRule, _ happening: Happening?, _ depth: Int)
    -> [RuleStep.Result]
  {
    var results: [RuleStep.Result] = []
    for act in rule.acts {
      guard let deed = act.deed(sheet(happening), seat.conversation, at: seat.now) else { continue }
      results.append(
        RuleStep.Result(deed: deed, outcome: carryOut(deed, rule.name.text, depth)))
    }
    if rule.coolDown != nil { seat.noteActed(rule.name.text) }
    return results
  }

  private mutating func carryOut(_ deed: Deed, _ rule: String, _ depth: Int)
    -> RuleStep.Result.Outcome
  {
    if deed.isSettled(in: seat.conversation) { return .unchanged }
    deeds += 1
    do throws(Refusal) {
      let events = try seat.carryOut(deed, by: rule)
      facts = nil
      for happening in events.compactMap(Happening.init) where book.looks(at: happening.occasion) {
        open.append((happening, depth + 1))
      }
      return .done
    } catch {
      return .refused(error.why)
    }
  }
}
