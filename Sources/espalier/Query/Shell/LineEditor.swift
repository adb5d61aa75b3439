import CEdit
import Foundation

/// Reads lines that a person edits in a terminal, with a history and completion, through libedit.
///
/// Used by one thread only: libedit calls back while ``read(prompt:)`` waits.
final class LineEditor {
    /// What a person has entered.
    enum Line {
        case text(String)
        /// Ctrl-C.
        case interrupted
        /// Ctrl-D.
        case end
    }
    private static let historySize: Int32 = 2_000
    private let editor: OpaquePointer
    private let history: OpaquePointer
    private let historyPath: String?
    private let complete: (String) -> ShellCompletion
    private var prompt: UnsafeMutablePointer<CChar>?
    private var wasInterrupted = false

    /// Opens the terminal; nil where libedit cannot use it.
    ///
    /// `complete` finds what may follow the text of the line up to the cursor.
    init?(historyPath: String?, complete: @escaping (String) -> ShellCompletion) {
        Self.useUnicode()
        guard let history = history_init() else { return nil }
        guard let editor = edit_open("espalier") else {
            history_end(history)
            return nil
        }
        self.editor = editor
        self.history = history
        self.historyPath = historyPath
        self.complete = complete
        edit_set_context(editor, Unmanaged.passUnretained(self).toOpaque())
        edit_set_prompt(editor) { editor in LineEditor.of(editor)?.prompt }
        edit_resize_history(history, Self.historySize)
        edit_set_history(editor, history)
        edit_take_interrupts(editor)
        edit_bind(editor, "^C", "espalier-interrupt", "leave the line") { editor, _ in
            LineEditor.of(editor)?.interrupt() ?? UInt8(CC_ERROR)
        }
        edit_bind(editor, "^Z", "espalier-suspend", "stop the shell for now") { editor, _ in
            LineEditor.of(editor)?.suspend() ?? UInt8(CC_ERROR)
        }
        edit_bind(editor, "^I", "espalier-complete", "complete the word") { editor, _ in
            LineEditor.of(editor)?.completeWord() ?? UInt8(CC_ERROR)
        }
        edit_bind_known(editor, "^R", "em-inc-search-prev")
        if let historyPath { _ = edit_load_history(history, historyPath) }
    }

    deinit {
        el_end(editor)
        history_end(history)
        free(prompt)
    }

    /// Waits for a line.
    func read(prompt text: String) -> Line {
        free(prompt)
        prompt = strdup(text)
        wasInterrupted = false
        var count: Int32 = 0
        guard let line = el_gets(editor, &count), count > 0 else {
            return wasInterrupted ? .interrupted : .end
        }
        let bytes = UnsafeBufferPointer(start: line, count: Int(count)).map { UInt8(bitPattern: $0) }
        return .text(String(decoding: bytes.last == 0x0A ? bytes.dropLast() : bytes[...], as: UTF8.self))
    }

    /// Adds a line to the history, unless it begins with a space.
    func remember(_ line: String) {
        guard let first = line.first, !first.isWhitespace else { return }
        edit_add_history(history, line)
        // After every line, so that a shell that is killed loses none. A history that cannot be kept harms nothing.
        if let historyPath { _ = edit_save_history(history, historyPath) }
    }

    private static func of(_ editor: OpaquePointer?) -> LineEditor? {
        editor.flatMap { edit_context($0) }.map {
            Unmanaged<LineEditor>.fromOpaque($0).takeUnretainedValue()
        }
    }

    /// libedit reads bytes as the locale says, and many containers have none.
    private static func useUnicode() {
        setlocale(LC_CTYPE, "")
        if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    }

    private func interrupt() -> UInt8 {
        wasInterrupted = true
        print("^C")
        return UInt8(CC_EOF)
    }

    private func suspend() -> UInt8 {
        edit_use_terminal(editor, 0)
        raise(SIGTSTP)
        edit_use_terminal(editor, 1)
        return UInt8(CC_REDISPLAY)
    }

    private func completeWord() -> UInt8 {
        guard let line = el_line(editor), let start = line.pointee.buffer, let cursor = line.pointee.cursor
        else {
            return UInt8(CC_ERROR)
        }
        let bytes = UnsafeBufferPointer(start: start, count: cursor - start).map { UInt8(bitPattern: $0) }
        let text = String(decoding: bytes, as: UTF8.self)
        let completion = complete(text)
        if let common = completion.common {
            // libedit counts scalars.
            el_deletestr(editor, Int32(text.suffix(completion.replaced).unicodeScalars.count))
            el_insertstr(editor, common)
            return UInt8(CC_REFRESH)
        }
        guard !completion.candidates.isEmpty else { return UInt8(CC_REFRESH_BEEP) }
        print(
            "\n" + ShellCompletion.listing(completion.candidates, width: ResultOutput.terminalColumns),
            terminator: "")
        return UInt8(CC_REDISPLAY)
    }
}
