import QueryValues

extension QueryValue {
    /// The value for messages: short ones as they are, others by their type.
    var written: String {
        switch self {
        case .null, .boolean, .integer, .float: "`\(self)`"
        case .string(let text) where text.utf8.count <= 40: "`\(self)`"
        default: "a \(typeName.lowercased())"
        }
    }
}
