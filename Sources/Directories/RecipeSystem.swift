import Desk
import Expressions
package import Fetch
import JSON
package import Recipes
package import Secrets

/// A system that is asked as a recipe says.
package struct RecipeSystem: CustomerSystem {
  package let name: String
  let terms: SystemTerms
  let recipe: RequestRecipe
  let settings: [String: String]
  let secret: Secret<String>?

  package init(
    _ name: String, _ terms: SystemTerms, _ recipe: RequestRecipe, settings: [String: String],
    secret: Secret<String>?
  ) {
    self.name = name
    self.terms = terms
    self.recipe = recipe
    self.settings = settings
    self.secret = secret
  }

  package func request(for person: Person) throws(SystemFailure) -> Request {
    do throws(RequestRecipe.Mistake) {
      return terms.bound(
        try recipe.request(
          to: terms.url, secret: secret, settings: settings,
          [
            "customer.email": .string(person.email), "customer.id": .string(person.customer),
          ]))
    } catch {
      throw SystemFailure(error.sentence)
    }
  }

  package func read(_ response: Response, for person: Person) throws(SystemFailure) -> Known {
    switch recipe.meaning(of: response.status) {
    case .absent: return .nobody
    case .failure: throw .status(response)
    case .success: break
    }
    let answer = try json(response)
    guard let list = recipe.answer.list else {
      return try known(answer, person)
    }
    guard let items = list.value(in: answer)?.array else {
      throw SystemFailure("no list stands at \(list.text) in its answer: look at its recipe")
    }
    guard !items.isEmpty else { return .nobody }
    let theirs = items.filter { isTheirs($0, person) }
    guard let first = theirs.first else { throw .another }
    guard theirs.count == 1 else { throw .many(theirs.count) }
    return try known(first, person)
  }

  private func known(_ item: JSONValue, _ person: Person) throws(SystemFailure) -> Known {
    guard isTheirs(item, person) else { throw .another }
    return .found(
      terms.wanted { name in
        recipe.answer.facts.first { $0.name == name }?.pointer.value(in: item)?.plain
      })
  }

  private func isTheirs(_ item: JSONValue, _ person: Person) -> Bool {
    guard let email = recipe.answer.email?.value(in: item)?.plain else { return false }
    return !Contact.areOthers(email, person.email) && Contact.normalised(email: email) != nil
  }

  private func json(_ response: Response) throws(SystemFailure) -> JSONValue {
    do { return try JSONReader.read(response.body) } catch {
      let type = response.header("content-type") ?? "nothing"
      throw SystemFailure("its answer is no JSON (\(type.prefix(40))): is its url the right one?")
    }
  }

  /// Nobody has this address; a system that can be asked says so.
  package func checkingRequest() throws(SystemFailure) -> Request {
    try request(for: Person(email: "nobody@frontdesk.invalid", customer: "nobody"))
  }

  package func check(_ response: Response) throws(SystemFailure) {
    switch recipe.meaning(of: response.status) {
    case .absent: return
    case .failure: throw .status(response)
    case .success: break
    }
    let answer = try json(response)
    guard let list = recipe.answer.list, list.value(in: answer)?.array == nil else { return }
    throw SystemFailure("no list stands at \(list.text) in its answer: look at its recipe")
  }
}
