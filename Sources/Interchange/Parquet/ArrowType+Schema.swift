import CParquet

extension ArrowField {
    /// The columns of a schema.
    static func children(of schema: borrowing ArrowSchema) throws(InterchangeError.Cause) -> [ArrowField] {
        try children(of: schema, depth: 0)
    }

    /// Lists within lists: more than anyone needs, fewer than would exhaust the stack.
    private static let depthLimit = 64

    private static func children(
        of schema: borrowing ArrowSchema, depth: Int
    ) throws(InterchangeError.Cause) -> [ArrowField] {
        var fields: [ArrowField] = []
        for index in 0..<Int(schema.n_children) {
            guard let child = schema.children?[index] else { continue }
            let name = child.pointee.name.map { String(cString: $0) } ?? ""
            fields.append(
                ArrowField(name: name, type: try type(of: child.pointee, named: name, depth: depth)))
        }
        return fields
    }

    private static func type(
        of schema: borrowing ArrowSchema, named name: String, depth: Int
    ) throws(InterchangeError.Cause) -> ArrowType {
        let format = schema.format.map { String(cString: $0) } ?? ""
        let unknown = InterchangeError.Cause.malformed(
            "the Arrow type `\(shortened(format.utf8))` of column `\(shortened(name.utf8))` is not read;"
                + " write the column as text or numbers, or leave it out")
        guard depth < depthLimit else { throw unknown }
        if let dictionary = schema.dictionary {
            guard let index = ArrowType(scalar: format) else { throw unknown }
            return .dictionary(
                index: index, values: try type(of: dictionary.pointee, named: name, depth: depth + 1))
        }
        if let scalar = ArrowType(scalar: format) {
            switch (extensionName(schema.metadata), scalar) {
            case ("arrow.uuid", .fixedBytes(16)): return .uuid
            case ("parquet.interval", .fixedBytes(12)): return .interval
            default: return scalar
            }
        }
        let fields = try children(of: schema, depth: depth + 1)
        switch (format, fields.first?.type) {
        case ("+s", _): return .record(fields)
        case ("+l", let element?): return .list(element, .narrow)
        case ("+L", let element?): return .list(element, .wide)
        case ("+m", .record(let pair)?) where pair.count == 2:
            return .map(key: pair[0].type, value: pair[1].type)
        case (let format, let element?) where format.hasPrefix("+w:"):
            guard let count = Int32(format.dropFirst(3)), count >= 0 else { throw unknown }
            return .fixedList(element, count: Int(count))
        default: throw unknown
        }
    }

    /// The value of `ARROW:extension:name` in metadata: a count, then lengths and bytes of keys and values.
    private static func extensionName(_ metadata: UnsafePointer<CChar>?) -> String? {
        guard let metadata else { return nil }
        var position = UnsafeRawPointer(metadata)
        func number() -> Int {
            defer { position += 4 }
            return Int(position.loadUnaligned(as: Int32.self))
        }
        func text() -> String {
            let length = max(0, number())
            defer { position += length }
            return String(decoding: UnsafeRawBufferPointer(start: position, count: length), as: UTF8.self)
        }
        for _ in 0..<max(0, number()) {
            let (key, value) = (text(), text())
            if key == "ARROW:extension:name" { return value }
        }
        return nil
    }
}
