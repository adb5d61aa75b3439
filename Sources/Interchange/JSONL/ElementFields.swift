import PropertyGraph

/// The fields that the object of an element may have.
enum ElementField: String, CaseIterable {
    case type
    case id
    case labels
    case label
    case from
    case to
    case start
    case end
    case properties
    /// Why an import refused the element and where that was read, which the reader passes over.
    case refused

    /// The field of a name; told apart by length first, because every line asks for five or six.
    init?(_ name: UnsafeBufferPointer<UInt8>) {
        let field: ElementField
        switch name.count {
        case 2: field = name.first == UInt8(ascii: "i") ? .id : .to
        case 3: field = .end
        case 4: field = name.first == UInt8(ascii: "t") ? .type : .from
        case 5: field = name.first == UInt8(ascii: "l") ? .label : .start
        case 6: field = .labels
        case 7: field = .refused
        case 10: field = .properties
        default: return nil
        }
        guard name.equals(field.name) else { return nil }
        self = field
    }

    /// The field that someone means who writes another word for it, or misspells it.
    static func meant(by name: String) -> String? {
        switch name.lowercased() {
        case "source", "src", "startnode", "_from", "~from": from.rawValue
        case "target", "tgt", "dst", "endnode", "_to", "~to": to.rawValue
        case "props", "attributes", "data": properties.rawValue
        case "_id", "~id", "key": id.rawValue
        case "nodes", "edges", "relationships": nil
        default: closestSpelling(to: name, among: allCases.map(\.rawValue))
        }
    }

    private var name: StaticString {
        switch self {
        case .type: "type"
        case .id: "id"
        case .labels: "labels"
        case .label: "label"
        case .from: "from"
        case .to: "to"
        case .start: "start"
        case .end: "end"
        case .properties: "properties"
        case .refused: "refused"
        }
    }

    /// Fields that say the same share a bit.
    var bit: UInt8 {
        switch self {
        case .type: 1
        case .id: 2
        case .labels, .label: 4
        case .from, .start: 8
        case .to, .end: 16
        case .properties: 32
        case .refused: 64
        }
    }
}

/// What has been read of an element.
struct ElementFields {
    /// Where the line's object starts.
    let start: Int
    var kind: ElementKind?
    var labels: LabelSet?
    var identifier: IdentifierText?
    var source: IdentifierText?
    var target: IdentifierText?
    /// Where the properties stand that could not be read at once, because a field after them decides where to.
    var deferredProperties: Int?
    /// The batch that the properties were read into.
    var batch: Int?
    /// The bits of the fields that were read.
    private var seen: UInt8 = 0

    init(start: Int) { self.start = start }

    func has(_ field: ElementField) -> Bool { seen & field.bit != 0 }

    /// Records a field; false when it, or one that says the same, was there before.
    mutating func note(_ field: ElementField) -> Bool {
        defer { seen |= field.bit }
        return !has(field)
    }
}
