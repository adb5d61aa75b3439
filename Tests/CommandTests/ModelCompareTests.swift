import Foundation
import Testing

@Suite("model compare")
struct ModelCompareTests {
    let folder: WorkFolder

    init() throws { folder = try ClothesPredictions.folder() }

    private func compare(_ new: String, _ more: String...) throws -> CommandRun {
        try folder.run(["model", "compare", "old.csv", new, "--labels", "y.csv"] + more)
    }

    @Test("tells every number of an update, without a registry")
    func numbers() throws {
        let run = try compare(
            "flipping.csv", "--by", "season", "--worst", "3", "--format", "json")
        #expect(run.status == 0 && run.errors == "", "\(run)")
        let answer = try run.answer(CompareAnswer.self)
        #expect(
            answer.counts.samples == 400 && answer.counts.errorsOld == 40 && answer.counts.errorsNew == 28)
        #expect(answer.counts.negativeFlips == 8 && answer.counts.positiveFlips == 20)
        #expect(answer.nfr == 0.02 && answer.pfr == 0.05 && answer.errorOld == 0.1 && answer.errorNew == 0.07)
        #expect(abs(try #require(answer.nfi) - 8.0 / 28) < 1e-12)
        #expect(abs(try #require(answer.relativeNFR) - 0.02 / (0.9 * 0.07)) < 1e-12)
        // SciPy 1.17.1: beta.ppf of .025, .975 and .95, and binomtest(8, 28).
        #expect(abs(answer.interval.lower - 0.00867317036911831) < 1e-10)
        #expect(abs(answer.interval.upper - 0.03902627671162005) < 1e-10)
        #expect(abs(answer.upperBound - 0.03579661761364029) < 1e-10)
        #expect(abs(answer.mcnemarP - 0.03569813817739487) < 1e-10)
        #expect(answer.perClass.map(\.name) == ["boot", "coat", "shirt"])
        #expect(answer.perSlice.map(\.name) == ["summer", "winter"] && answer.perSlice[1].nfr == 0.04)
        #expect(answer.worstFlips.map(\.id) == ["c307", "c306", "c305"])
        #expect(answer.worstFlips[0].prediction == "hat" && answer.worstFlips[0].slice == "winter")
        #expect(answer.worstFlips[0].oldConfidence == 0.5 + 0.307)
        #expect(answer.gate == nil && run.output.contains("\"gate\":null"))
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "models").path))
    }

    @Test(
        "is a gate with a bound, by the upper end of the interval or by the rate itself",
        arguments: [
            ("flipping.csv", ["--max-nfr", "0.01"], 1, [false]),
            ("flipping.csv", ["--max-nfr", "0.02"], 1, [false]),
            ("flipping.csv", ["--max-nfr", "0.02", "--gate", "upper"], 1, [false]),
            ("flipping.csv", ["--max-nfr", "0.02", "--gate", "point"], 0, [true]),
            ("flipping.csv", ["--max-nfr", "0.0199", "--gate", "point"], 1, [false]),
            ("flipping.csv", ["--max-nfr", "0.036"], 0, [true]),
            ("flipping.csv", ["--max-error-increase", "0"], 0, [true]),
            ("flipping.csv", ["--max-error-increase", "-0.04"], 1, [false]),
            ("better.csv", ["--max-nfr", "0.01", "--max-error-increase", "0"], 0, [true, true]),
            (
                "flipping.csv",
                ["--by", "season", "--max-slice-nfr", "0.03", "--gate", "point", "--max-nfr", "0.03"], 1,
                [true, false]
            ),
            ("flipping.csv", ["--max-slice-nfr", "1"], 1, [false]),
            ("flipping.csv", ["--policy", "strict.json"], 1, [false, true]),
            ("flipping.csv", ["--policy", "strict.json", "--max-nfr", "0.5"], 0, [true, true]),
            ("better.csv", ["--policy", "budget.json"], 1, [false]),
        ])
    func gate(new: String, bounds: [String], status: Int32, passed: [Bool]) throws {
        for (name, text) in [
            ("strict.json", #"{"maxNFR": 0.01, "maxErrorIncrease": 0}"#),
            ("budget.json", #"{"maxParameters": 10}"#),
        ] { try folder.write(Array(text.utf8), to: name) }
        let json = try folder.run(
            ["model", "compare", "old.csv", new, "--labels", "y.csv", "--format", "json"] + bounds)
        #expect(json.status == status && !json.wasKilled, "\(json)")
        let gate = try #require(try json.answer(CompareAnswer.self).gate)
        #expect(gate.checks.map(\.passed) == passed && gate.passed == (status == 0))
        let text = try folder.run(["model", "compare", "old.csv", new, "--labels", "y.csv"] + bounds)
        #expect(text.status == status)
        #expect(text.output.contains(status == 0 ? "\npassed\n" : "\nFAILED: "), "\(text)")
    }

    @Test("shows one table for people, and where the flips are")
    func text() throws {
        let run = try compare("flipping.csv", "--by", "season", "--worst", "2")
        #expect(run.status == 0, "\(run)")
        for phrase in [
            "old.csv -> flipping.csv: 400 examples", "negative flips (NFR)   2.00 %", "upper bound",
            "relative NFR", "winter", "c307", "and 6 more",
        ] { #expect(run.output.contains(phrase), "\(phrase)\n\(run)") }
    }

    @Test("shuffled and compressed files give the same answer")
    func forms() throws {
        let lines = ClothesPredictions.flipping.split(separator: "\n")
        let shuffled = [lines[0]] + lines.dropFirst().reversed()
        try folder.write(Array((shuffled.joined(separator: "\r\n") + "\r\n").utf8), to: "shuffled.csv")
        #expect(try folder.shell("gzip -k flipping.csv").status == 0)
        let runs = try ["flipping.csv", "shuffled.csv", "flipping.csv.gz"].map {
            try compare($0, "--format", "json").output.replacing($0, with: "new")
        }
        #expect(Set(runs).count == 1)
    }

    @Test("reads pipes as it reads files")
    func pipes() throws {
        let plain = try compare("flipping.csv", "--format", "json").output
        let piped = try folder.shell(
            "cat flipping.csv | \"$espalier\" model compare old.csv /dev/stdin --labels y.csv --format json")
        #expect(piped.status == 0, "\(piped)")
        #expect(piped.output.replacing("/dev/stdin", with: "flipping.csv") == plain)
        let broken = try folder.shell(
            "printf 'id,prediction\\n1,\\n' | \"$espalier\" model compare old.csv /dev/stdin --labels y.csv")
        broken.expectUnreadable("/dev/stdin:2: the prediction is empty")
        let policy = try folder.shell(
            "echo '{\"maxNFR\": 0.01}' | \"$espalier\" model compare old.csv flipping.csv --labels y.csv"
                + " --policy /dev/stdin")
        #expect(policy.status == 1 && policy.output.contains("policy: /dev/stdin"), "\(policy)")
    }

    @Test(
        "refuses what cannot be compared with a sentence and exit code 2",
        arguments: [
            ("id,prediction\nc0,boot\n", ["n.csv lacks 399 ids of old.csv (`c1`, `c2`"]),
            ("id,prediction\nc0,boot\nc0,coat\n", ["n.csv:3: the id `c0` is there already, on line 2"]),
            ("id,guess\nc0,boot\n", ["n.csv: there is no column `prediction`", "`guess`"]),
            ("id,prediction\n,boot\n", ["n.csv:2: the id is empty"]),
            ("id,prediction,confidence\nc0,boot,NaN\n", ["n.csv:2: the confidence `NaN`"]),
            (
                ClothesPredictions.csv(wrong: []).replacing("boot", with: "Boot").replacing(
                    "coat", with: "Coat"
                )
                .replacing("shirt", with: "Shirt"),
                ["n.csv: it predicts `Boot`, and y.csv says `boot`"]
            ),
            ("", ["n.csv: the file is empty"]), ("id,prediction\n", ["n.csv: there is no row"]),
        ])
    func refused(text: String, phrases: [String]) throws {
        try folder.write(Array(text.utf8), to: "n.csv")
        let run = try compare("n.csv", "--max-nfr", "1")
        run.expectUnreadable("error: ")
        for phrase in phrases { #expect(run.errors.contains(phrase), "\(run)") }
        let json = try compare("n.csv", "--format", "json")
        #expect(json.status == 2)
        #expect(try json.answer(ProblemsAnswer.self).errors.map(\.kind) == ["predictions"])
    }

    @Test("refuses labels that are missing or disagree, slices that nobody has, and files that are not there")
    func labels() throws {
        try folder.run("model", "compare", "old.csv", "better.csv").expectUnreadable(
            "nothing says what is right", "--labels")
        let other = ClothesPredictions.old.replacing("prediction,", with: "label,")
        try folder.write(Array(other.utf8), to: "other.csv")
        let answered = "id,prediction,label\n" + (0..<400).map { "c\($0),hat,hat\n" }.joined()
        try folder.write(Array(answered.utf8), to: "answered.csv")
        try compare("answered.csv").expectUnreadable(
            "the label of `c0` is `boot` in y.csv:2", "answered.csv:2")
        try compare("better.csv", "--by", "region").expectUnreadable("there is no column `region`")
        try compare("none.csv").expectUnreadable("none.csv: there is no such file")
        try compare("v2").expectUnreadable("v2: there is no such file", "no registry models")
        try compare("better.csv", "--policy", "none.json").expectUnreadable(
            "none.json: there is no such policy")
    }

    @Test(
        "wrong usage ends with 64",
        arguments: [
            (["--max-nfr", "1.5"], "rate from 0 to 1"), (["--gate", "lower"], "point"),
            (["--gate", "point"], "--gate says how a bound is meant"), (["--worst", "-1"], "--worst"),
            (["--by", "id"], "other than the ids"), (["--max-error-increase", "2"], "from -1 to 1"),
        ])
    func usage(options: [String], phrase: String) throws {
        let run = try folder.run(["model", "compare", "old.csv", "better.csv"] + options)
        #expect(run.status == 64 && run.output == "" && run.errors.contains(phrase), "\(run)")
    }

    @Test(
        "every command's help teaches by an example and fits a terminal",
        arguments: ["", "list", "show", "compare", "promote", "rollback", "add"])
    func help(command: String) throws {
        let words = ["model"] + (command.isEmpty ? [] : [command])
        let run = try folder.run(words + ["--help"])
        #expect(run.status == 0 && run.output.contains("  espalier \(words.joined(separator: " "))"))
        #expect(run.output.contains("Exit codes: 0"))
        let lines = run.output.split(separator: "\n").filter { !$0.hasPrefix("USAGE") }
        #expect(lines.allSatisfy { $0.count <= 80 })
    }
}
