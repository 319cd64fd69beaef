// swift-tools-version: 6.2
import PackageDescription

// Upcoming language features, on from the first day so that nothing has to be migrated later.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("InferIsolatedConformances"),  // SE-0470
]

/// A room of the house: its sources in `folder`, its settings the same as everywhere.
func room(_ name: String, _ folder: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: folder, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: strict)
}

let package = Package(
    name: "TumulteKit",
    products: [
        // Each with the rooms whose types its public interface shows.
        .library(
            name: "TumulteKit", targets: ["TumulteKit", "Foundry", "JSON", "Transport", "Dnd5e", "Pf2e", "Generic"]),
        .library(name: "TumulteTesting", targets: ["TumulteTesting", "JSON", "Transport"]),
        .library(name: "SocketIO", targets: ["SocketIO", "JSON", "Transport"]),
        .library(name: "WebSocket", targets: ["WebSocket", "Transport"]),
        .library(name: "JSON", targets: ["JSON", "Bytes"]),
        .executable(name: "table-bot", targets: ["TableBot"]),
    ],
    targets: [
        .systemLibrary(
            name: "CLibcurl", path: "Sources/CLibcurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CLibcrypto", path: "Sources/CLibcrypto", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CEpoll", path: "Sources/CEpoll"),

        room("Bytes", "Sources/Bytes", []),
        room("JSON", "Sources/JSON", ["Bytes"]),
        room("Transport", "Sources/Transport", ["Bytes", "CEpoll", "CLibcurl", "CLibcrypto"]),
        room("WebSocket", "Sources/WebSocket", ["Bytes", "Transport", "CLibcrypto", "CZlib"]),
        room("SocketIO", "Sources/SocketIO", ["Bytes", "JSON", "Transport", "WebSocket"]),
        room("Foundry", "Sources/Foundry", ["Bytes", "JSON"]),
        room(
            "TumulteKit", "Sources/TumulteKit",
            ["Bytes", "JSON", "Transport", "SocketIO", "Foundry", "CLibcrypto", "CZlib"]),
        room(
            "TumulteTesting", "Sources/TumulteTesting",
            ["Bytes", "JSON", "Transport", "WebSocket", "SocketIO", "CLibcrypto"]),

        room("Dnd5e", "Adapters/Dnd5e", ["Bytes", "JSON", "Foundry"]),
        room("Pf2e", "Adapters/Pf2e", ["Bytes", "JSON", "Foundry"]),
        room("Generic", "Adapters/Generic", ["Bytes", "JSON", "Foundry"]),

        .executableTarget(
            name: "TableBot",
            dependencies: [
                "Bytes", "JSON", "Transport", "SocketIO", "Foundry", "TumulteKit", "TumulteTesting", "Dnd5e",
                "Pf2e", "Generic",
            ],
            path: "Samples/TableBot", swiftSettings: strict),

        // Talks to servers that we did not write; the stages of Tests/Interop drive it.
        .executableTarget(
            name: "SocketIOProbe", dependencies: ["JSON", "Transport", "SocketIO"], path: "Tests/Interop/SocketIOProbe",
            swiftSettings: strict),

        // What the inner steps of sending and receiving cost: `swift run -c release MicroBenchmarks`.
        .executableTarget(
            name: "MicroBenchmarks", dependencies: ["Bytes", "JSON", "WebSocket", "SocketIO"],
            path: "Tests/Benchmarks/Micro", swiftSettings: strict),

        .executableTarget(
            name: "WebSocketProbe", dependencies: ["Transport", "WebSocket"], path: "Tests/Interop/WebSocketProbe",
            swiftSettings: strict),

        // Folders that go with their test.
        room("TestFolders", "Tests/TestFolders", []),
        tests("BytesTests", ["Bytes"]),
        tests("JSONTests", ["Bytes", "JSON"]),
        tests("TransportTests", ["Bytes", "Transport"]),
        // A server for the tests of both socket rooms, whose every byte a test decides.
        room("SocketPeers", "Tests/SocketPeers", ["Bytes", "Transport", "WebSocket"]),
        tests("WebSocketTests", ["Bytes", "Transport", "WebSocket", "SocketPeers"]),
        tests("SocketIOTests", ["Bytes", "JSON", "Transport", "WebSocket", "SocketIO", "SocketPeers"]),
        tests("FoundryTests", ["Bytes", "JSON", "Foundry", "TestFolders"]),
        tests("AdapterTests", ["Bytes", "JSON", "Foundry", "Dnd5e", "Pf2e", "Generic"]),
        tests("TumulteTestingTests", ["Bytes", "JSON", "Transport", "WebSocket", "SocketIO", "TumulteTesting"]),
        tests(
            "TumulteKitTests",
            [
                "Bytes", "JSON", "Transport", "SocketIO", "Foundry", "TumulteKit", "TumulteTesting", "Dnd5e", "Pf2e",
                "Generic", "TestFolders",
            ]),
        tests(
            "TableBotTests",
            [
                "TableBot", "TestFolders", "Bytes", "JSON", "Foundry", "TumulteKit", "TumulteTesting", "Dnd5e", "Pf2e",
                "Generic",
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// Only for `Tests/Interop/run fuzz`: it needs the toolchain's libFuzzer, which an ordinary build must not.
if Context.environment["TUMULTE_FUZZ"] != nil {
    package.targets += [
        .systemLibrary(name: "CLibFuzzer", path: "Tests/Fuzz/CLibFuzzer"),
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "CLibFuzzer", "Bytes", "JSON", "WebSocket", "SocketIO", "Foundry", "TumulteKit", "Dnd5e", "Pf2e",
                "Generic",
            ],
            path: "Tests/Fuzz",
            exclude: ["CLibFuzzer"]
                + [
                    "JSONParser", "JSONLines", "FoundryDocuments", "RollFormulas", "DocumentMerges", "SocketIOPackets",
                    "WebSocketFrames", "WebSocketHandshakes",
                ].map { "\($0)/Seeds" }
                + ["FoundryDocuments/keys.dict", "RollFormulas/syntax.dict"],
            swiftSettings: strict),
    ]
}
