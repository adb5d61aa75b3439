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

    init?(_ name: UnsafeBufferPointer<UInt8>) {
        guard let field = ElementField.allCases.first(where: { name.elementsEqual($0.rawValue.utf8) }) else {
            return nil
        }
        self = field
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
