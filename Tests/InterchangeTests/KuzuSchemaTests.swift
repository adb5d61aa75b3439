import Conformance
import PGSchema
import Testing

@testable import Interchange

@Suite("Schemas of Kuzu")
struct KuzuSchemaTests {
    @Test("are types that the exported data conforms to")
    func conforms() throws {
        try expectConformance(KuzuExport(fixture("kuzu-csv")))
    }

    @Test("are types that data exported in Parquet conforms to", .needsParquet)
    func conformsInParquet() throws {
        try expectConformance(KuzuExport(fixture("kuzu-parquet")))
    }

    private func expectConformance(_ export: KuzuExport) throws {
        let (catalog, diagnostics) = Catalog.load(export.schema)
        #expect(diagnostics.map(\.message) == [])
        let report = try Validator(catalog: catalog, graphType: KuzuExport.graphTypeName).validate(export)
        #expect(report.conforms, "\(report.text())")
        #expect(report.nodeCount == 7)
        #expect(report.edgeCount == 9)
    }

    @Test("say keys, types and multiplicities", arguments: KuzuSchemaTests.examples)
    func text(tables: String, expected: String) throws {
        let folder = try Folder()
        _ = try folder.file("schema.cypher", tables)
        let schema = try KuzuExport(folder.path).schema
        #expect(schema.contains(expected), "\(schema)")
        #expect(Catalog.load(schema).1.allSatisfy { $0.kind == .warning })
    }

    static let nodes =
        "CREATE NODE TABLE A (k INT64, PRIMARY KEY (k)); CREATE NODE TABLE B (k STRING PRIMARY KEY);"
    static let examples: [(String, String)] = [
        (nodes, "(AType: A { k INT64 }),"),
        (nodes, "FOR (x: BType) KEY x.k"),
        (nodes + "CREATE REL TABLE R (FROM A TO B);", "(:AType)-[RType: R]->(:BType)"),
        (
            nodes + "CREATE REL TABLE R (FROM A TO B, MANY_ONE);",
            "FOR (x: AType) SINGLETON y WITHIN (x)-[y: RType]->()"
        ),
        (
            nodes + "CREATE REL TABLE R (FROM A TO B, ONE_MANY);",
            "FOR (x: BType) SINGLETON y WITHIN ()-[y: RType]->(x)"
        ),
        (
            nodes + "CREATE REL TABLE R (FROM A TO B, d DATE, ONE_ONE);",
            """
                (:AType)-[RType: R { OPTIONAL d DATE }]->(:BType),
                FOR (x: AType) KEY x.k,
                FOR (x: BType) KEY x.k,
                FOR (x: AType) SINGLETON y WITHIN (x)-[y: RType]->(),
                FOR (x: BType) SINGLETON y WITHIN ()-[y: RType]->(x)
            }
            """
        ),
        (
            nodes + "CREATE REL TABLE GROUP R (FROM A TO B, FROM B TO A);",
            """
                (:AType)-[RABType: R]->(:BType),
                (:BType)-[RBAType: R]->(:AType)
            """
        ),
        // A label that is the name of another type would be taken for it.
        (nodes + "CREATE NODE TABLE AType (k INT64 PRIMARY KEY)", "(AType_: A { k INT64 })"),
        ("create node table `x``y` (`open` INT8 primary key)", "(`x``yType`: `x``y` { `open` INT8 })"),
        (
            "CREATE TYPE T AS STRUCT(a INT64); CREATE NODE TABLE A (k INT64 PRIMARY KEY, t T)",
            "{ k INT64, OPEN }"
        ),
        (
            "CREATE NODE TABLE A (k INT64 PRIMARY KEY, a FLOAT[768], b DOUBLE[][], c BOOLEAN[4])",
            "OPTIONAL a VECTOR<768>, OPTIONAL b LIST<LIST<DOUBLE>>, OPTIONAL c LIST<BOOL>[4]"
        ),
        (
            "CREATE NODE TABLE A (k SERIAL, a UNION(n INT64, t STRING), b DECIMAL(5), c BLOB, PRIMARY KEY (k))",
            "{ k INT64, OPTIONAL a INT64 | STRING, OPTIONAL b DECIMAL(5, 0), OPTIONAL c BYTES }"
        ),
        (
            "/* by hand */ CREATE NODE TABLE A (k INT64 DEFAULT (1 + 2) PRIMARY KEY, // key\n s STRING DEFAULT 'a,)')",
            "// Lost: The default of column `k` is not kept.\n// Lost: The default of column `s` is not kept."
        ),
        (
            "CREATE NODE TABLE A (k INT64 PRIMARY KEY);",
            "// Lost: The export holds no data: there is no copy.cypher."
        ),
    ]
}
