extension LaidOutItem {
    init(_ statement: Statement, in layout: Layout) {
        switch statement {
        case .createNodeType(let definition, let range):
            self = layout.item(range, behind: "CREATE NODE TYPE ", layout.pieces(of: definition))
        case .createEdgeType(let definition, let range):
            self = layout.item(range, behind: "CREATE EDGE TYPE ", layout.pieces(of: definition))
        case .createGraphType(let definition, let range):
            self = layout.item(definition, range)
        case .drop(let drop, let range):
            self = layout.item(range, ["DROP \(drop.subject.rawValue) \(drop.name.written)"])
        case .alter(let alteration, let range):
            // The actions have no ranges of their own, so all comments go before the statement.
            let actions = alteration.actions.flatMap { Layout(.empty).lines(of: $0) }
            let lines = ["ALTER GRAPH TYPE \(alteration.name.written) {"] + actions.indented + ["}"]
            self = layout.item(range, lines)
        }
    }

    init(_ element: GraphTypeElement, in layout: Layout) {
        switch element {
        case .reference(let name):
            self = layout.item(name.range, [name.written(avoiding: [.for, .abstract])])
        case .nodeType(let definition):
            self = layout.item(definition.range, behind: "", layout.pieces(of: definition))
        case .edgeType(let definition):
            self = layout.item(definition.range, behind: "", layout.pieces(of: definition))
        case .constraint(let definition):
            self = layout.item(definition.range, layout.lines(of: definition))
        }
    }
}

extension Layout {
    /// How many columns elements are indented.
    static let indentation = 4

    /// An item whose comments all go before it.
    fileprivate func item(_ range: SourceRange, _ lines: [String]) -> LaidOutItem {
        LaidOutItem(range: range, lines: lines, hoisted: Array(shelf.comments(in: range)))
    }

    /// An item whose comments go before it, but for those that stand in the braces of its pieces.
    fileprivate func item(_ range: SourceRange, behind prefix: String, _ pieces: [TypePiece]) -> LaidOutItem {
        let contents = pieces.compactMap(\.content?.range)
        let hoisted = shelf.comments(in: range).filter { comment in
            !contents.contains { $0.contains(comment.range) }
        }
        return LaidOutItem(range: range, lines: lines(of: pieces, behind: prefix), hoisted: hoisted)
    }

    fileprivate func item(_ definition: GraphTypeDefinition, _ range: SourceRange) -> LaidOutItem {
        var header = "CREATE GRAPH TYPE \(definition.name.written) \(definition.mode.rawValue)"
        if !definition.imports.isEmpty {
            header += " IMPORTS " + definition.imports.map(\.written).joined(separator: ", ")
        }
        let headerEnd = (definition.imports.last ?? definition.name).range.upperBound
        let hoisted = shelf.comments(in: SourceRange(range.lowerBound, headerEnd))
        let space = SourceRange(headerEnd, range.upperBound)
        var lines = [header + " {"]
        let items = definition.elements.map { LaidOutItem($0, in: self) }
        if items.isEmpty, shelf.comments(in: space).isEmpty {
            lines[0] += "}"
        } else {
            arrange(items, in: space, separator: ",", isSpaced: false, into: &lines)
            lines = lines.prefix(1) + Array(lines.dropFirst()).indented + ["}"]
        }
        return LaidOutItem(range: range, lines: lines, hoisted: Array(hoisted))
    }

    fileprivate func lines(of action: AlterStatement.Action) -> [String] {
        switch action {
        case .add(let element): LaidOutItem(element, in: self).lines.prefixed(by: "ADD ")
        case .replace(let element): LaidOutItem(element, in: self).lines.prefixed(by: "REPLACE ")
        case .drop(let name): ["DROP \(name.written)"]
        case .set(let mode): ["SET \(mode.rawValue)"]
        case .rename(let old, let new): ["RENAME \(old.written) TO \(new.written)"]
        }
    }
}

extension SourceRange {
    fileprivate func contains(_ other: SourceRange) -> Bool {
        lowerBound <= other.lowerBound && other.lowerBound < upperBound
    }
}

extension [String] {
    /// The lines moved to the right by one indentation; blank lines stay empty.
    var indented: [String] {
        map { $0.isEmpty ? $0 : String(repeating: " ", count: Layout.indentation) + $0 }
    }

    fileprivate func prefixed(by prefix: String) -> [String] {
        var lines = self
        lines[0] = prefix + lines[0]
        return lines
    }
}
