// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target of ours is built with: no warning passes, no unsafe line goes unmarked.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableExperimentalFeature("Lifetimes"),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")

/// One target per room; the arrows between rooms are these dependency lists, and reading order is dependency order.
let package = Package(
  name: "lmctl",
  products: [
    .executable(name: "lmctl", targets: ["lmctl"]),
    // The library under the tool: every room that a program of your own may want.
    .library(
      name: "LanguageModels",
      targets: ["Text", "Corpus", "Counts", "Statistics", "Evaluation", "NGrams", "Recurrent", "Ledger", "Experiment"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // What the operating system gives: memory, SHA-256, gzip, threads.
    .target(name: "CPlatform", linkerSettings: [.linkedLibrary("crypto"), .linkedLibrary("z")]),
    .target(name: "Platform", dependencies: ["CPlatform"], swiftSettings: strict),
    .testTarget(name: "PlatformTests", dependencies: ["Platform"], swiftSettings: strict),

    // Bytes → tokens.
    .target(name: "CText"),
    .target(
      name: "CICU", dependencies: ["CText"], linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
    .target(name: "Text", dependencies: ["Platform", "CICU", "CText"], swiftSettings: strict),
    .testTarget(name: "TextTests", dependencies: ["Text", "Platform", "CText"], swiftSettings: strict),

    // What a language model is, and how well it predicts.
    .target(name: "Evaluation", dependencies: ["Platform"], swiftSettings: strict),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Evaluation", "Platform"], swiftSettings: strict),

    // Tokens → vocabulary, id streams, splits.
    .target(name: "Corpus", dependencies: ["Platform", "Text", "CText", "Evaluation"], swiftSettings: strict),
    .testTarget(name: "CorpusTests", dependencies: ["Corpus", "Text", "Platform"], swiftSettings: strict),

    // Ids → distinct n-grams with counts.
    .target(name: "CNGrams", linkerSettings: [.linkedLibrary("m")]),
    .target(name: "Counts", dependencies: ["Platform", "CNGrams"], swiftSettings: strict),
    .testTarget(name: "CountsTests", dependencies: ["Counts"], swiftSettings: strict),

    // Counts → laws of text.
    .target(name: "Statistics", dependencies: ["Counts"], swiftSettings: strict),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "Counts"], exclude: ["Fixtures"], swiftSettings: strict),

    // Counts → smoothed probabilities.
    .target(
      name: "NGrams", dependencies: ["Platform", "Evaluation", "Counts", "CNGrams"], swiftSettings: strict),
    .testTarget(
      name: "NGramsTests", dependencies: ["NGrams", "CNGrams", "Counts", "Evaluation", "Corpus", "Text", "Platform"],
      exclude: ["Fixtures"], swiftSettings: strict),

    // Ids → tensors → networks.
    .target(name: "CMatrix"),
    .target(name: "CKernels", linkerSettings: [.linkedLibrary("m")]),
    .target(
      name: "Recurrent", dependencies: ["Evaluation", "Platform", "CPlatform", "CMatrix", "CKernels"],
      swiftSettings: strict),
    .testTarget(
      name: "RecurrentTests", dependencies: ["Recurrent", "Evaluation", "Platform"], exclude: ["Fixtures"],
      swiftSettings: strict),

    // The database, and what it tells a reader.
    .target(name: "Ledger", dependencies: ["Platform", grdb], swiftSettings: strict),
    .testTarget(name: "LedgerTests", dependencies: ["Ledger", "Platform", grdb], swiftSettings: strict),
    .target(name: "Report", dependencies: ["Platform", "Text", "Ledger"], swiftSettings: strict),
    .testTarget(
      name: "ReportTests", dependencies: ["Report", "Platform", "Text", "Ledger"], swiftSettings: strict),

    // The recipes, and the command line.
    .target(
      name: "Experiment",
      dependencies: [
        "Platform", "Text", "Corpus", "Counts", "Statistics", "Evaluation", "NGrams", "Recurrent", "Ledger", "Report",
      ], swiftSettings: strict),
    .testTarget(
      name: "ExperimentTests",
      dependencies: [
        "Experiment", "Platform", "Ledger", "Corpus", "Text", "Counts", "NGrams", "Evaluation", "Recurrent", "Report",
        grdb,
      ], swiftSettings: strict),
    // Part of the program, not of the library: it takes the place of the allocator's own functions.
    .target(name: "COutOfMemory", linkerSettings: [.linkedLibrary("dl")]),
    .executableTarget(
      name: "lmctl",
      dependencies: [
        "Experiment", "Platform", "Text", "Corpus", "NGrams", "Recurrent", "Ledger", "Report", "COutOfMemory",
        argumentParser,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "lmctl-bench",
      dependencies: [
        "Platform", "Text", "Corpus", "Counts", "NGrams", "Evaluation", "Recurrent", "Report", argumentParser,
      ],
      swiftSettings: strict),
    .testTarget(name: "EndToEndTests", dependencies: ["lmctl"], swiftSettings: strict),

    // Every reader of bytes from outside, to be run on bytes that nobody would write.
    .target(name: "CFuzzer"),
    .target(
      name: "Fuzzing",
      dependencies: [
        "Platform", "Text", "Corpus", "Counts", "Evaluation", "NGrams", "Recurrent", "Experiment", "CFuzzer",
      ], exclude: ["Seeds"], swiftSettings: strict),
    .executableTarget(name: "lmctl-fuzz", dependencies: ["Fuzzing", "CFuzzer"], swiftSettings: strict),
    .testTarget(name: "FuzzingTests", dependencies: ["Fuzzing", "Platform"], swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
