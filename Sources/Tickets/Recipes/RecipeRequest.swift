import Expressions
import Fetch
import JSON
import Secrets

/// Makes a recipe's requests.
struct RecipeRequest {
  let recipe: Recipe
  let url: String
  let making: RecipeFactsMaking
  let secret: Secret<String>

  /// Throws where a value does not fit where it is put.
  func request(_ step: RecipeStep, _ facts: RecipeFacts, file: TicketFile? = nil)
    throws(TicketFailure) -> Fetch.Request
  {
    do throws(EvaluationFailure) {
      let path = try step.path.render(facts.values, escape: .urlPart).text
      var headers = [try authorisation()]
      for header in step.headers {
        let value = try header.value.render(facts.values, escape: .header).text
        headers.append(Fetch.Request.Header(header.name, value))
      }
      let (body, type) = try body(step.body, facts, file)
      if let type, !headers.contains(where: { $0.name.lowercased() == "content-type" }) {
        headers.append(Fetch.Request.Header("Content-Type", type))
      }
      if !headers.contains(where: { $0.name.lowercased() == "accept" }) {
        headers.append(Fetch.Request.Header("Accept", "application/json"))
      }
      return Fetch.Request(method: step.method, url: url + path, headers: headers, body: body)
    } catch {
      throw TicketFailure(.refused, "its recipe cannot be filled in: \(error)")
    }
  }

  /// The next page of a list, which is asked for as the first was.
  func page(_ address: String) throws(TicketFailure) -> Fetch.Request {
    do throws(EvaluationFailure) {
      return Fetch.Request(
        method: "GET", url: address,
        headers: [try authorisation(), Fetch.Request.Header("Accept", "application/json")])
    } catch {
      throw TicketFailure(.unready, "its recipe cannot show who asks: \(error)")
    }
  }

  private func authorisation() throws(EvaluationFailure) -> Fetch.Request.Header {
    let facts = making.facts(secret.reveal())
    switch recipe.auth.kind {
    case .header(let name, let value):
      return Fetch.Request.Header(name, try value.text(facts, .header))
    case .basic(let user, let password):
      let pair = try user.text(facts, .plain) + ":" + (try password.text(facts, .plain))
      return Fetch.Request.Header("Authorization", "Basic \(Base64.encode(Array(pair.utf8)))")
    }
  }

  private func body(_ body: RecipeBody?, _ facts: RecipeFacts, _ file: TicketFile?)
    throws(EvaluationFailure) -> ([UInt8]?, String?)
  {
    switch body {
    case nil: return (nil, nil)
    case .json(let shape):
      var writer = JSONWriter()
      writer.value(try shape.value(facts) ?? .object([]))
      return (writer.bytes, "application/json")
    case .file: return (file?.bytes ?? [], file?.media ?? "application/octet-stream")
    case .form(let fields, let name):
      var form = FormBody()
      for field in fields { form.add(field.name, try field.value.text(facts, .plain)) }
      if let file { form.add(name, file) }
      return (form.end(), form.type)
    }
  }
}

/// A body of fields and a file (RFC 7578).
struct FormBody {
  private let boundary = "frontdesk-\(Hex.encode(Random.bytes(16)))"
  private var bytes: [UInt8] = []

  var type: String { "multipart/form-data; boundary=\(boundary)" }

  mutating func add(_ name: String, _ value: String) {
    bytes += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n".utf8)
    bytes += Array("\(value)\r\n".utf8)
  }

  mutating func add(_ name: String, _ file: TicketFile) {
    // What browsers do with what would end the name or the line.
    let shown = file.name.replacing("\"", with: "%22").filter { !$0.isNewline }
    bytes += Array(
      ("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"; "
        + "filename=\"\(shown)\"\r\n"
        + "Content-Type: \(file.media)\r\n\r\n").utf8)
    bytes += file.bytes + Array("\r\n".utf8)
  }

  mutating func end() -> [UInt8] { bytes + Array("--\(boundary)--\r\n".utf8) }
}
