import Configuration
import Documents
import Testing

/// An agent's own file: what it may say, and what is said of its mistakes.
@Suite struct TerminalSettingsTests {
  private func load(_ text: String, _ environment: [String: String] = [:])
    -> Loaded<TerminalSettings>
  {
    TerminalSettings.load(
      file: SourceFile(path: "agent.yaml", text: text), environment: environment)
  }

  @Test func theWholeFileNamesEveryKeyWithItsDefault() throws {
    let loaded = load(TerminalSettings.commentedFile)
    #expect(loaded.report == "")
    #expect(try #require(loaded.settings).show() == TerminalSettings.standard.show())
  }

  @Test func anAgentSaysHowLoudAndHowLong() throws {
    let loaded = load(
      """
      undo_send: 0
      theme: light
      keys: [take-next=F5, "board=F4 ^B"]
      alert_command: [notify-send, --app-name=frontdesk, "New words"]
      quiet_hours:
        mon-fri: ["20:00-07:00"]
      alerts:
        words: insist
        note: off
      """)
    #expect(loaded.report == "")
    let settings = try #require(loaded.settings)
    #expect(settings.theme == "light" && settings.keys == ["take-next=F5", "board=F4 ^B"])
    #expect(settings.undoSend == .zero && settings.isUndoSendWritten)
    #expect(settings.alertCommand == ["notify-send", "--app-name=frontdesk", "New words"])
    #expect(settings.quietHours[0] == [1200..<1860] && settings.quietHours[6] == [])
    #expect(settings.alerts["words"] == "insist" && settings.alerts["note"] == "off")
    #expect(settings.alerts["late"] == "insist" && settings.alerts.count == 10)
  }

  @Test func theEnvironmentWins() throws {
    let loaded = load("undo_send: 20s\n", ["FRONTDESK_AGENT_UNDO_SEND": "2s"])
    #expect(try #require(loaded.settings).undoSend == .seconds(2))
  }

  @Test(arguments: [
    ("undo_sent: 5s", "did you mean \"undo_send\"?"), ("undo_send: 5m", "from 0s to 1m"),
    ("alerts:\n  mention: loud", "one of off, show, once, insist"),
    ("alert_command: say", "a list"), ("alerts: true", "must be a map of settings"),
  ])
  func aMistakeIsNamedWithItsPlaceAndWhatIsAllowed(text: String, words: String) {
    let loaded = load(text)
    #expect(loaded.settings == nil)
    #expect(loaded.report.contains("agent.yaml:") && loaded.report.contains(words))
  }
}
