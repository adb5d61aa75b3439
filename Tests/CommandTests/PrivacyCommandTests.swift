import Testing

@Suite("espalier privacy")
struct PrivacyCommandTests {
    /// What `privacy epsilon --format json` and `privacy calibrate --format json` answer.
    struct Answer: Decodable {
        let epsilon: Double
        let delta: Double
        let accountant: String
        let relation: String
        let errorBound: Double
        let sigma: Double
        let q: Double
        let steps: Int
        let order: Double?
        let grid: Double?
        let targetEpsilon: Double?
    }

    static func run(_ line: String) throws -> CommandRun {
        try WorkFolder().run(["privacy"] + line.split(separator: " ").map(String.init))
    }

    static func answer(_ line: String) throws -> Answer {
        let run = try run(line + " --format json")
        #expect(run.status == 0 && run.errors == "", "\(run)")
        return try run.answer()
    }

    @Test(
        "epsilon answers with the golden number and all that it is of",
        arguments: [
            ("--sigma 1 --q 0.01 --steps 1000", 1.828243648, 1e-5, "pld", "add-remove"),
            ("--sigma 1 --q 0.01 --steps 1000 --accountant rdp", 2.10136527, 1e-8, "rdp", "add-remove"),
            ("--sigma 20 --steps 20", 0.81972833, 1e-8, "exact", "add-remove"),
            ("--sigma 20 --q 1 --steps 20 --relation replace-one", 1.76005715, 1e-8, "exact", "replace-one"),
            ("--sigma 20 --steps 20 --accountant rdp", 0.896959806, 1e-8, "rdp", "add-remove"),
            ("--sigma 20 --steps 20 --accountant pld", 0.819728349, 1e-5, "pld", "add-remove"),
            ("--sigma 1 --steps 0", 0, 0, "exact", "add-remove"),
        ])
    func epsilon(line: String, golden: Double, tolerance: Double, accountant: String, relation: String) throws
    {
        let answer = try Self.answer("epsilon --delta 1e-5 " + line)
        #expect(abs(answer.epsilon - golden) <= tolerance * max(1, golden))
        #expect(answer.accountant == accountant && answer.relation == relation && answer.delta == 1e-5)
        #expect(0...answer.epsilon ~= answer.errorBound)
        #expect((answer.order != nil) == (accountant == "rdp"))
        #expect((answer.grid != nil) == (accountant == "pld"))
        #expect(answer.targetEpsilon == nil)
    }

    @Test("replacing a record is adding one with half the noise, for divergences too")
    func replaceOne() throws {
        let one = try Self.answer(
            "epsilon --sigma 20 --steps 20 --delta 1e-5 --accountant rdp --relation replace-one")
        let other = try Self.answer("epsilon --sigma 10 --steps 20 --delta 1e-5 --accountant rdp")
        #expect(one.epsilon == other.epsilon && one.sigma == 20)
    }

    @Test(
        "calibrate answers with a noise that keeps the target",
        arguments: [
            ("--epsilon 1 --full-batch --steps 20", 16.68389187, 1e-7),
            ("--epsilon 1 --steps 20 --accountant rdp", 18.091513, 1e-6),
            ("--epsilon 3 --q 0.1 --steps 500", 3.2478, 1e-4),
        ])
    func calibrate(line: String, golden: Double, tolerance: Double) throws {
        let answer = try Self.answer("calibrate --delta 1e-5 " + line)
        #expect(abs(answer.sigma - golden) <= tolerance * golden)
        let target = try #require(answer.targetEpsilon)
        #expect(answer.epsilon <= target && answer.epsilon > target * 0.999)
    }

    @Test("for people every figure says what it is of")
    func text() throws {
        let epsilon = try Self.run("epsilon --sigma 1 --q 0.01 --steps 1000 --delta 1e-5")
        for phrase in [
            "epsilon 1.82824", "at delta 1e-05", "one record added or removed", "privacy loss distribution",
            "on a grid of 0.0001", "at most", "Poisson sample of rate 0.01",
        ] {
            #expect(epsilon.output.contains(phrase), "\(epsilon)")
        }
        let calibration = try Self.run(
            "calibrate --epsilon 1 --steps 20 --delta 1e-5 --relation replace-one --accountant rdp")
        for phrase in ["sigma 36.18", "of 1.0", "replaced by another", "best at order", "full batch"] {
            #expect(calibration.output.contains(phrase), "\(calibration)")
        }
    }

