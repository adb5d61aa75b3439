import Conformance
import FuzzSupport
import PGSchema
import PropertyGraph

/// Parses, formats and resolves any bytes; what parses must survive formatting, and what resolves must validate.
@main
struct Main {
    static func main() {
        let graph = InMemoryGraph(
            nodes: [
                .init(id: .integer(1), labels: ["A"], properties: ["k": .integer(1)]),
                .init(
                    id: .integer(2), labels: ["A", "B"], properties: ["k": .string("x"), "m": .float(0.5)]),
            ],
            edges: [.init(id: .text("e"), from: .integer(1), to: .integer(2), labels: ["R"])])
        FuzzDriver.run { bytes in
            let (script, errors) = Parser.parse(bytes)
            if errors.isEmpty {
                let formatted = Formatter.format(script)
                let (again, errorsAgain) = Parser.parse(formatted)
                precondition(errorsAgain.isEmpty, "formatted text parses")
                precondition(Formatter.format(again) == formatted, "formatting is idempotent")
            }
            let (catalog, diagnostics) = Catalog.load(bytes)
            _ = DiagnosticRenderer(bytes, file: "fuzz", usesColor: false).render(diagnostics)
            guard diagnostics.allSatisfy({ $0.kind == .warning }) else { return }
            for graphType in catalog.graphTypes {
                _ = try? Validator(catalog: catalog, graphType: graphType.name).validate(
                    graph, options: .init(workers: 1)
                ).text()
            }
        }
    }
}
