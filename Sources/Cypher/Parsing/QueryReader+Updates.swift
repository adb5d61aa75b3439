extension QueryReader {
    /// Reads the changes of SET.
    func setItems() throws(Abandoned) -> [SetItem] {
        var items = [try setItem()]
        while accept(.comma) { items.append(try setItem()) }
        return items
    }

    private func setItem() throws(Abandoned) -> SetItem {
        let target = try postfixed(takesLabels: false).expression
        switch (target.form, kind) {
        case (.property(let subject, let key), .equal):
            advance()
            return .property(of: subject, key: key, value: try expression())
        case (.variable(let name), .equal):
            advance()
            return .replace(variable: Name(name, at: target.range), value: try expression())
        case (.variable(let name), .plusEqual):
            advance()
            return .merge(variable: Name(name, at: target.range), value: try expression())
        case (.variable(let name), .colon):
            return .labels(variable: Name(name, at: target.range), try plainLabels())
        case (.property, _): throw unexpected("`=` and a value")
        case (.variable, _): throw unexpected("`.key =`, `=`, `+=` or a label")
        default: throw abandon(.notSettable(at: target.range))
        }
    }

    func remove() throws(Abandoned) -> Clause.Form {
        advance()
        var items = [try removeItem()]
        while accept(.comma) { items.append(try removeItem()) }
        return .remove(items)
    }

    private func removeItem() throws(Abandoned) -> RemoveItem {
        let target = try postfixed(takesLabels: false).expression
        switch (target.form, kind) {
        case (.property(let subject, let key), _): return .property(of: subject, key: key)
        case (.variable(let name), .colon):
            return .labels(variable: Name(name, at: target.range), try plainLabels())
        case (.variable, _): throw unexpected("`.key` or a label")
        default: throw abandon(.notSettable(at: target.range))
        }
    }

    /// Reads `:A:B`.
    private func plainLabels() throws(Abandoned) -> [Name] {
        var labels: [Name] = []
        while accept(.colon) { labels.append(try name("a label")) }
        return labels
    }
}
