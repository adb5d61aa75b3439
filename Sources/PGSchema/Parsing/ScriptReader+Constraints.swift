extension ScriptReader {
    /// Reads `FOR scope restrictors descriptor` or `FOR scope CHECK predicate`.
    mutating func constraint() throws(Abandoned) -> ConstraintDefinition {
        let start = position
        advance()
        var variables: Set<String> = []
        let target = try target(&variables)
        let scope = try patternClause(isScope: true, variables: &variables)
        let requirement = try requirement(&variables)
        return ConstraintDefinition(
            target: target, within: scope.patterns, condition: scope.condition, requirement: requirement,
            range: range(from: start))
    }

    private mutating func target(_ variables: inout Set<String>) throws(Abandoned)
        -> ConstraintDefinition.Target
    {
        guard accept(.leftParenthesis) else {
            let output = try output("a variable or `(`")
            variables.insert(output.variable.text)
            return .output(output)
        }
        guard !at(.colon) else {
            throw failure(expecting: "a variable", suggestion: "Give the target one: `(x: Label)`.")
        }
        let variable = try name("a variable")
        variables.insert(variable.text)
        let labels = accept(.colon) ? try labelExpression(depth: 0) : nil
        guard accept(.rightParenthesis) else {
            throw failure(
                expecting: labels == nil ? "`:` or `)`" : "`&`, `|` or `)`",
                suggestion: at(.leftBrace)
                    ? "A condition stands in `FOR \(variable.text) WITHIN (...) WHERE ...`." : nil)
        }
        if at(.dash) || at(.less) {
            throw failure(
                expecting: "WITHIN, a restrictor or CHECK",
                suggestion: "A path as scope is written `FOR \(variable.text) WITHIN path`.")
        }
        return .node(variable, labels)
    }

    /// Reads `x` or `x.key`.
    mutating func output(_ expected: String) throws(Abandoned) -> Output {
        let variable = try name(expected)
        guard accept(.dot) else { return Output(variable: variable, key: nil) }
        return Output(variable: variable, key: try name("a property key behind the dot"))
    }

    private mutating func requirement(
        _ variables: inout Set<String>
    ) throws(Abandoned) -> ConstraintDefinition.Requirement {
        if at(.check) || misspelt([.check]) != nil, misspelt(Self.restrictors) == nil {
            _ = try keyword([.check])
            return .check(try predicate(depth: 0))
        }
        var restrictors = [try restrictor()]
        while atRestrictor(knowing: variables) { restrictors.append(try restrictor()) }
        if at(.leftParenthesis) {
            throw failure(expecting: "a variable", suggestion: "Leave out the parentheses: `KEY x.a, x.b`.")
        }
        var outputs = [try output("a variable, with or without a property")]
        for output in outputs { variables.insert(output.variable.text) }
        let end = outputListEnd(knowing: variables)
        while position < end {
            advance()
            outputs.append(try output("a variable, with or without a property"))
        }
        for output in outputs { variables.insert(output.variable.text) }
        let clause = try patternClause(isScope: false, variables: &variables)
        return .key(
            restrictors, Descriptor(outputs: outputs, within: clause.patterns, condition: clause.condition))
    }

    private static let restrictors: [Keyword] = [.exclusive, .mandatory, .singleton, .identifier, .key]

    private mutating func restrictor() throws(Abandoned) -> Restrictor {
        let range = current.range
        guard at(.name), misspelt(Self.restrictors) != nil || current.keyword?.restrictor != nil else {
            throw failure(
                expecting: "EXCLUSIVE, MANDATORY, SINGLETON, IDENTIFIER, KEY or CHECK",
                suggestion: misspelt([.within]).map { "Did you mean `\($0.rawValue)`?" })
        }
        guard let kind = try keyword(Self.restrictors).restrictor else {
            preconditionFailure("Each of these keywords is a restrictor.")
        }
        return Restrictor(kind: kind, range: range)
    }

    /// Whether a further restrictor stands here.
    ///
    /// The last such word before a dot, a comma or WITHIN is a variable.
    private func atRestrictor(knowing variables: Set<String>) -> Bool {
        guard at(.name), peek().isName else { return false }
        if peek().keyword == .within, peek(2).kind == .leftParenthesis { return false }
        if current.keyword?.restrictor != nil { return true }
        return !variables.contains(text(current)) && misspelt(Self.restrictors) != nil
    }

    /// Where the outputs that follow the first one end.
    ///
    /// A comma may also begin the next element of a graph type.
    ///
    /// If WITHIN follows the list, all of it are outputs. Otherwise nothing but the scope binds variables: a bare name
    /// is an output only if it is a variable, else it refers to a type, unless an `x.key`, which no element starts
    /// with, comes behind it.
    private func outputListEnd(knowing variables: Set<String>) -> Int {
        var end = position
        var index = position
        while tokens[index].kind == .comma, tokens[index + 1].isName {
            let isKnown = variables.contains(decodedText(tokens[index + 1])) && end == index
            let isProperty = tokens[index + 2].kind == .dot && tokens[min(index + 3, tokens.count - 1)].isName
            index += isProperty ? 4 : 2
            if isProperty || isKnown { end = index }
        }
        let isWithin = tokens[index].keyword == .within || misspelt([.within], ahead: index - position) != nil
        return isWithin && tokens[min(index + 1, tokens.count - 1)].kind == .leftParenthesis ? index : end
    }

    /// The name that a token stands for.
    func decodedText(_ token: Token) -> String {
        token.kind == .quotedName ? decoded[Int(token.payload)] : text(token)
    }
}
