import ArgumentParser
import Foundation

/// How commands end that cannot do their work, and where text for people goes.
enum Terminal {
    /// Input that is well formed and does not conform.
    static let doesNotConform = ExitCode(1)
    /// Input that could not be read; nothing was changed.
    static let unreadable = ExitCode(2)
    /// Ctrl-C, as shells count it: 128 and the number of the signal.
    static let cancelled = ExitCode(130)

    /// Whether standard error is a terminal that a person looks at.
    static var isInteractive: Bool {
        isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// Whether standard error takes colours.
    ///
    /// Source: no-color.org.
    static var takesColors: Bool {
        isInteractive && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    }

    /// Writes text to standard output as it is.
    static func write(_ text: String) throws { try write(Data(text.utf8)) }

    /// Writes to standard output, or says why that does not work and ends the command.
    static func write(_ data: Data) throws {
        let failure = write(data, to: STDOUT_FILENO)
        guard failure != 0 else { return }
        // Nobody reads any more, as in `| head`: that is no fault.
        if failure != EPIPE {
            writeError("error: The output cannot be written (\(String(cString: strerror(failure)))).\n")
        }
        throw unreadable
    }

    /// Writes to standard error; where that does not work there is nobody to tell.
    static func writeError(_ text: String) { _ = write(Data(text.utf8), to: STDERR_FILENO) }

    /// Writes everything, and returns zero or the number of the error.
    // FileHandle ends the process with a trap where a pipe is closed or a disk is full.
    static func write(_ data: Data, to descriptor: Int32) -> Int32 {
        data.withUnsafeBytes { bytes in
            var rest = bytes
            while !rest.isEmpty {
                let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
                if written < 0 {
                    if errno == EINTR { continue }
                    return errno
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[written...])
            }
            return 0
        }
    }
}

extension String {
    /// The text without the control characters that data and file names may contain: they could steer a terminal.
    var printable: String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            let isControl = scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
            scalars.append(isControl ? "\u{FFFD}" : scalar)
        }
        return String(scalars)
    }
}

/// How a command prints its result.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
