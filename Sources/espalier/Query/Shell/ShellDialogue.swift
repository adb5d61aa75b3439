import ArgumentParser
import Foundation
import Synchronization

/// A person and the shell, taking turns in a terminal.
final class ShellDialogue {
    private var shell: Shell
    private let prompt: String
    private let historyPath: String?
    private var reader = StatementReader(endsAtEmptyLine: true)

    init(_ shell: Shell, store: String, keepsHistory: Bool) {
        self.shell = shell
        prompt = URL(filePath: store).deletingPathExtension().lastPathComponent
        historyPath = keepsHistory ? ShellHistory.path(environment: ProcessInfo.processInfo.environment) : nil
    }

    /// Takes turns until the person leaves.
    func run() throws {
        let editor = LineEditor(historyPath: historyPath) { [unowned self] text in
            let before = reader.isWithinStatement ? reader.unfinished + "\n" : ""
            return shell.completion(of: before + text)
        }
        guard let editor else {
            Terminal.writeError(
                "error: This terminal cannot be used; pipe statements into the shell instead.\n")
            throw Terminal.unreadable
        }
        try Terminal.write(":help lists commands, Ctrl-D leaves.\n")
        while true {
            let continuation = String(repeating: " ", count: max(0, prompt.displayWidth - 1)) + "| "
            switch editor.read(prompt: reader.isWithinStatement ? continuation : prompt + "> ") {
            case .interrupted: reader.reset()
            case .end where reader.isWithinStatement:
                reader.reset()
                try Terminal.write("\n")
            case .end:
                try Terminal.write("\n")
                return
            case .text(let line):
                let inputs = reader.read(line)
                for entry in inputs.flatMap(Self.entries) { editor.remember(entry) }
                for input in inputs where try shell.carryOut(input) == .leave { return }
            }
        }
    }

    private static func entries(_ input: StatementReader.Input) -> [String] {
        switch input {
        case .statement(let text): ShellHistory.entries(text + ";")
        case .instruction(let text): [":" + text]
        }
    }
}
