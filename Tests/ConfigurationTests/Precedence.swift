import Configuration
import Documents
import Testing

@Suite struct Precedence {
  private let file = SourceFile(path: "f.yaml", text: "listen: {port: 1001}")

  private func port(
    _ file: SourceFile?, _ environment: [String: String] = [:], _ overrides: [String: String] = [:]
  ) -> Int? {
    let loaded = Settings.load(file: file, environment: environment, overrides: overrides)
    return loaded.settings?.listen.port
  }

  @Test func aFlagWinsOverTheEnvironmentOverTheFileOverTheDefault() {
    let variable = ["FRONTDESK_LISTEN_PORT": "1002"]
    #expect(port(nil) == 8080)
    #expect(port(file) == 1001)
    #expect(port(file, variable) == 1002)
    #expect(port(file, variable, ["listen.port": "1003"]) == 1003)
    #expect(port(nil, [:], ["listen.port": "1003"]) == 1003)
  }

  @Test func everyValueRemembersItsOrigin() throws {
    let loaded = Settings.load(
      file: file, environment: ["FRONTDESK_AGENTS_GRACE": "5s"], overrides: ["folders.data": "/x"])
    let settings = try #require(loaded.settings)
    let place = Place(file: "f.yaml", line: 1, column: 16)
    #expect(settings.origin(of: "listen.port") == .file(place))
    #expect(settings.origin(of: "agents.grace") == .environment("FRONTDESK_AGENTS_GRACE"))
    #expect(settings.origin(of: "folders.data") == .flag("--set folders.data"))
    #expect(settings.origin(of: "listen.host") == .standard)
    #expect(settings.origin(of: "listen.hots") == nil)
  }

  @Test func anEmptyVariableIsNotSet() {
    #expect(port(file, ["FRONTDESK_LISTEN_PORT": ""]) == 1001)
  }

  @Test func listsAndMapsAreWrittenAsYAML() throws {
    let loaded = Settings.load(
      file: nil,
      environment: [
        "FRONTDESK_TRUSTED_PROXIES": "[10.0.0.0/8]",
        "FRONTDESK_SITES": "{shop: {origins: [\"https://a.example\"]}}",
      ])
    let settings = try #require(loaded.settings)
    #expect(settings.trustedProxies == ["10.0.0.0/8"])
    #expect(
      settings.sites == [Site(name: "shop", origins: ["https://a.example"], includesSelf: false)])
  }

  @Test func aWordNeedsNoQuotesInTheEnvironment() throws {
    let loaded = Settings.load(
      file: nil, environment: ["FRONTDESK_FOLDERS_DATA": "/srv/#1: [data]"])
    #expect(loaded.settings?.folders.data == "/srv/#1: [data]")
  }

  @Test func theDeskHasVariablesOfItsOwn() throws {
    let loaded = DeskSettings.load(
      file: nil, environment: ["FRONTDESK_DESK_TIMEZONE": "Asia/Tokyo"],
      overrides: ["agent_capacity": "9"])
    #expect(loaded.findings.isEmpty)
    #expect(loaded.settings?.timeZone == "Asia/Tokyo")
    #expect(loaded.settings?.agentCapacity == 9)
    let server = Settings.load(file: nil, environment: ["FRONTDESK_DESK_TIMEZONE": "Asia/Tokyo"])
    #expect(server.findings.isEmpty)
  }

  @Test func aMistypedVariableIsWarnedOfAndOthersAreLeftAlone() {
    let loaded = Settings.load(
      file: nil, environment: ["FRONTDESK_LISTEN_PROT": "1", "FRONTDESK_TOKEN": "x", "HOME": "/"])
    #expect(loaded.settings != nil)
    #expect(
      loaded.report == """
        FRONTDESK_LISTEN_PROT:1:1: warning[C204] the variable FRONTDESK_LISTEN_PROT is not a \
        setting and is ignored
              = hint: did you mean FRONTDESK_LISTEN_PORT?

        """)
  }
}