    @Test(
        "numbers that cannot be are refused with a sentence",
        arguments: [
            ("epsilon --sigma 0 --steps 1 --delta 1e-5", "noise multiplier"),
            ("epsilon --sigma -1 --steps 1 --delta 1e-5", "noise multiplier is -1"),
            ("epsilon --sigma nan --steps 1 --delta 1e-5", "noise multiplier"),
            ("epsilon --sigma 1 --q 1.5 --steps 1 --delta 1e-5", "sampling rate"),
            ("epsilon --sigma 1 --q 0 --steps 1 --delta 1e-5", "sampling rate"),
            ("epsilon --sigma 1 --steps -3 --delta 1e-5", "number of steps"),
            ("epsilon --sigma 1 --steps 1 --delta 0", "Delta"),
            ("epsilon --sigma 1 --steps 1 --delta 1", "Delta"),
            ("epsilon --sigma 1 --steps 1 --delta -0.1", "Delta"),
            ("epsilon --sigma 1 --q 0.5 --steps 1 --delta 1e-5 --relation replace-one", "Poisson"),
            ("epsilon --sigma 1 --q 0.5 --steps 1 --delta 1e-5 --accountant exact", "full batches only"),
            ("epsilon --sigma 1 --q 0.5 --steps 1 --delta 1e-15", "rdp"),
            ("epsilon --sigma 1e-200 --steps 1 --delta 1e-5", "too small"),
            ("epsilon --sigma 1 --steps 1 --delta 1e-5 --accountant pld --grid 3", "grid"),
            ("calibrate --epsilon 0 --steps 1 --delta 1e-5", "Epsilon"),
            ("calibrate --epsilon -1 --steps 1 --delta 1e-5", "Epsilon"),
            ("calibrate --epsilon inf --steps 1 --delta 1e-5", "Epsilon"),
            ("calibrate --epsilon 1 --steps 0 --delta 1e-5", "0 steps"),
            ("calibrate --epsilon 1e-300 --steps 9 --delta 1e-300", "not reached"),
        ])
    func refusal(line: String, says: String) throws {
        let text = try Self.run(line)
        text.expectUnreadable(says)
        let json = try Self.run(line + " --format json")
        #expect(json.status == 2)
        let problems: ProblemsAnswer = try json.answer()
        #expect(problems.errors.count == 1 && problems.errors[0].kind == "privacy")
        #expect(problems.errors[0].message.contains(says))
    }

    @Test(
        "wrong usage has exit code 64",
        arguments: [
            ("epsilon --steps 1 --delta 1e-5", "--sigma"), ("epsilon --sigma 1 --delta 1e-5", "--steps"),
            ("epsilon --sigma many --steps 1 --delta 1e-5", "--sigma"),
            ("epsilon --sigma 1 --steps 1.5 --delta 1e-5", "--steps"),
            ("epsilon --sigma 1 --steps 1 --delta 1e-5 --accountant clt", "exact"),
            ("epsilon --sigma 1 --steps 1 --delta 1e-5 --relation shuffled", "add-remove"),
            ("epsilon --sigma 1 --steps 1 --delta 1e-5 --grid 1e-3", "--accountant pld"),
            ("calibrate --epsilon 1 --q 0.1 --full-batch --steps 1 --delta 1e-5", "--full-batch"),
            ("epsilom --sigma 1", "espalier privacy epsilon"),
        ])
    func misuse(line: String, says: String) throws {
        let run = try Self.run(line)
        #expect(run.status == 64 && !run.wasKilled && run.output == "", "\(run)")
        #expect(run.errors.contains(says), "\(run)")
    }

    @Test(
        "--help teaches with an example and names every option",
        arguments: [
            ("", ["espalier privacy epsilon --sigma 1.1", "calibrate"]),
            ("epsilon", ["--sigma", "--q", "--steps", "--delta", "--accountant", "--relation", "--format"]),
            ("calibrate", ["--epsilon", "--full-batch", "--q", "--steps", "--delta", "--accountant"]),
        ])
    func help(command: String, phrases: [String]) throws {
        let run = try Self.run(command + " --help")
        #expect(run.status == 0)
        for phrase in phrases { #expect(run.output.contains(phrase)) }
        #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix("USAGE") })
    }
}
