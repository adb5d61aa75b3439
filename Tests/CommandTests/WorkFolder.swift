import Foundation

/// A temporary folder with some files, in which the built command is run.
///
///     let folder = try WorkFolder(["shop.pgs": "CREATE GRAPH TYPE shop STRICT { (p: Person {}) }"])
///     let run = try folder.run("schema", "check", "shop.pgs")
///     #expect(run.status == 0)
///
/// The folder is deleted with its last reference.
final class WorkFolder {
    let url: URL

    /// Makes the folder and writes the files.
    init(_ files: [String: String] = [:]) throws {
        url = FileManager.default.temporaryDirectory.appending(path: "espalier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (name, text) in files { try write(Array(text.utf8), to: name) }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: url.appending(path: name))
    }

    func text(of name: String) throws -> String {
        try String(contentsOf: url.appending(path: name), encoding: .utf8)
    }

    /// Runs `espalier` with these arguments, in this folder.
    func run(_ arguments: String..., input: String = "") throws -> CommandRun {
        try run(arguments, input: input)
    }

    /// Runs `espalier` with these arguments and, unless the caller says otherwise, this process's environment.
    func run(
        _ arguments: [String], input: String = "", environment: [String: String]? = nil
    ) throws -> CommandRun {
        try run(Command.path, arguments, input: input, environment: environment)
    }

    /// Runs a line of shell script, to which `$espalier` is the command.
    func shell(_ line: String) throws -> CommandRun {
        var environment = ProcessInfo.processInfo.environment
        environment["espalier"] = Command.path.path
        return try run(URL(filePath: "/bin/sh"), ["-c", line], input: "", environment: environment)
    }

    private func run(
        _ program: URL, _ arguments: [String], input: String, environment: [String: String]?
    ) throws -> CommandRun {
        // Files rather than pipes: nothing can fill up while nobody reads.
        let streams = try WorkFolder(["input": input, "output": "", "errors": ""])
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = url
        if let environment { process.environment = environment }
        process.standardInput = try FileHandle(forReadingFrom: streams.url.appending(path: "input"))
        process.standardOutput = try FileHandle(forWritingTo: streams.url.appending(path: "output"))
        process.standardError = try FileHandle(forWritingTo: streams.url.appending(path: "errors"))
        try process.run()
        process.waitUntilExit()
        return CommandRun(
            status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
            output: try streams.text(of: "output"), errors: try streams.text(of: "errors"))
    }
}

/// Where the command is that the package built.
enum Command {
    static let path: URL = {
        // The tests are espalierPackageTests.xctest, on macOS a bundle with folders in it; the command is beside it.
        var folder = image.deletingLastPathComponent()
        while folder.pathComponents.count > 1 {
            let candidate = folder.appending(path: "espalier")
            var isDirectory: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isDirectory),
                !isDirectory.boolValue
            {
                return candidate
            }
            folder.deleteLastPathComponent()
        }
        return URL(filePath: "espalier")
    }()

    /// The file that these tests were loaded from.
    private static var image: URL {
        #if canImport(Darwin)
        // There the process is a tool that loads the tests.
        var image = Dl_info()
        if dladdr(#dsohandle, &image) != 0, let name = image.dli_fname {
            return URL(filePath: String(cString: name))
        }
        #endif
        return Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    }
}
