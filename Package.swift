// swift-tools-version: 6.2
import PackageDescription

// CI sets this: a warning is then an error, but only in our own targets.
let strict = Context.environment["ESPALIER_WARNINGS_AS_ERRORS"] != nil
// FUZZ=1 swift build -c release adds the libFuzzer executables and instruments the code they reach.
let fuzzing = Context.environment["FUZZ"] != nil

let warnings: [SwiftSetting] = strict ? [.treatAllWarnings(as: .error)] : []
// The fuzzers of the store's files reach its internal parts, as its tests do.
let instrumented: [SwiftSetting] = fuzzing ? [.unsafeFlags(["-sanitize=fuzzer", "-enable-testing"])] : []
// Small accessors of PropertyGraph are called for every row by the layers above it; without cross-module
// optimisation each call costs eight times as much.
let optimised: [SwiftSetting] = [.unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))]
let settings = warnings + instrumented + optimised
// Operators keep their state in classes, and would have each access checked while they loop; debug builds, which the tests
// run in, check them all.
let looping: [SwiftSetting] = [
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
]

let package = Package(
    name: "espalier",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "espalier", targets: ["espalier"]),
        .library(name: "PropertyGraph", targets: ["PropertyGraph"]),
        .library(name: "PGSchema", targets: ["PGSchema"]),
        .library(name: "Conformance", targets: ["Conformance"]),
        .library(name: "Interchange", targets: ["Interchange"]),
        .library(name: "GraphStore", targets: ["GraphStore"]),
        .library(name: "Cypher", targets: ["Cypher"]),
        .library(name: "QueryValues", targets: ["QueryValues"]),
        .library(name: "Query", targets: ["Query"]),
        .library(name: "Tensors", targets: ["Tensors"]),
        .library(name: "LearningCore", targets: ["LearningCore"]),
        .library(name: "Privacy", targets: ["Privacy"]),
        .library(name: "VectorSearch", targets: ["VectorSearch"]),
        .library(name: "GracefulUpdates", targets: ["GracefulUpdates"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "3.0.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
        // macOS has it without a file for pkg-config.
        .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        .target(name: "CScan"),
        // The plugin is compiled by `scripts/setup --parquet`, because it needs Arrow; the target is its header.
        .target(name: "CParquet", exclude: ["plugin"]),
        // So is this one, by `scripts/setup --torch`, because it needs libtorch.
        .target(name: "CTorch", exclude: ["plugin"]),
        .target(name: "OnDemand", swiftSettings: settings),
        .target(name: "PropertyGraph", swiftSettings: settings),
        .target(name: "PGSchema", dependencies: ["PropertyGraph"], swiftSettings: settings),
        .target(name: "Conformance", dependencies: ["PropertyGraph", "PGSchema"], swiftSettings: settings),
        .target(
            name: "Interchange",
            dependencies: ["PropertyGraph", "CScan", "CParquet", "CZlib", "CZstd", "OnDemand"],
            swiftSettings: settings),
        .systemLibrary(
            name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"]), .brew(["lmdb"])]),
        .target(
            name: "GraphStore", dependencies: ["PropertyGraph", "PGSchema", "Conformance", "CLMDB"],
            swiftSettings: settings),
        .target(name: "Cypher", dependencies: ["PGSchema"], swiftSettings: settings),
        .target(
            name: "QueryValues", dependencies: ["Cypher", "GraphStore", "PropertyGraph"],
            swiftSettings: settings),
        .target(
            name: "Query",
            dependencies: [
                "Cypher", "QueryValues", "GraphStore", "PGSchema", "Conformance", "PropertyGraph",
            ],
            swiftSettings: settings + looping),
        // hnswlib is headers alone; this is the one target that includes them.
        .target(name: "CHNSW"),
        .target(
            name: "VectorSearch", dependencies: ["CHNSW", "GraphStore", "PropertyGraph"],
            swiftSettings: settings),
        .target(name: "Tensors", dependencies: ["CTorch", "OnDemand"], swiftSettings: settings),
        .target(
            name: "LearningCore",
            dependencies: [
                "Tensors", "Interchange", "Query", "QueryValues", "GraphStore", "PropertyGraph", "CZlib",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),
        .target(name: "Privacy", dependencies: ["LearningCore", "Tensors"], swiftSettings: settings),
        .target(name: "GracefulUpdates", dependencies: ["LearningCore", "Tensors"], swiftSettings: settings),
        .executableTarget(
            name: "espalier",
            dependencies: [
                "PropertyGraph", "PGSchema", "Conformance", "Interchange", "GraphStore", "Query",
                "QueryValues", "Cypher", "CEdit", "Tensors", "LearningCore", "Privacy", "VectorSearch",
                "GracefulUpdates",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        // Drives a store in process, for Benchmarks/store and scripts/crash-test.
        .executableTarget(
            name: "StoreExercise",
            dependencies: [
                "GraphStore", "PropertyGraph", "CLMDB",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/StoreExercise", swiftSettings: settings),
        // Runs the queries of the social network workload in process, for Benchmarks/query.
        .executableTarget(
            name: "QueryExercise",
            dependencies: [
                "Query", "QueryValues", "GraphStore", "PropertyGraph",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/QueryExercise", swiftSettings: settings),
        // Times a training step, for Benchmarks/tensors.
        .executableTarget(
            name: "TensorExercise",
            dependencies: ["Tensors", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Benchmarks/TensorExercise", swiftSettings: settings),
        .target(
            name: "ReferenceSemantics", dependencies: ["PropertyGraph", "PGSchema"],
            path: "Tests/ReferenceSemantics", swiftSettings: warnings),
        .target(
            name: "StoreSamples", dependencies: ["CLMDB"], path: "Tests/StoreSamples", swiftSettings: warnings
        ),
        // Reads and judges the scenarios of the openCypher TCK; `make tck` runs them.
        .target(
            name: "TCK", dependencies: ["Query", "QueryValues", "Cypher", "GraphStore", "PropertyGraph"],
            path: "Tests/TCK/TCK", swiftSettings: warnings),
        .executableTarget(
            name: "TCKRunner",
            dependencies: ["TCK", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Tests/TCK/TCKRunner", swiftSettings: warnings),
        .testTarget(name: "PropertyGraphTests", dependencies: ["PropertyGraph"], swiftSettings: warnings),
        .testTarget(
            name: "PGSchemaTests", dependencies: ["PGSchema", "ReferenceSemantics"], swiftSettings: warnings),
        .testTarget(
            name: "ConformanceTests",
            dependencies: ["Conformance", "Interchange", "ReferenceSemantics"],
            resources: [.copy("Cases")], swiftSettings: warnings),
        .testTarget(
            name: "InterchangeTests",
            dependencies: ["Interchange", "Conformance", "OnDemand", "CZlib", "CZstd"],
            resources: [.copy("Fixtures")], swiftSettings: warnings),
        .testTarget(
            name: "GraphStoreTests",
            dependencies: ["GraphStore", "PropertyGraph", "Interchange", "StoreSamples"],
            resources: [.copy("Golden")], swiftSettings: warnings),
        .testTarget(
            name: "CypherTests", dependencies: ["Cypher", "PGSchema"], swiftSettings: warnings),
        .testTarget(
            name: "QueryValuesTests", dependencies: ["QueryValues", "Cypher", "PropertyGraph"],
            swiftSettings: warnings),
        .testTarget(
            name: "TCKTests",
            dependencies: ["TCK", "TCKRunner", "Query", "QueryValues", "Cypher", "GraphStore"],
            path: "Tests/TCK/TCKTests", resources: [.copy("passing.txt")], swiftSettings: warnings),
        .testTarget(
            name: "QueryTests",
            dependencies: [
                "TCK", "Query", "QueryValues", "Cypher", "GraphStore", "PropertyGraph", "ReferenceSemantics",
            ],
            resources: [.copy("Cases")], swiftSettings: warnings),
        .testTarget(
            name: "TensorsTests", dependencies: ["Tensors"], resources: [.copy("Reference")],
            swiftSettings: warnings),
        .testTarget(
            name: "LearningCoreTests", dependencies: ["LearningCore", "Tensors"],
            resources: [.copy("Fixtures"), .copy("Golden")], swiftSettings: warnings),
        .testTarget(
            name: "PrivacyTests", dependencies: ["Privacy", "LearningCore", "Tensors"],
            resources: [.copy("Golden")], swiftSettings: warnings),
        .testTarget(
            name: "VectorSearchTests", dependencies: ["VectorSearch", "GraphStore", "PropertyGraph"],
            swiftSettings: warnings),
        .testTarget(
            name: "GracefulUpdatesTests", dependencies: ["GracefulUpdates", "LearningCore", "Tensors"],
            resources: [.copy("Golden")], swiftSettings: warnings),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "espalier", "GraphStore", "PropertyGraph", "Query", "QueryValues", "Tensors",
                "LearningCore", "VectorSearch", "ReferenceSemantics",
            ],
            swiftSettings: warnings),
    ]
)

if fuzzing {
    // Debian's gold crashes on the fuzzer's debug info; the toolchain's lld does not.
    let linked: [LinkerSetting] = [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]
    package.targets.append(
        .target(
            name: "FuzzSupport", dependencies: ["Interchange", "PropertyGraph"], path: "Fuzzing/FuzzSupport",
            swiftSettings: instrumented + [.enableExperimentalFeature("Extern")]))
    for (name, dependencies) in [
        ("FuzzSchema", ["PropertyGraph", "PGSchema", "Conformance"]), ("FuzzQuery", ["Cypher", "PGSchema"]),
        ("FuzzCSV", []), ("FuzzJSONL", []),
        ("FuzzCatalog", ["GraphStore", "StoreSamples"]), ("FuzzSegment", ["GraphStore", "PropertyGraph"]),
        ("FuzzTensorFiles", ["Tensors"]), ("FuzzVectorIndex", ["VectorSearch", "GraphStore"]),
    ] as [(String, [Target.Dependency])] {
        package.targets.append(
            .executableTarget(
                name: name, dependencies: dependencies + ["FuzzSupport"], path: "Fuzzing/\(name)",
                swiftSettings: instrumented, linkerSettings: linked))
    }
}
