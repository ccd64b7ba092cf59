import Configuration
import Documents
import Testing

/// Each kind of mistake, with the words the operator reads.
@Suite struct Mistakes {
  struct Mistake: CustomTestStringConvertible {
    let text: String
    let report: String
    var testDescription: String { text }
  }

  @Test(arguments: server) func aMistakeInTheServersFileIsExplained(_ mistake: Mistake) {
    let loaded = Settings.load(file: SourceFile(path: "f.yaml", text: mistake.text))
    #expect(loaded.report == mistake.report + "\n")
    #expect(loaded.settings == nil)
  }

  @Test(arguments: desk) func aMistakeInTheDesksFileIsExplained(_ mistake: Mistake) {
    let loaded = DeskSettings.load(file: SourceFile(path: "d.yaml", text: mistake.text))
    #expect(loaded.report == mistake.report + "\n")
    #expect(loaded.settings == nil)
  }
}

extension Mistakes {
  static let server = [
    Mistake(
      text: "listen:\n  prot: 80",
      report: """
        f.yaml:2:3: error[C201] there is no setting "prot" in "listen"
            2 |   prot: 80
              |   ^
              = hint: did you mean "port"?
        """),
    Mistake(
      text: "port: 80",
      report: """
        f.yaml:1:1: error[C201] there is no setting "port"
            1 | port: 80
              | ^
              = hint: "port" belongs below "listen:"
        """),
    Mistake(
      text: "limts: {}",
      report: """
        f.yaml:1:1: error[C201] there is no setting "limts"
            1 | limts: {}
              | ^
              = hint: did you mean "limits"?
        """),
    Mistake(
      text: "colour: red",
      report: """
        f.yaml:1:1: error[C201] there is no setting "colour"
            1 | colour: red
              | ^
              = hint: known here: agents, connectors, customer_systems, customers, files, folders, limits, listen, logging, mirrors, private_services, public_url, sites, trusted_proxies
        """),
    Mistake(
      text: "limits: 5",
      report: """
        f.yaml:1:9: error[C202] "limits" must be a map of settings, not "5"
            1 | limits: 5
              |         ^
              = hint: write one setting a line, such as "name: value", indented below its group
        """),
    Mistake(
      text: "- a",
      report: """
        f.yaml:1:1: error[C202] the file must be a map of settings, not a list
            1 | - a
              | ^
              = hint: write one setting a line, such as "name: value", indented below its group
        """),
    Mistake(
      text: "listen: {port: 65536}",
      report: """
        f.yaml:1:16: error[C202] "listen.port" cannot be "65536"
            1 | listen: {port: 65536}
              |                ^
              = hint: write a whole number from 0 to 65535
        """),
    Mistake(
      text: "listen: {port: eighty}",
      report: """
        f.yaml:1:16: error[C202] "listen.port" cannot be "eighty"
            1 | listen: {port: eighty}
              |                ^
              = hint: write a whole number from 0 to 65535
        """),
    Mistake(
      text: "listen: {port: }",
      report: """
        f.yaml:1:16: error[C202] "listen.port" cannot be empty
            1 | listen: {port: }
              |                ^
              = hint: write a whole number from 0 to 65535
        """),
    Mistake(
      text: "listen: {port: [80]}",
      report: """
        f.yaml:1:16: error[C202] "listen.port" cannot be a list
            1 | listen: {port: [80]}
              |                ^
              = hint: write a whole number from 0 to 65535
        """),
    Mistake(
      text: "listen: {host: 127.0.0.300}",
      report: """
        f.yaml:1:16: error[C202] "listen.host" cannot be "127.0.0.300"
            1 | listen: {host: 127.0.0.300}
              |                ^
              = hint: write an IP address such as 127.0.0.1 or ::1, or a host name
        """),
    Mistake(
      text: "public_url: help.example.com",
      report: """
        f.yaml:1:13: error[C202] "public_url" cannot be "help.example.com"
            1 | public_url: help.example.com
              |             ^
              = hint: write auto, or an address such as https://help.example.com
        """),
    Mistake(
      text: "public_url: https://user:secret@help.example.com",
      report: """
        f.yaml:1:13: error[C202] "public_url" cannot be "https://user:secret@help.example.com"
            1 | public_url: https://user:secret@help.example.com
              |             ^
              = hint: write auto, or an address such as https://help.example.com
        """),
    Mistake(
      text: "agents: {grace: 60}",
      report: """
        f.yaml:1:17: error[C202] "agents.grace" cannot be "60"
            1 | agents: {grace: 60}
              |                 ^
              = hint: write a time span from 1s to 1h in ms, s, m, h or d
        """),
    Mistake(
      text: "agents: {grace: 2 weeks}",
      report: """
        f.yaml:1:17: error[C202] "agents.grace" cannot be "2 weeks"
            1 | agents: {grace: 2 weeks}
              |                 ^
              = hint: write a time span from 1s to 1h in ms, s, m, h or d
        """),
    Mistake(
      text: "limits: {message_bytes: 1 Mib}",
      report: """
        f.yaml:1:25: error[C202] "limits.message_bytes" cannot be "1 Mib"
            1 | limits: {message_bytes: 1 Mib}
              |                         ^
              = hint: write a size from 4 KiB to 1 MiB in B, KiB, MiB or GiB
        """),
    Mistake(
      text: "limits: {message_bytes: 1 GiB}",
      report: """
        f.yaml:1:25: error[C202] "limits.message_bytes" cannot be "1 GiB"
            1 | limits: {message_bytes: 1 GiB}
              |                         ^
              = hint: write a size from 4 KiB to 1 MiB in B, KiB, MiB or GiB
        """),
    Mistake(
      text: "limits: {customer_rate: 30}",
      report: """
        f.yaml:1:25: error[C202] "limits.customer_rate" cannot be "30"
            1 | limits: {customer_rate: 30}
              |                         ^
              = hint: write a rate such as 5/s, 30/min or 100/h, up to 100000
        """),
    Mistake(
      text: "limits: {loopback_exempt: yes}",
      report: """
        f.yaml:1:27: error[C202] "limits.loopback_exempt" cannot be "yes"
            1 | limits: {loopback_exempt: yes}
              |                           ^
              = hint: write true or false
        """),
    Mistake(
      text: "logging: {level: warn}",
      report: """
        f.yaml:1:18: error[C202] "logging.level" cannot be "warn"
            1 | logging: {level: warn}
              |                  ^
              = hint: did you mean "warning"?
        """),
    Mistake(
      text: "logging: {level: infos}",
      report: """
        f.yaml:1:18: error[C202] "logging.level" cannot be "infos"
            1 | logging: {level: infos}
              |                  ^
              = hint: did you mean "info"?
        """),
    Mistake(
      text: "logging: {format: xml}",
      report: """
        f.yaml:1:19: error[C202] "logging.format" cannot be "xml"
            1 | logging: {format: xml}
              |                   ^
              = hint: write one of auto, text, json
        """),
    Mistake(
      text: "trusted_proxies: [10.0.0.0/33]",
      report: """
        f.yaml:1:19: error[C202] "trusted_proxies" cannot be "10.0.0.0/33"
            1 | trusted_proxies: [10.0.0.0/33]
              |                   ^
              = hint: write an IP address, or a network such as 10.0.0.0/8
        """),
    Mistake(
      text: "trusted_proxies: 10.0.0.1",
      report: """
        f.yaml:1:18: error[C202] "trusted_proxies" cannot be "10.0.0.1"
            1 | trusted_proxies: 10.0.0.1
              |                  ^
              = hint: write a list of networks, such as [10.0.0.0/8, "::1"]
        """),
    Mistake(
      text: "sites: {}",
      report: """
        f.yaml:1:8: error[C202] "sites" has 0 sites
            1 | sites: {}
              |        ^
              = hint: name at least one and at most 256
        """),
    Mistake(
      text: "sites: {Shop: {origins: [self]}}",
      report: """
        f.yaml:1:9: error[C202] "Shop" cannot be a name in "sites"
            1 | sites: {Shop: {origins: [self]}}
              |         ^
              = hint: write 1 to 32 small letters, digits and dashes
        """),
    Mistake(
      text: "sites: {shop: {origin: [self]}}",
      report: """
        f.yaml:1:15: error[C202] "sites.shop" needs "origins"
            1 | sites: {shop: {origin: [self]}}
              |               ^
              = hint: add "origins: [self]" or the addresses of the site's pages
        f.yaml:1:16: error[C201] there is no setting "origin" in "sites.shop"
            1 | sites: {shop: {origin: [self]}}
              |                ^
              = hint: did you mean "origins"?
        """),
    Mistake(
      text: "sites: {shop: {origins: [\"*\"]}}",
      report: """
        f.yaml:1:26: error[C202] "sites.shop.origins" cannot be "*"
            1 | sites: {shop: {origins: ["*"]}}
              |                          ^
              = hint: name every origin; a star would let any page act for a customer
        """),
    Mistake(
      text: "sites: {shop: {origins: [\"https://a.example/\"]}}",
      report: """
        f.yaml:1:26: error[C202] "sites.shop.origins" cannot be "https://a.example/"
            1 | sites: {shop: {origins: ["https://a.example/"]}}
              |                          ^
              = hint: write scheme, host and port in small letters, without a path: https://www.example.com
        """),
    Mistake(
      text: "sites: {shop: {origins: [\"https://a.example:443\"]}}",
      report: """
        f.yaml:1:26: error[C202] "sites.shop.origins" cannot be "https://a.example:443"
            1 | sites: {shop: {origins: ["https://a.example:443"]}}
              |                          ^
              = hint: write "https://a.example": so a browser names it
        """),
    Mistake(
      text: "sites: {shop: {origins: [\"http://[::1]:80\"]}}",
      report: """
        f.yaml:1:26: error[C202] "sites.shop.origins" cannot be "http://[::1]:80"
            1 | sites: {shop: {origins: ["http://[::1]:80"]}}
              |                          ^
              = hint: write "http://[::1]": so a browser names it
        """),
    Mistake(
      text: "sites: {shop: {origins: []}}",
      report: """
        f.yaml:1:25: error[C202] "sites.shop.origins" is an empty list
            1 | sites: {shop: {origins: []}}
              |                         ^
              = hint: without origins no page works
        """),
    Mistake(
      text: "mirrors: [{name: a, url: \"https://a.example\"}]",
      report: """
        f.yaml:1:11: error[C202] "mirrors[0]" needs "secret_file"
            1 | mirrors: [{name: a, url: "https://a.example"}]
              |           ^
              = hint: add "secret_file: …", a path, absolute or relative to the working folder
        """),
    Mistake(
      text: "mirrors: [{name: a, url: \"ftp://a\", secret_file: s}]",
      report: """
        f.yaml:1:26: error[C202] "mirrors[0].url" cannot be "ftp://a"
            1 | mirrors: [{name: a, url: "ftp://a", secret_file: s}]
              |                          ^
              = hint: write an address such as https://tickets.example.com/hooks, without user or query
        """),
    Mistake(
      text:
        "mirrors:\n  - {name: a, url: \"http://a\", secret_file: s}\n  - {name: a, url: \"http://b\", secret_file: s}",
      report: """
        f.yaml:3:12: error[C202] two mirrors have the name "a"
            3 |   - {name: a, url: "http://b", secret_file: s}
              |            ^
              = hint: what waits to be sent is kept by name: give each its own
        """),
    Mistake(
      text: "mirrors: [{name: a, url: \"http://a\", secret_file: s, timeout: 2m}]",
      report: """
        f.yaml:1:63: error[C202] "mirrors[0].timeout" cannot be "2m"
            1 | mirrors: [{name: a, url: "http://a", secret_file: s, timeout: 2m}]
              |                                                               ^
              = hint: write a time span from 100ms to 1m in ms, s, m, h or d
        """),
    Mistake(
      text: "agents: {session: 1h, idle: 2h}",
      report: """
        f.yaml:1:29: error[C203] "agents.idle" (2h) is longer than "agents.session" (1h)
            1 | agents: {session: 1h, idle: 2h}
              |                             ^
              = hint: a session that ends first leaves nothing to be idle: lower "agents.idle"
        """),
    Mistake(
      text: "limits: {text_characters: 20000}",
      report: """
        f.yaml:1:27: error[C203] a text of 20000 characters may not fit into 64 KiB
            1 | limits: {text_characters: 20000}
              |                           ^
              = hint: raise "limits.message_bytes" to at least 81024 B
        """),
    Mistake(
      text: "limits:\n  connections: 10\n  half_open: 5",
      report: """
        f.yaml:2:16: error[C203] "limits.per_address" (20) is more than "limits.connections" (10)
            2 |   connections: 10
              |                ^
              = hint: lower it, or raise "limits.connections"
        """),
    Mistake(
      text: "listen: {port: 80, port: 81}",
      report: """
        f.yaml:1:20: error[C103] the key "port" is written twice in one map
            1 | listen: {port: 80, port: 81}
              |                    ^
              = hint: the first one is on line 1; keep one of them
        """),
    Mistake(
      text: "listen:\n\tport: 80",
      report: """
        f.yaml:2:1: error[C104] a tab is used to indent
            2 |  port: 80
              | ^
              = hint: indent with spaces
        """),
    Mistake(
      text: "listen: {port: 80",
      report: """
        f.yaml:2:1: error[C101] this is not valid YAML: did not find expected ',' or '}', while parsing a flow mapping
              = hint: check indentation, quotes and the space after each colon
        """),
    Mistake(
      text: "listen: &a {port: 80}",
      report: """
        f.yaml:1:9: error[C104] the anchor &a is not allowed
            1 | listen: &a {port: 80}
              |         ^
              = hint: write the value out; every file must be readable in a diff
        """),
    Mistake(
      text: "lisen: {port: 80}\nagents: {grace: x}\nlogging: {level: loud}",
      report: """
        f.yaml:1:1: error[C201] there is no setting "lisen"
            1 | lisen: {port: 80}
              | ^
              = hint: did you mean "listen"?
        f.yaml:2:17: error[C202] "agents.grace" cannot be "x"
            2 | agents: {grace: x}
              |                 ^
              = hint: write a time span from 1s to 1h in ms, s, m, h or d
        f.yaml:3:18: error[C202] "logging.level" cannot be "loud"
            3 | logging: {level: loud}
              |                  ^
              = hint: write one of trace, debug, info, notice, warning, error, critical
        """),
  ]
}
