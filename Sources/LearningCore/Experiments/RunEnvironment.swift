import Foundation

/// What a trial was run with: versions and the machine, as far as results may depend on them.
public struct RunEnvironment: Sendable, Hashable, Codable {
    /// Versions by name: this package, Swift, and what a claim adds, such as libtorch.
    public let versions: [String: String]
    /// The operating system and the processor's architecture.
    public let system: String
    /// How many processors are active.
    public let processors: Int

    /// Where this process runs.
    public init(versions: [String: String]) {
        var versions = versions
        versions["Swift"] = Self.swift
        self.versions = versions
        system =
            "\(Self.platform) (\(ProcessInfo.processInfo.operatingSystemVersionString)), \(Self.architecture)"
        processors = ProcessInfo.processInfo.activeProcessorCount
    }

    /// One line for a report.
    public var description: String {
        let named = versions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return (named + ["\(system), \(processors) processor\(processors == 1 ? "" : "s")"]).joined(
            separator: "; ")
    }

    /// The compiler's language version and how the package was built: unoptimised code may round differently.
    private static var swift: String {
        #if compiler(>=6.4)
        let version = "6.4 or newer"
        #elseif compiler(>=6.3)
        let version = "6.3"
        #else
        let version = "6.2"
        #endif
        #if DEBUG
        return version + ", debug build"
        #else
        return version + ", release build"
        #endif
    }

    private static var platform: String {
        #if os(macOS)
        "macOS"
        #else
        "Linux"
        #endif
    }

    private static var architecture: String {
        #if arch(arm64)
        "arm64"
        #else
        "x86_64"
        #endif
    }
}
