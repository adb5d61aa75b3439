/// A stretch of a node type or edge type: text that stays in one line, or braces that can be broken.
enum TypePiece {
    case text(String)
    case braces(ContentSpecification)

    /// The content, if it is braces.
    var content: ContentSpecification? {
        if case .braces(let content) = self { content } else { nil }
    }
}

extension Layout {
    func pieces(of definition: NodeTypeDefinition) -> [TypePiece] {
        let name = (definition.isAbstract ? "ABSTRACT (" : "(") + definition.name.written
        return [.text(name)] + pieces(of: definition.specification, isNamed: true) + [.text(")")]
    }

    func pieces(of definition: EdgeTypeDefinition) -> [TypePiece] {
        var pieces: [TypePiece] = [.text(definition.isAbstract ? "ABSTRACT (" : "(")]
        pieces += self.pieces(of: definition.source, isNamed: false)
        pieces += [.text(")-[" + definition.name.written)]
        pieces += self.pieces(of: definition.specification, isNamed: true)
        pieces += [.text("]->(")]
        pieces += self.pieces(of: definition.target, isNamed: false)
        return pieces + [.text(")")]
    }

    private func pieces(of specification: ElementSpecification, isNamed: Bool) -> [TypePiece] {
        var words: [String] = []
        if let labels = specification.labels { words.append((isNamed ? ": " : ":") + labels.written) }
        if specification.opensLabels { words.append("OPEN") }
        var text = words.joined(separator: " ")
        if isNamed, specification.labels == nil, !words.isEmpty { text = " " + text }
        guard let content = specification.content else { return [.text(text)] }
        if isNamed || !words.isEmpty { text += " " }
        return [.text(text), .braces(content)]
    }

    /// The lines of a type behind a prefix.
    ///
    /// Braces with comments inside are broken. If the line is too long, the longest braces are broken too, then
    /// all of them.
    func lines(of pieces: [TypePiece], behind prefix: String) -> [String] {
        let contents = pieces.compactMap(\.content)
        let commented = contents.map { !shelf.comments(in: $0.range).isEmpty }
        let lengths = contents.map { $0.properties.isEmpty ? 0 : $0.inline.count }
        let longest = lengths.max() ?? 0
        let choices = [
            commented,
            zip(commented, lengths).map { $0 || $1 > 0 && $1 == longest },
            zip(commented, lengths).map { $0 || $1 > 0 },
        ]
        var lines: [String] = []
        for isBroken in choices {
            lines = self.lines(of: pieces, behind: prefix, isBroken: isBroken)
            // A comma and the indentation are still to come.
            if lines.allSatisfy({ $0.count < Formatter.width - Layout.indentation }) { break }
        }
        return lines
    }

    private func lines(of pieces: [TypePiece], behind prefix: String, isBroken: [Bool]) -> [String] {
        var lines = [prefix]
        var remaining = isBroken[...]
        for piece in pieces {
            switch piece {
            case .text(let text): lines[lines.count - 1] += text
            case .braces(let content) where remaining.popFirst() == true:
                lines[lines.count - 1] += "{"
                var inner = [""]
                let space = SourceRange(content.range.lowerBound + 1, content.range.upperBound)
                arrange(items(of: content), in: space, separator: ",", isSpaced: false, into: &inner)
                lines[lines.count - 1] += inner[0]
                lines += Array(inner.dropFirst()).indented + ["}"]
            case .braces(let content): lines[lines.count - 1] += content.inline
            }
        }
        return lines
    }

    private func items(of content: ContentSpecification) -> [LaidOutItem] {
        var items = content.properties.map { property in
            LaidOutItem(
                range: property.range, lines: [property.written],
                hoisted: Array(shelf.comments(in: property.range)))
        }
        if content.isOpen {
            let end = SourceRange(content.range.upperBound - 1, content.range.upperBound)
            items.append(LaidOutItem(range: end, lines: ["OPEN"], keepsBlankLine: false))
        }
        return items
    }
}

extension ContentSpecification {
    /// The braces in one line.
    var inline: String {
        let items = properties.map(\.written) + (isOpen ? ["OPEN"] : [])
        return items.isEmpty ? "{}" : "{ \(items.joined(separator: ", ")) }"
    }
}

extension PropertyDefinition {
    var written: String {
        let type = type.written
        // `optional LOCAL TIME` would be read as an optional key `LOCAL`.
        let isMistakable = !isOptional && type.contains(" ")
        return (isOptional ? "OPTIONAL " : "") + key.written(avoiding: isMistakable ? [.optional] : [])
            + " " + type
    }
}

extension ValueTypeSyntax {
    var written: String { alternatives.map(\.written).joined(separator: " | ") }
}

extension ValueTypeSyntax.Term {
    fileprivate var written: String {
        if let element = element.first {
            return "\(name)<\(element.written)>" + (maximum.map { "[\($0)]" } ?? "")
        }
        guard !arguments.isEmpty else { return name }
        let list = arguments.map(String.init).joined(separator: ", ")
        return name == "VECTOR" ? "VECTOR<\(list)>" : "\(name)(\(list))"
    }
}

extension LabelExpression {
    var written: String {
        switch self {
        case .name(let name): name.written
        case .typeReference(let name, _): "@" + name.written
        case .all(let parts): parts.map { $0.written(within: 1) }.joined(separator: " & ")
        case .any(let parts): parts.map { $0.written(within: 0) }.joined(separator: " | ")
        case .optional(let part, _): part.written(within: 2) + "?"
        case .group(let part, .round, _): "(\(part.written))"
        case .group(let part, .square, _): "[\(part.written)]"
        }
    }

    /// The text as an operand of `|` (0), `&` (1) or `?` (2).
    ///
    /// Parsed trees have their groups; others need them.
    private func written(within operation: Int) -> String {
        switch self {
        case .any where operation > 0, .all where operation > 1: "(\(written))"
        default: written
        }
    }
}
