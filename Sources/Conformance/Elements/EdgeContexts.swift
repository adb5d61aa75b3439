/// Finds the context of each edge of a batch: its class with the classes of its ends.
struct EdgeContexts {
    let typing: Typing
    let nodeClasses: [ClassID]

    /// A context for an edge that has no ends to make one of.
    private func anyContext(_ edge: ClassID) throws -> Typing.ContextID {
        try typing.intern(TypeMatcher.EdgeContext(edge: edge, source: edge, target: edge))
    }

    /// Dangling edges get any context; nobody looks at it.
    func find(
        classes: PerRow<ClassID>, sources: [UInt32], targets: [UInt32], sourceClass: ClassID?,
        targetClass: ClassID?
    ) throws -> PerRow<Typing.ContextID> {
        if case .uniform(let edge) = classes, let sourceClass, let targetClass {
            return .uniform(
                try typing.intern(
                    TypeMatcher.EdgeContext(edge: edge, source: sourceClass, target: targetClass)))
        }
        var known: [TypeMatcher.EdgeContext: Typing.ContextID] = [:]
        var last: (context: TypeMatcher.EdgeContext, id: Typing.ContextID)?
        var found: [Typing.ContextID] = []
        found.reserveCapacity(sources.count)
        for row in sources.indices {
            guard sources[row] != IntegerIndex.missing, targets[row] != IntegerIndex.missing else {
                found.append(try last?.id ?? anyContext(classes[row]))
                continue
            }
            let context = TypeMatcher.EdgeContext(
                edge: classes[row], source: sourceClass ?? nodeClasses[Int(sources[row])],
                target: targetClass ?? nodeClasses[Int(targets[row])])
            if let last, last.context == context {
                found.append(last.id)
                continue
            }
            let id: Typing.ContextID
            if let cached = known[context] {
                id = cached
            } else {
                id = try typing.intern(context)
                known[context] = id
            }
            found.append(id)
            last = (context, id)
        }
        return known.count == 1 ? .uniform(known.values.first ?? found[0]) : .rows(found)
    }
}
