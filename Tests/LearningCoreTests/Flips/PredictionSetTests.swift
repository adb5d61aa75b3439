import Foundation
import Interchange
import Testing

@testable import LearningCore

@Suite("Files of predictions")
struct PredictionSetTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("columns stand in any order, between others, quoted, with a byte order mark and CRLF")
    func forms() throws {
        let text =
            "\u{FEFF}note,slice, prediction ,confidence,id,label\r\n"
            + "x,day,\"cat, small\",0.25,\"a \"\"b\"\"\",dog\r\n\r\nx,,dog,1,b,dog\r\n"
        let set = try PredictionSet(reading: folder.write(text.utf8, to: "p.csv"))
        #expect(set.ids == ["a \"b\"", "b"] && set.predictions == ["cat, small", "dog"])
        #expect(set.labels == ["dog", "dog"] && set.confidences == [0.25, 1] && set.slices == ["day", ""])
        #expect(set.place(ofRow: 1).description.hasSuffix("p.csv:4"))
    }

    @Test("spaces around names and values are no part of them, unless they stand in quotes")
    func spaces() throws {
        let text =
            "id , prediction, label,confidence, slice \n 1, a ,\ta, 0.5 , day\n\" 2\",\"b \", b,0.1,  \n"
        let set = try PredictionSet(reading: folder.write(text.utf8, to: "p.csv"))
        #expect(set.ids == ["1", " 2"] && set.predictions == ["a", "b "] && set.labels == ["a", "b"])
        #expect(set.slices == ["day", ""] && set.confidences == [0.5, 0.1])
        let tabbed = try LabelSet(reading: folder.write("id\tlabel\n 1\t a \n2\tb\n".utf8, to: "y.tsv"))
        #expect(tabbed.ids == ["1", "2"] && tabbed.labels == ["a", "b"])
        let blank = try folder.write("id,prediction\n1,  \n".utf8, to: "blank.csv")
        #expect(throws: PredictionError.self) { try PredictionSet(reading: blank) }
    }

    @Test("what comes out of a device without end is refused, and no copy stays")
    func endless() throws {
        let error = #expect(throws: InterchangeError.self) {
            _ = try RereadableFile("/dev/zero", limit: 1 << 20)
        }
        #expect(error?.description.contains("/dev/zero") == true)
        #expect(error?.description.contains("more than 1 MB came out of it") == true)
        #expect(try RereadableFile("/dev/null").path != "/dev/null")
        #expect(try RereadableFile(folder.path("none.csv")).path == folder.path("none.csv"))
    }

    @Test("capitals in the names of columns do not matter where nothing else tells them apart")
    func capitals() throws {
        let text = "ID,Prediction,LABEL,Region,id\n9,a,b,north,1\n"
        let set = try PredictionSet(reading: folder.write(text.utf8, to: "p.csv"), sliceColumn: "region")
        #expect(
            set.ids == ["1"] && set.predictions == ["a"] && set.labels == ["b"] && set.slices == ["north"])
    }

    @Test("a confidence that rounding took beyond its ends is at them, and an empty one is not known")
    func confidences() throws {
        let text = "id,prediction,confidence\n1,a,1.0000001\n2,a,-1e-7\n3,a,\n4,a,0.5\n"
        let set = try PredictionSet(reading: folder.write(text.utf8, to: "p.csv"))
        #expect(set.confidences == [1, 0, nil, 0.5])
        let made = try PredictionSet(
            source: "memory", ids: ["1", "2"], predictions: ["a", "a"], confidences: [1.0000001, nil])
        #expect(made.confidences == [1, nil])
        #expect(
            try PredictionSet(reading: folder.write(made.csv, to: "back.csv")).confidences == [1, nil])
        let report = try FlipReport(
            old: set.labelled(
                by: LabelSet(reading: folder.write("id,label\n1,a\n2,a\n3,a\n4,a\n".utf8, to: "y.csv"))),
            new: PredictionSet(source: "new", ids: ["1", "2", "3", "4"], predictions: ["b", "b", "b", "b"]))
        #expect(report.worstFlips.map(\.id) == ["1", "4", "2", "3"])
    }

    @Test("a set reads back as it was written")
    func roundTrip() throws {
        let set = try PredictionSet(
            source: "memory", ids: ["1", "a,b", "\"\u{301}q", "two\nlines", " "],
            predictions: ["x", "\"", "y\r\n", "z", "w"], labels: ["x", "y", "z", "w", "v"],
            confidences: [0, 1, 0.1, 1e-7, 1.0 / 3], slices: ["", "s", "s", "t", ""])
        let back = try PredictionSet(reading: folder.write(set.csv, to: "back.csv"))
        #expect(back.ids == set.ids && back.predictions == set.predictions && back.labels == set.labels)
        #expect(back.confidences == set.confidences && back.slices == set.slices)
    }

    @Test(
        "what is wrong is said with the file, the line and a way out",
        arguments: [
            (
                "id,pred\n1,a\n",
                "p.csv: there is no column `prediction` in the header, which has `id`, `pred`"
            ),
            ("id,predicton\n1,a\n", "did you mean `predicton`?"),
            ("id;prediction\n1;a\n", "separate its fields by commas"),
            ("prediction\na\n", "there is no column `id`"),
            ("id,id,prediction\n1,1,a\n", "two columns are called `id`; rename"),
            ("ID,Id,prediction\n1,1,a\n", "two columns are called `id`; rename"),
            ("", "p.csv: the file is empty"), ("\n\n", "p.csv: the file is empty"),
            ("id,prediction\n", "p.csv: there is no row below the header"),
            ("id,prediction\n1,a\n,b\n", "p.csv:3: the id is empty; fill it in"),
            ("id,prediction\n1,\n", "p.csv:2: the prediction is empty"),
            ("id,prediction,label\n1,a,\n", "p.csv:2: the label is empty"),
            (
                "id,prediction\n1,a\n2,a\n1,b\n",
                "p.csv:4: the id `1` is there already, on line 2; every example needs one row"
            ),
            (
                "id,prediction,confidence\n1,a,sure\n",
                "p.csv:2: the confidence `sure` is no number from 0 to 1"
            ),
            ("id,prediction,confidence\n1,a,0.5\n2,a,nan\n", "p.csv:3: the confidence `nan` is no number"),
            ("id,prediction,confidence\n1,a,inf\n", "p.csv:2: the confidence `inf` is no number"),
            ("id,prediction,confidence\n1,a,1.01\n", "p.csv:2: the confidence `1.01` is no number"),
            ("id,prediction,confidence\n1,a,-0.1\n", "p.csv:2: the confidence `-0.1` is no number"),
            ("id,prediction,confidence\n1,a,1.000002\n", "p.csv:2: the confidence `1.000002` is no number"),
            ("id,prediction\n1,a,b\n", "p.csv:2: the row has 3 fields and the header has 2"),
            ("id,prediction\n\"1,a\n", "p.csv:2: the quote"),
        ])
    func refused(text: String, sentence: String) throws {
        let path = try folder.write(text.utf8, to: "p.csv")
        let error = #expect(throws: PredictionError.self) { try PredictionSet(reading: path) }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
    }

    @Test("bytes that are no text, and files that are not there, are refused")
    func noText() throws {
        let path = try folder.write([0x69, 0x64, 0x2C, 0x70, 0xFF, 0x0A], to: "p.csv")
        #expect(throws: PredictionError.self) { try PredictionSet(reading: path) }
        #expect(throws: PredictionError.self) { try PredictionSet(reading: folder.path("none.csv")) }
        #expect(throws: PredictionError.self) { try PredictionSet(reading: folder.path("")) }
    }

    private func set(_ text: String, _ name: String) throws -> PredictionSet {
        try PredictionSet(reading: folder.write(text.utf8, to: name))
    }

    @Test("rows are matched by their ids, whatever their order")
    func matched() throws {
        let old = try set("id,prediction,confidence\na,x,0.9\nb,y,0.5\nc,x,0.7\n", "old.csv")
        let new = try set("id,prediction\nc,y\na,x\nb,x\n", "new.csv")
        let labels = try LabelSet(
            reading: folder.write("label,slice,id\nx,day,c\ny,,b\nx,day,a\n".utf8, to: "y.csv"))
        let report = try FlipReport(old: old, new: new, labels: labels)
        #expect(report.samples == 3 && report.negativeFlips == 2 && report.oldErrors == 0)
        #expect(report.worstFlips.map(\.id) == ["c", "b"] && report.worstFlips.map(\.slice) == ["day", ""])
        #expect(report.perSlice.map(\.name) == ["", "day"])
        #expect(try FlipReport(old: old.labelled(by: labels), new: new) == report)
    }

    @Test(
        "files of other examples, or that disagree, are refused with what differs",
        arguments: [
            (
                "id,prediction\na,x\nb,x\n", "id,label\na,x\nb,x\nc,x\n",
                "new.csv lacks 1 id of old.csv (`c`)"
            ),
            (
                "id,prediction\na,x\nb,x\nc,x\nd,x\ne,x\n", "id,label\na,x\nb,x\nc,x\n",
                "old.csv lacks 2 ids of new.csv (`d`, `e`); only the same examples can be compared"
            ),
            (
                "id,prediction\na,x\nb,x\nd,x\n", "id,label\na,x\nb,x\nc,x\n",
                "new.csv lacks 1 id of old.csv (`c`), and"
            ),
            (
                "id,prediction\na,x\nb,x\nC,x\n", "id,label\na,x\nb,x\nc,x\n",
                "`C` and `c` look like the same one; write ids the same way in all files"
            ),
            (
                "id,prediction\na,x\nb,x\nc,x\n", "id,label\na,x\nb,x\n",
                "y.csv lacks 1 id of"
            ),
            (
                "id,prediction,label\na,x,x\nb,x,y\nc,x,x\n", "id,label\na,x\nb,x\nc,x\n",
                "the label of `b` is `x` in"
            ),
            (
                "id,prediction,slice\na,x,1\nb,x,1\nc,x,2\n", "id,label,slice\na,x,1\nb,x,1\nc,x,1\n",
                "the slice of `c` is `1` in"
            ),
        ])
    func different(new: String, labels: String, sentence: String) throws {
        let old = try set("id,prediction\na,x\nb,x\nc,x\n", "old.csv")
        let new = try set(new, "new.csv")
        let labels = try LabelSet(reading: folder.write(labels.utf8, to: "y.csv"))
        let error = #expect(throws: PredictionError.self) {
            try FlipReport(old: old, new: new, labels: labels)
        }
        let text = error?.description.replacing(folder.path(""), with: "").replacing("/", with: "") ?? ""
        #expect(text.contains(sentence), "\(text)")
    }

    @Test(
        "ids that differ by their spelling alone are named as such",
        arguments: ["1.0", "01", "\" 1\"", "1e0"])
    func spelling(id: String) throws {
        let old = try set("id,prediction,label\n1,x,x\n2,x,x\n", "old.csv")
        let new = try set("id,prediction\n2,x\n\(id),x\n", "new.csv")
        let error = #expect(throws: PredictionError.self) { try FlipReport(old: old, new: new) }
        let name = id.filter { $0 != "\"" }
        #expect(error?.description.contains("`\(name)` and `1` look like the same one") == true, "\(error!)")
    }

    @Test("texts are compared as Unicode has them: an accent is the same in one character or in two")
    func equivalence() throws {
        let old = try set("id,prediction,label\ncaf\u{E9},\u{FC}ber,\u{FC}ber\n", "old.csv")
        let new = try set("id,prediction\ncafe\u{301},u\u{308}ber\n", "new.csv")
        #expect(try FlipReport(old: old, new: new).newErrors == 0)
        #expect(throws: PredictionError.self) {
            try self.set("id,prediction\n\u{E9},a\ne\u{301},a\n", "twice.csv")
        }
    }

    /// A file of a column beside ids from 0.
    private func column(_ name: String, _ texts: [String]) -> String {
        "id,\(name)\n" + texts.enumerated().map { "\($0.offset),\($0.element)\n" }.joined()
    }

    @Test(
        "a file that writes its classes otherwise than the labels is refused, and one of a bad model is not",
        arguments: [
            // As pandas writes a column of integers that once had a gap.
            ("7.0 8.0 9.0 7.0 8.0", "7 8 9 7 8", "old.csv: it predicts `7.0`, and y.csv says `7`"),
            ("Cat Cat Cat Cat Cat", "cat cat cat cat cat", "it predicts `Cat`, and y.csv says `cat`"),
            (
                "0 1 2 0 1", "boot coat hat boot coat",
                "predicts `0`, `1`, `2`, and y.csv says `boot`, `coat`, `hat`"
            ),
            // Few examples, one class throughout, or a class that the other file has beside labels.
            ("7.0 8.0 9.0 7.0", "7 8 9 7", nil), ("b a", "a b", nil),
            ("no no no no no no", "yes yes yes yes yes yes", nil),
            ("hat hat hat hat hat", "boot coat boot coat boot", nil),
            ("a b a b a b", "c d c d c d", "no class is the same"), ("e f e f e f", "c d c d c d", nil),
            ("d c d c d c", "c d c d c d", nil), ("x y x y c x", "c d c d c d", nil),
        ] as [(String, String, String?)])
    func classes(old: String, labels: String, sentence: String?) throws {
        let truth = labels.split(separator: " ").map(String.init)
        let old = try set(column("prediction", old.split(separator: " ").map(String.init)), "old.csv")
        // The other model is always right, but for a class or two that no example has.
        let new = try set(
            column("prediction", truth.count > 5 ? truth.dropLast(2) + ["e", "f"] : truth), "new.csv")
        let labels = try LabelSet(reading: folder.write(column("label", truth).utf8, to: "y.csv"))
        func report(_ old: PredictionSet, _ new: PredictionSet) throws -> FlipReport {
            try FlipReport(old: old, new: new, labels: labels)
        }
        guard let sentence else {
            #expect(try report(old, new).samples == truth.count && report(new, old).samples == truth.count)
            return
        }
        for (first, second) in [(old, new), (new, old), (old, old)] {
            let error = #expect(throws: PredictionError.self) { try report(first, second) }
            let text = error?.description.replacing(folder.path(""), with: "").replacing("/", with: "") ?? ""
            #expect(text.contains(sentence), "\(text)")
        }
    }

    @Test("without labels there is no answer")
    func unlabelled() throws {
        let set = try set("id,prediction\na,x\n", "old.csv")
        let error = #expect(throws: PredictionError.self) { try FlipReport(old: set, new: set) }
        #expect(error?.description.contains("nothing says what is right") == true)
        let labelled = try self.set("id,prediction,label\na,x,y\n", "labelled.csv")
        #expect(try FlipReport(old: set, new: labelled).newErrors == 1)
    }
}
