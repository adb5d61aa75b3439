import PropertyGraph

/// Reads elements from JSON Lines.
///
///     let parser = JSONLParser(file: 0, symbols: symbols)
///     let (nodes, edges) = try parser.parse(bytes, firstLine: 1)
///
/// Our form and that of Neo4j's exporter are read, mixed if need be:
///
///     {"type":"node","id":"n1","labels":["Person"],"properties":{"born":{"$type":"Date","_value":"2001-02-03"}}}
///     {"type":"edge","id":"e1","from":"n1","to":"n2","labels":["Knows"],"properties":{}}
///     {"type":"relationship","id":"7","label":"Knows","start":{"id":"n1"},"end":{"id":"n2"}}
///
/// A field `refused`, in which an import says why it left an element out, is passed over; other fields are errors.
struct JSONLParser {
    /// The position of the file among those of its source.
    let file: Int
    /// Where labels and keys are interned.
    let symbols: SymbolTable

    /// Reads whole lines.
    ///
    /// - Parameters:
    ///   - bytes: Lines; the last one may lack its newline.
    ///   - firstLine: The number of the first, from 1.
    ///   - kind: The kind of elements to read, or nil for both. Lines of the other kind that begin with their
    ///     type are passed without a look at the rest.
    /// - Returns: The elements, grouped by their labels in the order in which those appear.
    /// - Throws: The first thing that is wrong.
    func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, firstLine: Int, only kind: ElementKind? = nil
    ) throws(JSONLError) -> (nodes: [ElementBatch], edges: [ElementBatch]) {
        var reader = LineReader(bytes, firstLine: firstLine, parser: self, wanted: kind)
        let batches = try reader.readAll()
        return (batches.filter { $0.kind == .node }, batches.filter { $0.kind == .edge })
    }
}
