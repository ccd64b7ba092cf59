// swift-tools-version: 6.2
import PackageDescription

/// What the compiler holds us to, everywhere: an existential says `any`, an import says how far it
/// reaches, and a warning is an error.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// A module of our own: its name and what it may import. `make check` refuses any other import.
func room(_ name: String, _ imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: strict)
}

/// The tests of one room, in `Tests/<room>Tests`.
func tests(_ room: String, _ imports: [Target.Dependency] = [], resources: [Resource] = [])
  -> Target
{
  .testTarget(
    name: "\(room)Tests", dependencies: [.byName(name: room), "TestSupport"] + imports,
    resources: resources, swiftSettings: strict)
}

/// A C library of Debian's: a module map and a header-only shim for what Swift cannot see.
func library(_ name: String, _ pkgConfig: String, _ package: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "frontdesk",
  products: [.executable(name: "frontdesk", targets: ["frontdesk"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    library("CWebSockets", "libwebsockets", "libwebsockets-dev"),
    library("CCurl", "libcurl", "libcurl4-openssl-dev"),
    library("CSQLite", "sqlite3", "libsqlite3-dev"),
    library("CSodium", "libsodium", "libsodium-dev"),
    library("CCrypto", "libcrypto", "libssl-dev"),
    library("CZlib", "zlib", "zlib1g-dev"),
    library("CGMime", "gmime-3.0", "libgmime-3.0-dev"),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    library("CQREncode", "libqrencode", "libqrencode-dev"),
    // Linux's own, for the measuring program's load.
    .systemLibrary(name: "CEpoll"),
    // libre2 is C++: this target alone sees its headers, and gives Swift a C face.
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),

    room("Legible"),
    room("JSON"),
    room("Threads"),
    room("Programs"),
    room("Secrets", ["CCrypto", "CSodium"]),
    room("Desk"),
    room("Events", ["Desk", "JSON"]),
    room("Wire", ["Desk", "Events", "JSON"]),
    room("Expressions", ["CRE2"]),
    room("Documents", ["Legible", yams]),
    room("Configuration", ["Documents", "Legible"]),
    room("Authoring", ["Documents", "Expressions", "JSON"]),
    room("SmallActs"),
    room("Flows", ["SmallActs", "Authoring", "Expressions", "JSON", "Documents", "Legible"]),
    room("Rules", ["Authoring", "Desk", "Documents", "Expressions"]),
    room("Files", ["Desk", "Programs", "Secrets", "Threads"]),
    room("Knowledge", ["CStemmer"]),
    room("Bot", ["Desk", "Flows", "Expressions", "Knowledge"]),
    room(
      "FlowTesting",
      [
        "Desk", "Bot", "Authoring", "Flows", "Expressions", "Documents", "JSON", "Knowledge",
        "Legible",
      ]),
    room("Journal", ["Desk", "Events", "JSON", "Secrets", "CSQLite"]),
    room(
      "Searching",
      ["Desk", "Events", "JSON", "Journal", "Knowledge", "Legible", "Threads", "Wire"]),
    room("Export", ["Desk", "Events", "JSON", "Journal"]),
    room(
      "Office",
      [
        "Desk", "Bot", "Events", "Files", "Flows", "Expressions", "Knowledge", "Journal", "Rules",
        "Wire",
        "JSON", "Secrets", "Threads",
      ]),
    room("WebSockets", ["CWebSockets", "Threads"]),
    room(
      "Gateway",
      [
        "CZlib", "Wire", "Desk", "Files", "JSON", "Searching", "Secrets", "Office", "WebSockets",
        "Threads",
        log,
      ]),
    room("Fetch", ["CCurl", "Threads"]),
    room(
      "Courier",
      ["Desk", "Flows", "Expressions", "JSON", "Secrets", "Fetch", "Threads", log]),
    room("Recipes", ["Authoring", "Documents", "Expressions", "Fetch", "JSON", "Secrets"]),
    room(
      "Directories",
      ["Courier", "Desk", "Expressions", "Fetch", "JSON", "Recipes", "Secrets", log]),
    room(
      "Notices",
      [
        "Courier", "Desk", "Expressions", "Fetch", "JSON", "Mail", "Programs", "Recipes", "Rules",
        "Secrets",
      ]),
    room("Mail", ["Authoring", "CGMime", "Documents", "Expressions", "Secrets"]),
    room("Correspondence", ["Courier", "Desk", "Fetch", "Mail", "Secrets"]),
    room(
      "Tickets",
      [
        "Authoring", "Courier", "Desk", "Documents", "Expressions", "Fetch", "JSON", "Recipes",
        "Secrets", "Threads", log,
      ]),
    room(
      "Channels",
      ["Courier", "Desk", "Documents", "Fetch", "JSON", "Recipes", "Secrets", "Threads"]),
    room("Operator", ["Documents", log]),
    room(
      "Publishing",
      [
        "Operator", "Desk", "Flows", "FlowTesting", "Documents", "Knowledge", "Journal", "Mail",
        "Office", "JSON", "Secrets", "Threads", log,
      ]),
    room(
      "Control",
      [
        "Operator", "Publishing", "Courier", "Office", "Desk", "Wire", "JSON", "Secrets",
        "Threads", log,
      ]),
    room(
      "Rehearsal",
      [
        "Desk", "Documents", "Events", "Flows", "Gateway", "Journal", "JSON", "Knowledge", "Office",
        "Searching", "Secrets", "Threads", "WebSockets", "Wire", log,
      ]),
    room("Terminal", ["CQREncode", "Legible"]),
    room(
      "AgentDesk",
      [
        "Events", "Wire", "Desk", "Documents", "Fetch", "Files", "JSON", "Legible", "Programs",
        "Secrets",
        "WebSockets", "Terminal", "Threads",
      ]),
    .executableTarget(
      name: "frontdesk",
      dependencies: [
        "Legible", "JSON", "Threads", "Secrets", "Desk", "Bot", "Events", "Wire", "Authoring",
        "Expressions",
        "Flows", "Knowledge", "FlowTesting", "Documents", "Configuration", "Journal", "Office",
        "WebSockets",
        "Fetch", "Files", "Gateway", "Courier", "Operator", "Publishing", "Control", "Rules",
        "Terminal", "Tickets",
        "AgentDesk",
        "Rehearsal", "Searching", "Export", "Channels", "Correspondence", "Mail", "Recipes",
        "Directories", "Notices",
        yams, log, arguments,
      ], swiftSettings: strict),

    .executableTarget(
      name: "frontdesk-bench",
      dependencies: [
        "JSON", "Threads", "Secrets", "Desk", "Events", "Wire", "Expressions", "Flows",
        "Knowledge", "Rules",
        "Documents", "Export", "Journal", "Searching", "CEpoll", "AgentDesk", "Terminal",
        arguments,
      ], swiftSettings: strict),

    // What the rooms' tests share: folders, chance that can be run again, files of the tree.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    // Other people's machines: programs in Python that tests start and talk to.
    .target(
      name: "Peers", dependencies: ["TestSupport"], path: "Tests/Peers",
      exclude: [
        "webhook-receiver.py", "hostile-receiver.py", "standard_webhooks.py", "repair-service.py",
        "customer-system.py",
        "mail-receiver.py", "mailbox.py", "hostile-mailbox.py", "workshop",
        "ticket-stub.py", "request-tracker.py",
        "workshop",
      ], swiftSettings: strict),

    tests("Legible"),
    tests("JSON"),
    tests("Threads"),
    tests("Secrets"),
    tests("Desk", resources: [.copy("Goldens")]),
    tests("Events", ["Desk", "JSON"]),
    tests("Wire", ["Desk", "Events", "JSON"]),
    tests("Expressions", resources: [.copy("Cases")]),
    tests("Documents"),
    tests("SmallActs"),
    tests("Authoring", ["Documents", "Expressions", "JSON"]),
    tests("Configuration", ["Documents"]),
    tests(
      "Flows",
      ["Desk", "Bot", "Authoring", "Expressions", "JSON", "Documents", "SmallActs"],
      resources: [.copy("Charts")]),
    tests("Rules", ["Authoring", "Desk", "Documents"]),
    tests("Files", ["Desk"]),
    tests("Knowledge"),
    tests("Bot", ["Desk", "Flows", "Expressions"]),
    tests(
      "FlowTesting",
      ["Desk", "Bot", "Authoring", "Flows", "Expressions", "Documents", "JSON", "Knowledge"]),
    tests(
      "Journal", ["Desk", "Events", "JSON", "Secrets"], resources: [.copy("Records")]),
    tests("Searching", ["Desk", "Events", "JSON", "Journal", "Threads", "Wire"]),
    tests("Export", ["Desk", "Events", "JSON", "Journal"]),
    tests(
      "Office",
      [
        "Desk", "Bot", "Documents", "Events", "Flows", "Knowledge", "Journal", "Rules", "Wire",
        "JSON", "Secrets", "Threads", "FlowTesting", "Rehearsal",
      ]),
    tests("WebSockets", ["Threads"]),
    tests(
      "Gateway",
      [
        "Wire", "Desk", "JSON", "Office", "Rehearsal", "Secrets", "Threads", "WebSockets", log,
      ]),
    tests("Fetch", ["Peers"]),
    tests(
      "Courier",
      ["Desk", "Expressions", "Flows", "JSON", "Secrets", "Fetch", "Peers", "Threads", log]),
    tests("Recipes", ["Documents", "Expressions", "JSON", "Secrets"]),
    tests("Directories", ["Desk", "Documents", "Fetch", "Peers", "Recipes", "Secrets", log]),
    tests("Notices", ["Courier", "Desk", "Fetch", "JSON", "Mail", "Peers", "Rules"]),
    tests("Mail", ["Documents", "Secrets"], resources: [.copy("Letters")]),
    tests("Correspondence", ["Courier", "Desk", "Fetch", "Mail", "Peers", "Secrets"]),
    tests(
      "Tickets",
      [
        "Courier", "Desk", "Documents", "Expressions", "Fetch", "JSON", "Peers", "Secrets", log,
      ]),
    tests("Channels", ["Courier", "Desk", "Documents", "Fetch", "JSON", "Secrets", "Threads"]),
    tests("Operator"),
    tests(
      "Publishing",
      ["Desk", "Documents", "Journal", "Mail", "Office", "Operator", "Secrets", "Threads", log]
    ),
    tests(
      "Control",
      [
        "Courier", "Desk", "JSON", "Journal", "Office", "Operator", "Publishing", "Secrets",
        "Threads", log,
      ]),
    tests("Rehearsal", ["Desk", "Events", "Office", "Wire"]),
    tests("Terminal", ["Legible"]),
    tests(
      "AgentDesk",
      ["Events", "Wire", "Desk", "JSON", "Rehearsal", "Terminal", "Threads", "WebSockets"],
      resources: [.copy("Goldens")]),

    .testTarget(
      name: "FrontdeskBenchTests", dependencies: ["frontdesk-bench"], swiftSettings: strict),

    // Reads the tree as text: lengths, names, borders, and that no switch of ours has a `default`.
    .testTarget(name: "TidyTests", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
