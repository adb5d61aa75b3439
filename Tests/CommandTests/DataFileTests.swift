import Foundation
import Testing

@Suite("The files that espalier validate reads")
struct DataFileTests {
    @Test("may be compressed, of several formats, and mixed")
    func mixture() throws {
        let folder = try Shop.folder()
        #expect(try folder.shell("gzip people.csv").status == 0)
        // The shell says whether zstd is there; where it is not, the plain file does.
        let hasZstandard = try folder.shell("zstd -q --rm products.jsonl").status == 0
        let products = hasZstandard ? "products.jsonl.zst" : "products.jsonl"
        let run = try folder.run("validate", "-q", "shop.pgs", "people.csv.gz", products, "bought.csv")
        #expect(run.status == 0 && run.output.contains("4 nodes, 2 edges"), "\(run)")
    }

    @Test("may have their headers and labels on the command line")
    func groups() throws {
        let folder = try WorkFolder([
            "shop.pgs": Shop.schema, "people-header.csv": "id:ID(P),name\n", "p1.csv": "1,Ann\n2,Bob\n",
            "p2.csv": "3,Cem\n", "products.csv": ":ID(Q),sku:int,price:double\n1,1,2\n",
            "bought.csv": ":START_ID(P),:END_ID(Q),number:int\n1,1,1\n3,1,1\n",
        ])
        let arguments = [
            "validate", "shop.pgs", "--nodes", "Person=people-header.csv,p1.csv,p2.csv", "--nodes",
            "Product=products.csv", "--relationships", "BOUGHT=bought.csv", "--format", "json",
        ]
        let answer = try folder.run(arguments).answer(ValidateAnswer.self)
        // The identifier `id:ID` is also a property, which the schema does not declare.
        #expect(answer.violations.first?.message.contains("the property `id` is not declared") == true)
        try folder.write(Array(":ID(P),name\n".utf8), to: "people-header.csv")
        let run = try folder.run(arguments + ["--typing"])
        #expect(run.status == 0, "\(run)")
        #expect(try run.answer(ValidateAnswer.self).counts.edges == 2)
    }

    @Test("may each begin with a header, which --skip-first-line ignores; forgetting it is noticed")
    func skippedLines() throws {
        let folder = try WorkFolder([
            "shop.pgs": Shop.schema, "p1.csv": ":ID,name\n1,Ann\n", "p2.csv": ":ID,name\n2,Bob\n",
        ])
        let arguments = ["validate", "-q", "shop.pgs", "--nodes", "Person=p1.csv,p2.csv"]
        let skipping = try folder.run(arguments + ["--skip-first-line"])
        #expect(skipping.status == 0 && skipping.output.contains(": 2 nodes, 0 edges"), "\(skipping)")
        try folder.run(arguments).expectUnreadable("p2.csv:1:", "--skip-first-line")
    }

    @Test("store identifiers as --id-type says", arguments: [("string", 1), ("integer", 0)])
    func identifierType(type: String, status: Int32) throws {
        let folder = try WorkFolder([
            "shop.pgs": Shop.schema, "products.csv": "sku:ID,:LABEL,price:double\n7,Product,1.5\n",
        ])
        let run = try folder.run("validate", "shop.pgs", "--id-type", type, "products.csv")
        #expect(run.status == status, "\(run)")
    }

    @Test("may use other signs than neo4j-admin's")
    func signs() throws {
        let folder = try WorkFolder([
            "shop.pgs": Shop.schema,
            "semicolons.csv": ":ID;:LABEL;sku:int;price:double;tags:string[]\n1;Product;1;2.5;'a;b|c'\n",
            "tabs.csv": ":ID\t:LABEL\tname\n2\tPerson\tAnn, of course\n",
            "tabs.tsv": ":ID\t:LABEL\tname\n3\tPerson\tBob, of course\n",
        ])
        let semicolons = try folder.run(
            "validate", "shop.pgs", "--delimiter", ";", "--array-delimiter", "|", "--quote", "'",
            "semicolons.csv")
        #expect(semicolons.status == 0, "\(semicolons)")
        #expect(try folder.run("validate", "shop.pgs", "--delimiter", "TAB", "tabs.csv").status == 0)
        #expect(try folder.run("validate", "shop.pgs", "tabs.tsv").status == 0)
        for (file, advice) in [("semicolons.csv", "--delimiter ';'"), ("tabs.csv", "--delimiter TAB")] {
            try folder.run("validate", "shop.pgs", file).expectUnreadable("\(file):1:", advice)
        }
    }

    @Test("may come from Windows: a byte order mark, and lines that end in CRLF")
    func windows() throws {
        let folder = try WorkFolder([
            "shop.pgs": "\u{FEFF}" + Shop.schema.replacing("\n", with: "\r\n"),
            "people.csv": "\u{FEFF}" + Shop.people.replacing("\n", with: "\r\n"),
        ])
        let run = try folder.run("validate", "-q", "shop.pgs", "people.csv")
        #expect(run.status == 0 && run.output.contains(": 2 nodes"), "\(run)")
    }

    @Test("may be Neptune's CSV")
    func neptune() throws {
        let folder = try WorkFolder([
            "shop.pgs": Shop.schema,
            "n.csv": "~id,~label,name:String\np,Person,Ann\n",
            "q.csv": "~id,~label,sku:Int,price:Double,tags:String[]\nq,Product,1,3,a;b\n",
            "e.csv": "~id,~from,~to,~label,number:Int\ne,p,q,BOUGHT,1\n",
        ])
        let run = try folder.run("validate", "shop.pgs", "e.csv", "q.csv", "n.csv")
        #expect(run.output.hasPrefix("CONFORMS"), "\(run)")
    }

    @Test("may be what Neo4j exports as JSON Lines")
    func neo4j() throws {
        let folder = try WorkFolder([
            "shop.pgs": Shop.schema,
            "all.json": """
            {"type":"node","id":"0","labels":["Person"],"properties":{"name":"Ann","born":{"$type":"Date","_value":"1990-01-31"}}}
            {"type":"node","id":"1","labels":["Product"],"properties":{"sku":1,"price":2.5}}
            {"id":"7","type":"relationship","label":"BOUGHT","properties":{"number":1},"start":{"id":"0","labels":["Person"]},"end":{"id":"1","labels":["Product"]}}
            """,
        ])
        let run = try folder.run("validate", "--format", "json", "--typing", "shop.pgs", "all.json")
        #expect(run.status == 0, "\(run)")
        let typing = try run.answer(ValidateAnswer.self).typing
        #expect(typing == ["0": ["person"], "1": ["product"], "7": ["bought"]])
    }
}
