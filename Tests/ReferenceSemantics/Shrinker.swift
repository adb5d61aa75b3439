import PGSchema
import PropertyGraph

/// Makes a failing case as small as it gets.
///
///     let smallest = Shrinker.shrink(found) { $0.verdict != judge($0) }
///
/// Parts are dropped one at a time as long as the case still fails; at the end no single part can go.
public enum Shrinker {
    /// The smallest case found on the way down.
    public static func shrink(_ failing: ReferenceCase, while fails: (ReferenceCase) -> Bool) -> ReferenceCase
    {
        var smallest = failing
        while let smaller = candidates(for: smallest).first(where: fails) { smallest = smaller }
        return smallest
    }

    /// Every case with one part less, the greatest parts first.
    private static func candidates(for whole: ReferenceCase) -> [ReferenceCase] {
        whole.graph.smaller.map { ReferenceCase(script: whole.script, graph: $0) }
            + whole.script.smaller.map { ReferenceCase(script: $0, graph: whole.graph) }
    }
}

extension Array {
    /// Without one element each, then with one element made smaller.
    func smaller(_ smallerElements: (Element) -> [Element] = { _ in [] }) -> [[Element]] {
        var results: [[Element]] = []
        for index in indices {
            var shorter = self
            shorter.remove(at: index)
            results.append(shorter)
        }
        for index in indices {
            for element in smallerElements(self[index]) {
                var copy = self
                copy[index] = element
                results.append(copy)
            }
        }
        return results
    }

    /// The same, but never empty.
    func smallerNotEmpty(_ smallerElements: (Element) -> [Element] = { _ in [] }) -> [[Element]] {
        smaller(smallerElements).filter { !$0.isEmpty }
    }
}

/// Copies of a whole with one part replaced by each of the choices.
func variants<Whole, Part>(
    of whole: Whole, _ part: WritableKeyPath<Whole, Part>, _ choices: [Part]
) -> [Whole] {
    choices.map { choice in
        var copy = whole
        copy[keyPath: part] = choice
        return copy
    }
}

extension ReferenceGraph {
    /// Every graph with one node (and its edges), edge, label or property less.
    var smaller: [ReferenceGraph] {
        let fewerNodes = nodes.map { node in
            ReferenceGraph(
                nodes: nodes.filter { $0.id != node.id },
                edges: edges.filter { $0.source != node.id && $0.target != node.id })
        }
        let fewerEdges = variants(of: self, \.edges, edges.smaller(\.smaller))
        let smallerNodes = variants(
            of: self, \.nodes, nodes.smaller(\.smaller).filter { $0.count == nodes.count })
        return fewerNodes + fewerEdges + smallerNodes
    }
}

extension ReferenceGraph.Node {
    fileprivate var smaller: [ReferenceGraph.Node] {
        variants(of: self, \.labels, labels.sorted().map { labels.subtracting([$0]) })
            + variants(of: self, \.properties, properties.withoutOne)
    }
}

extension ReferenceGraph.Edge {
    fileprivate var smaller: [ReferenceGraph.Edge] {
        variants(of: self, \.labels, labels.sorted().map { labels.subtracting([$0]) })
            + variants(of: self, \.properties, properties.withoutOne)
    }
}

extension [String: Value] {
    fileprivate var withoutOne: [[String: Value]] {
        keys.sorted().map { key in filter { $0.key != key } }
    }
}
