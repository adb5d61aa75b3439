import Cypher

extension FunctionLibrary {
    static let trimming: [Function] = [
        trimmer("trim", "at both ends", start: true, end: true),
        trimmer("btrim", "at both ends", start: true, end: true),
        trimmer("ltrim", "at its start", start: true, end: false),
        trimmer("rtrim", "at its end", start: false, end: true),
    ]

    private static func trimmer(_ name: String, _ place: String, start: Bool, end: Bool) -> Function {
        .strict(
            name, [.string, .string], optional: 1, gives: .string,
            "The text without white space, or without any of some characters, \(place)."
        ) { (arguments) throws(QueryError) in
            let unwanted = arguments.count > 1 ? Set(try arguments.text(1).unicodeScalars) : nil
            var rest = Substring(try arguments.text(0)).unicodeScalars
            let isUnwanted = { (scalar: Unicode.Scalar) in
                unwanted?.contains(scalar) ?? scalar.properties.isWhitespace
            }
            if start { rest = rest.drop(while: isUnwanted) }
            while end, let last = rest.last, isUnwanted(last) { rest.removeLast() }
            return .string(String(rest))
        }
    }
}
