import ArgumentParser
import Configuration
import Documents
import Fetch
import Foundation
import Gateway
import JSON
import Operator
import Synchronization

extension WidgetCommand {
  struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a site's settings and how a page carries the widget.",
      discussion: """
        Exit codes: 0 right, 2 right but for warnings, 78 mistakes found, 69 the page cannot be \
        fetched.
        """)
    @OptionGroup var subject: Subject
    @Argument(help: "A page: a file, or its address on http or https.") var page: String?
    @Flag(help: "One JSON object a line, for each finding.") var json = false

    func run() throws {
      let (site, settings, address) = try subject.find()
      var found = Self.findings(site, settings, address)
      var sources = subject.options.sources
      if let page {
        let lint = try self.lint(page, site, settings, address)
        found += lint.findings()
        sources.append(lint.page)
      }
      tell(found.sortedOnce(), sources)
      if found.hasErrors { Foundation.exit(78) }
      if !found.isEmpty { Foundation.exit(2) }
    }

    private func tell(_ findings: [Finding], _ sources: [SourceFile]) {
      guard json else {
        let report = FindingReport(findings, sources: sources)
        return Speech.tell(findings.isEmpty ? "all is right" : report.text + report.summary)
      }
      for finding in findings { Speech.tell(json: Self.line(finding)) }
    }

    private static func line(_ finding: Finding) -> String {
      var writer = JSONWriter()
      writer.object {
        $0.member("file", finding.place.file)
        $0.member("line", finding.place.line)
        $0.member("column", finding.place.column)
        $0.member("severity", finding.severity.rawValue)
        $0.member("rule", finding.id)
        $0.member("message", finding.message)
        $0.member("hint", finding.hint)
      }
      return writer.text
    }

    // MARK: The settings

    private static func findings(
      _ site: Site, _ settings: Settings, _ address: WebAddress
    ) -> [Finding] {
      let place =
        settings.origin(of: "sites")?.place ?? Place(file: "sites", line: 1, column: 1)
      var findings: [Finding] = []
      if !address.isSecure, let page = site.origins.first(where: { $0.hasPrefix("https://") }) {
        findings.append(
          Finding(
            at: place, .error, "T120",
            "pages of \(page) are on https, and may not speak with a desk on \(address.origin)",
            hint: "put a proxy with TLS before the desk and set public_url: https://…"))
      }
      do throws(Failure) { _ = try IdentityPlan(site) } catch {
        findings.append(Finding(at: place, .error, "T121", error.description))
      }
      return findings
    }

    // MARK: The page

    private func lint(
      _ page: String, _ site: Site, _ settings: Settings, _ desk: WebAddress
    ) throws -> WidgetLint {
      let address = WebAddress(page)
      var policies: [String] = []
      let bytes: [UInt8]
      if address == nil {
        bytes = try Folders.read(page)
      } else {
        let answer = try Self.fetch(page)
        bytes = answer.body
        policies = answer.headers.filter { $0.name.lowercased() == "content-security-policy" }
          .map(\.value)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      return WidgetLint(
        site: site, sites: settings.sites.map(\.name), desk: desk,
        origins: settings.allowedOrigins(of: site, port: settings.listen.port),
        page: SourceFile(path: page, text: text), address: address, policies: policies)
    }

    /// A page is far smaller.
    private static let largestPage = 4 << 20

    private static func fetch(_ url: String) throws -> Response {
      let client = try HTTPClient()
      defer { client.stop() }
      let answer = Mutex<Result<Response, FetchFailure>?>(nil)
      let isThere = DispatchSemaphore(value: 0)
      let request = Request(
        url: url, headers: [Request.Header("Accept", "text/html")],
        maximumResponseBytes: largestPage, addressGuard: .anywhere)
      do {
        try client.send(request) { result in
          answer.withLock { $0 = result }
          isThere.signal()
        }
        isThere.wait()
        let response = try answer.withLock { $0 }?.get()
        guard let response, response.status == 200 else {
          throw Failure("\(url) answers \(response?.status ?? 0), not 200", code: 69)
        }
        return response
      } catch let failure as FetchFailure {
        throw Failure("cannot fetch \(url): \(failure)", code: 69)
      }
    }
  }
}

extension ConfigurationOptions {
  /// The settings' files as they stand, for what is quoted of them.
  fileprivate var sources: [SourceFile] { (try? load().sources) ?? [] }
}
