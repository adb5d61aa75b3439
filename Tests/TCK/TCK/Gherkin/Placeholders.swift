/// What `<name>` stands for in one row of an outline's examples.
struct Placeholders {
    private let values: [(mark: String, value: String)]

    init(names: [String], values: [String]) {
        self.values = zip(names, values).map { (mark: "<\($0)>", value: $1) }
    }

    func fill(_ step: Step) -> Step {
        let argument: Step.Argument? =
            switch step.argument {
            case .text(let text): .text(fill(text))
            case .table(let rows): .table(rows.map { $0.map(fill) })
            case nil: nil
            }
        return Step(text: fill(step.text), argument: argument)
    }

    /// The text with every placeholder replaced; what is put in is not looked at again.
    func fill(_ text: String) -> String {
        var filled = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            filled += rest[..<start]
            rest = rest[start...]
            if let (mark, value) = values.first(where: { rest.hasPrefix($0.mark) }) {
                filled += value
                rest = rest.dropFirst(mark.count)
            } else {
                filled.append(rest.removeFirst())
            }
        }
        return filled + rest
    }
}
