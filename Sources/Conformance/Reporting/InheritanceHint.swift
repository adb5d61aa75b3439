import PGSchema

/// Tells whoever connects an instance of a subtype why that is not enough, and how to admit it.
///
/// Inheritance is reuse, not subsumption: an instance of `customerType: personType & Customer` does not conform
/// to a closed `personType` (section 3 of the language).
struct InheritanceHint {
    let catalog: Catalog

    /// A sentence if one of a node's types is built from a type that an edge type asks for at that end.
    func text(edgeType: TypeID, _ role: String, _ nodeTypes: [TypeID]) -> String? {
        let wanted = wanted(by: edgeType, role)
        for type in nodeTypes {
            guard let parent = parts(of: type).intersection(wanted).min() else { continue }
            let (child, parentName) = (catalog[type].name, catalog[parent].name)
            return "`\(child)` extends `\(parentName)`, but inheritance reuses a type and does not make its "
                + "instances conform to it: write `(: \(parentName) | \(child))` at that end, or make "
                + "`\(parentName)` OPEN in labels and content."
        }
        return nil
    }

    /// The node types at one end of an edge type, and of those that it is built from.
    private func wanted(by edgeType: TypeID, _ role: String) -> Set<TypeID> {
        var found: Set<TypeID> = []
        for type in parts(of: edgeType).union([edgeType]) {
            let ends = catalog[type].endpoints
            (role == "source" ? ends?.source : ends?.target)?.labels?.collectTypes(into: &found)
        }
        return found
    }

    /// All types that a type is built from, directly or not.
    private func parts(of type: TypeID) -> Set<TypeID> {
        var found: Set<TypeID> = []
        var waiting = [type]
        while let next = waiting.popLast() {
            var direct: Set<TypeID> = []
            catalog[next].form.labels?.collectTypes(into: &direct)
            waiting += direct.subtracting(found)
            found.formUnion(direct)
        }
        return found
    }
}
