/// Writes the tables of a Kuzu database as PG-Schema.
struct KuzuSchemaText {
    /// The statement that creates the graph type.
    private(set) var written = ""
    /// What the types cannot say.
    private(set) var losses: [String] = []
    private var taken: Set<String> = []

    /// Writes all tables.
    init(_ catalog: KuzuCatalog) {
        // A name in a type would mean another type of that name rather than a label.
        taken = Set(catalog.nodeTables.map(\.name) + catalog.relationshipTables.map(\.name))
        var members: [String] = []
        var constraints: [String] = []
        var types: [String: String] = [:]
        for table in catalog.nodeTables {
            let type = typeName(table.name)
            types[table.name] = type
            let content = content(of: table.columns, table: table.name, required: table.primaryKey)
            members.append("(\(quoted(type)): \(quoted(table.name))\(content))")
            constraints.append("FOR (x: \(quoted(type))) KEY x.\(quoted(table.primaryKey))")
        }
        for table in catalog.relationshipTables {
            let content = content(of: table.columns, table: table.name, required: nil)
            for ends in table.ends {
                guard let source = types[ends.source], let target = types[ends.target] else { continue }
                let stem = table.ends.count == 1 ? table.name : "\(table.name)\(ends.source)\(ends.target)"
                let type = quoted(typeName(stem))
                members.append(
                    "(:\(quoted(source)))-[\(type): \(quoted(table.name))\(content)]->(:\(quoted(target)))")
                if table.multiplicity.limitsSources {
                    constraints.append("FOR (x: \(quoted(source))) SINGLETON y WITHIN (x)-[y: \(type)]->()")
                }
                if table.multiplicity.limitsTargets {
                    constraints.append("FOR (x: \(quoted(target))) SINGLETON y WITHIN ()-[y: \(type)]->(x)")
                }
            }
        }
        let lines = (members + constraints).map { "    " + $0 }.joined(separator: ",\n")
        written = "CREATE GRAPH TYPE \(KuzuExport.graphTypeName) STRICT {\n\(lines)\n}\n"
    }

    /// A name for a type that nothing else has.
    private mutating func typeName(_ stem: String) -> String {
        var name = stem + "Type"
        while !taken.insert(name).inserted { name += "_" }
        return name
    }

    private mutating func content(of columns: [KuzuField], table: String, required: String?) -> String {
        var properties: [String] = []
        var isOpen = false
        for column in columns {
            if let loss = column.type.loss { losses.append("`\(column.name)` of `\(table)`: \(loss)") }
            guard let type = column.type.schemaType else {
                isOpen = true
                continue
            }
            let optional = column.name == required ? "" : "OPTIONAL "
            properties.append("\(optional)\(quoted(column.name)) \(type)")
        }
        if isOpen { properties.append("OPEN") }
        return properties.isEmpty ? "" : " { " + properties.joined(separator: ", ") + " }"
    }

    /// A name in back-quotes, unless it is a plain word that cannot be mistaken for a keyword.
    private func quoted(_ name: String) -> String {
        let isPlain =
            name.utf8.first.map { !(0x30...0x39).contains($0) } == true
            && name.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte)
                    || (0x61...0x7A).contains(byte | 0x20)
            }
        let keywords: Set = ["OPEN", "OPTIONAL", "ABSTRACT", "FOR", "IMPORTS"]
        if isPlain, !keywords.contains(name.uppercased()) { return name }
        return "`" + name.replacing("`", with: "``") + "`"
    }
}

extension KuzuType {
    /// The value type of PG-Schema; nil where it has none.
    var schemaType: String? {
        switch self {
        case .scalar(let type, let name): Self.names[name] ?? (type == .string ? "STRING" : name)
        case .serial: "INT64"
        case .int128: "DECIMAL(38, 0)"
        case .decimal(let precision, let scale): "DECIMAL(\(precision), \(scale))"
        case .uuid: "STRING(36, 36)"
        case .blob: "BYTES"
        case .interval: "DURATION"
        case .array(.scalar(.float32, _), let count) where count <= 65_536: "VECTOR<\(count)>"
        case .list(let element): element.schemaType.map { "LIST<\($0)>" }
        case .array(let element, let count): element.schemaType.map { "LIST<\($0)>[\(count)]" }
        case .structure, .map: nil
        case .union(let fields):
            fields.contains { $0.type.schemaType == nil }
                ? nil : fields.compactMap(\.type.schemaType).joined(separator: " | ")
        }
    }

    private static let names = [
        "FLOAT": "FLOAT32", "TIMESTAMP": "LOCAL DATETIME", "TIMESTAMP_TZ": "ZONED DATETIME",
    ]

    /// What becomes of a column, as far as its new type does not say it.
    fileprivate var loss: String? {
        switch self {
        case .serial: "SERIAL becomes INT64; new numbers are yours to give."
        case .int128: "INT128 becomes DECIMAL(38, 0); numbers of 39 digits do not fit."
        case .array(.scalar(.float32, _), let count) where count <= 65_536: nil
        case .array(_, let count): "\(name) becomes a list of at most \(count) elements."
        case .union: "\(name) loses which of its types was meant."
        default:
            schemaType == nil
                ? "\(name) has no type in PG-Schema; the values are kept as maps, under OPEN." : nil
        }
    }
}
