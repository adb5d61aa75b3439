import GracefulUpdates
import Tensors
import Testing

@Suite("fixed simplex head")
struct SimplexHeadTests {
    @Test("any two vertices have the same cosine, and each has length 1", arguments: [2, 3, 5, 33, 200])
    func vertices(count: Int) {
        let vertices = SimplexHead.vertices(count)
        #expect(vertices.count == count && vertices.allSatisfy { $0.count == count - 1 })
        for (first, one) in vertices.enumerated() {
            for (second, other) in vertices.enumerated() where second >= first {
                let product = zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
                let expected = first == second ? 1 : -1 / Double(count - 1)
                #expect(abs(product - expected) < 1e-12)
            }
        }
    }

    @Test("five vertices have the golden cosine", .needsTorch)
    func golden() throws {
        let golden = try GoldenCompatibility.read().dSimplex
        let vertices = SimplexHead.vertices(golden.k)
        #expect(
            abs(zip(vertices[0], vertices[4]).reduce(0) { $0 + $1.0 * $1.1 } - golden.gramOffdiag) < 1e-12)
    }

    @Test("a model of more classes than there are vertices is refused", .needsTorch)
    func tooMany() throws {
        let head = try SimplexHead(dimension: 4, scale: 8)
        #expect(try head.rows(forClasses: 5).classCount == 5)
        #expect(throws: GracefulUpdateError.self) { try head.rows(forClasses: 6) }
        #expect(throws: GracefulUpdateError.self) { try head.rows(forClasses: 0) }
    }
}
