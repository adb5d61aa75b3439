import Foundation
import Testing

@Suite("Data that cannot be read")
struct BadDataTests {
    static let texts: [(name: String, text: String, line: Int?, says: String)] = [
        ("unknown-type.csv", ":ID,:LABEL,born:dat\n", 1, "did you mean `date`?"),
        ("unknown-type.csv", ":ID,:LABEL,born:money\n", 1, "the type `money` of column `born`"),
        ("ragged.csv", ":ID,:LABEL,name\n1,Person,Ann\n2,Person\n", 3, "the row has 2 fields"),
        ("plain.csv", "id,name\n1,Ann\n", 1, "such as `id:ID`"),
        ("no-id.csv", "name,born:date\nAnn,\n", 1, "neither an identifier"),
        ("one-end.csv", ":START_ID,:TYPE\n1,K\n", 1, "no `:END_ID`"),
        ("empty-id.csv", ":ID,name\n1,Ann\n,Bob\n", 3, "`:ID` is empty"),
        ("twice.csv", ":ID,name,name\n1,a,b\n", 1, "two columns are called `name`"),
        ("open.csv", ":ID,name\n1,Ann\n2,\"Bob\n3,Cem\n", 3, "never closed"),
        ("inside.csv", ":ID,name\n1,5\" disk\n", 2, "double the quotes"),
        ("empty.csv", "", nil, "the file is empty"), ("empty.jsonl", "", nil, "the file is empty"),
        ("blank.csv", "\n\n", nil, "the file is empty"),
        ("list.json", "[{\"type\":\"node\",\"id\":1}]\n", 1, "one object a line"),
        ("graph.json", "{\"nodes\":[],\"edges\":[]}\n", 1, "a whole graph in one object"),
        ("pretty.json", "{\n  \"type\": \"node\"\n}\n", 1, "one object a line"),
        ("type.jsonl", "{\"type\":\"nod\",\"id\":1}\n", 1, "did you mean `node`?"),
        ("field.jsonl", "\n{\"type\":\"edge\",\"source\":1}\n", 2, "did you mean `from`?"),
        (
            "value.jsonl",
            "{\"type\":\"node\",\"id\":1,\"properties\":{\"a\":{\"$type\":\"Dat\",\"_value\":\"\"}}}", 1,
            "`Date`"
        ),
        ("id.jsonl", "{\"type\":\"node\",\"labels\":[]}\n", 1, "needs the field `id`"),
        ("notes.txt", ":ID\n1\n", nil, "the ending `.txt` is not known"),
        ("notes", ":ID\n1\n", nil, "no ending"),
        ("other.pgs", Shop.schema, nil, "a schema by its name"),
    ]

    @Test("is refused with file, line and a way out", arguments: texts)
    func refusal(name: String, text: String, line: Int?, says: String) throws {
        let folder = try Shop.folder()
        try folder.write(Array(text.utf8), to: name)
        let run = try folder.run("validate", "shop.pgs", name)
        run.expectUnreadable("error: \(name):\(line.map { "\($0):" } ?? "")", says)
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    @Test(
        "in another encoding or format is refused",
        arguments: [
            (
                "latin1.csv", Array(":ID,name\n1,Am".utf8) + [0xE9, 0x0A],
                "latin1.csv:2: these bytes are not UTF-8"
            ),
            (
                "latin1.jsonl", Array("{\"type\":\"node\",\"id\":\"".utf8) + [0xE9, 0x22, 0x7D, 0x0A],
                "latin1.jsonl:1:"
            ),
            ("wide.csv", [0xFF, 0xFE] + wide(Shop.people), "UTF-16"),
            ("wide.csv", wide(Shop.people), "UTF-16"),
            ("wide.jsonl", wide(Shop.products), "UTF-16"),
            ("archive.csv", [0x50, 0x4B, 0x03, 0x04, 0x14], "a ZIP archive"),
            ("table.json", Array("PAR1rest".utf8), "a Parquet file"),
            ("cut.csv.gz", [0x1F, 0x8B, 8, 0], "gzip data is damaged"),
            ("cut.csv.zst", [0x28, 0xB5, 0x2F, 0xFD, 0], "data is damaged"),
        ] as [(String, [UInt8], String)])
    func bytes(name: String, bytes: [UInt8], says: String) throws {
        let folder = try Shop.folder()
        try folder.write(bytes, to: name)
        try folder.run("validate", "shop.pgs", name).expectUnreadable("error: \(name):", says)
    }

    @Test("with a record of 70 MB is refused where it starts", arguments: ["csv", "jsonl"])
    func longRecord(format: String) throws {
        let folder = try Shop.folder()
        let start = format == "csv" ? ":ID,name\n1,Ann\n2," : "{\"type\":\"node\",\"id\":1}\n\n{"
        try folder.write(Array(start.utf8), to: "long.\(format)")
        // The rest is a hole that takes no room on the disk.
        try FileHandle(forUpdating: folder.url.appending(path: "long.\(format)")).truncate(atOffset: 70 << 20)
        try folder.run("validate", "shop.pgs", "long.\(format)")
            .expectUnreadable("error: long.\(format):3:", "longer than 64 MB")
    }

    @Test("because it is no file is refused")
    func noFile() throws {
        let folder = try Shop.folder()
        for argument in ["missing.csv", "*.tsv", "missing/people.csv"] {
            try folder.run("validate", "shop.pgs", argument)
                .expectUnreadable("error: \(argument): there is no such file")
        }
        try folder.run("validate", "shop.pgs", ".").expectUnreadable("error: .: this is a directory")
        let pipe = try folder.shell("cat people.csv | \"$espalier\" validate shop.pgs --nodes /dev/stdin")
        pipe.expectUnreadable("/dev/stdin: this is not a regular file")
        try folder.run("validate", "shop.pgs", "--nodes", "Person=people.csv,missing.csv")
            .expectUnreadable("error: missing.csv: there is no such file")
    }

    @Test(
        "for want of permission is refused", .enabled(if: getuid() != 0, "The superuser may read everything.")
    )
    func permission() throws {
        let folder = try Shop.folder()
        #expect(try folder.shell("chmod 000 people.csv shop.pgs").status == 0)
        try folder.write(Array(Shop.schema.utf8), to: "open.pgs")
        try folder.run("validate", "open.pgs", "people.csv").expectUnreadable("people.csv", "permission")
        try folder.run("schema", "check", "shop.pgs").expectUnreadable("shop.pgs", "permission")
    }

    @Test("is refused as nodes when it is edges, and the other way round")
    func kinds() throws {
        let folder = try Shop.folder()
        try folder.run("validate", "shop.pgs", "--nodes", "bought.csv")
            .expectUnreadable("bought.csv:1:", "use --relationships")
        try folder.run("validate", "shop.pgs", "--relationships", "people.csv")
            .expectUnreadable("people.csv:1:", "use --nodes")
    }

    private static func wide(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }
}
