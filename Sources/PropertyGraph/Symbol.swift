import Synchronization

/// A label or property key as a small integer: comparing two is one instruction, and a set of them sorts.
public struct Symbol: Hashable, Comparable, Sendable {
    /// The position in the table that made this symbol.
    public let raw: UInt32

    /// Names the symbol at a position; only a ``SymbolTable`` knows which string that is.
    @inlinable public init(raw: UInt32) { self.raw = raw }

    /// Orders by age: the symbol interned first is the smaller.
    @inlinable public static func < (left: Symbol, right: Symbol) -> Bool { left.raw < right.raw }
}

/// Names that were seen, each once, shared by everything that reads or judges one graph.
///
/// Two names are equal when their UTF-8 bytes are: unlike `String`, composed and decomposed accents differ,
/// as they do in every file that is read.
public final class SymbolTable: Sendable {
    private struct Bytes: Hashable {
        let text: String
        static func == (left: Bytes, right: Bytes) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }
        func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }
    }
    private struct State {
        var symbols: [Bytes: Symbol] = [:]
        var names: [String] = []
    }
    private let state = Mutex(State())

    /// Starts with no names.
    public init() {}

    /// The symbol of a name, made on first sight.
    ///
    /// - Complexity: O(length), under a lock.
    public func intern(_ name: String) -> Symbol {
        state.withLock { state in
            let bytes = Bytes(text: name)
            if let known = state.symbols[bytes] { return known }
            let symbol = Symbol(raw: UInt32(state.names.count))
            state.symbols[bytes] = symbol
            state.names.append(name)
            return symbol
        }
    }

    /// The symbol of a name that was seen before, or nil.
    public func find(_ name: String) -> Symbol? { state.withLock { $0.symbols[Bytes(text: name)] } }

    /// The name behind a symbol of this table.
    public func name(of symbol: Symbol) -> String { state.withLock { $0.names[Int(symbol.raw)] } }

    /// How many names there are.
    public var count: Int { state.withLock { $0.names.count } }
}
