import Foundation
@testable import LearningCore
import Testing

@testable import espalier

@Suite("espalier reproduce")
struct ReproduceTests {
    private let folder: WorkFolder

    init() throws { folder = try WorkFolder() }

    /// A claim of one cell and two arms, in which everything is known in advance.
    private static func claim(_ verdict: Verdict = .held) -> Claim {
        let cell = Claim.Cell(["n": 1])
        return Claim(
            name: "coin", title: "A coin", statement: "It falls.", source: "Newton, 1687", cells: [cell],
            arms: [
                .init("coin", "is dropped", role: .proposed),
                .init("feather", "too", role: .strongestBaseline),
            ],
            measures: [.init("seconds", unit: "s", better: .lower)], selection: "Nothing is chosen.",
            gates: [.init("falls", "It comes down.") { _ in Judgement(verdict, "as seen") }],
            quick: .init("One seed.", cells: [cell], seeds: 1)
        ) { _ in { trial in TrialResult(measures: ["seconds": trial.arm == "coin" ? 1 : 2]) } }
    }

    private func run(_ verdict: Verdict = .held, form: ExperimentForm = .full, seeds: Int? = nil)
        -> ReproduceRun
    {
        ReproduceRun(
            claim: Self.claim(verdict), form: form, seeds: seeds,
            folder: folder.url.appending(path: "out").path, startsAfresh: false)
    }

    @Test("the verdict, its gates and the report's place are told")
    func text() throws {
        let (report, path) = try run().written { _ in }
        #expect(
            ReproduceRun.text(of: report, at: path)
                == "A coin: held, its gate was passed.\n  held  falls: as seen\nThe report: \(path)\n")
        #expect(try folder.text(of: "out/report.md").contains("Made by `espalier reproduce coin`"))
        #expect(try folder.text(of: "out/report.md").contains("espalier \(Espalier.configuration.version)"))
    }

    @Test(
        "the command that made a report is what a person would type",
        arguments: [
            (ExperimentForm.full, nil, "espalier reproduce coin"),
            (.full, 7, "espalier reproduce coin --seeds 7"),
            (.quick, nil, "espalier reproduce coin --quick"),
        ])
    func command(form: ExperimentForm, seeds: Int?, expected: String) {
        #expect(run(form: form, seeds: seeds).command == expected)
    }

    @Test(
        "the trial line says where the run is and how long it takes",
        arguments: [
            (0, 0, nil, "Trial 1 of 8: coin at n = 1, seed 0"),
            (3, 0, 125.0, "Trial 4 of 8, about 2 min 5 s left: coin at n = 1, seed 0"),
            (8, 0, 0, "All 8 trials are finished."),
            (8, 5, 0, "All 8 trials are finished, 5 of them by an earlier run."),
        ] as [(Int, Int, Double?, String)])
    func progress(finished: Int, reused: Int, left: Double?, line: String) throws {
        let trial = Trial(cell: .init(["n": 1]), arm: "coin", seed: 0, form: .full)
        let text = TrialProgressLine.text(
            of: ExperimentProgress(
                finished: finished, total: 8, reused: reused, next: finished < 8 ? trial : nil,
                secondsLeft: left))
        #expect(text == line)
    }

    @Test(
        "a misspelt claim is met with the right one, and one far from all with the list",
        arguments: [
            ("coins", "There is no claim `coins`. Did you mean `coin`?"),
            ("gravity", "There is no claim `gravity`. The claims are `coin`; --list tells what they say."),
        ])
    func misspelt(name: String, sentence: String) {
        let error = #expect(throws: UnknownClaim.self) {
            try ClaimRegister(claims: [Self.claim()]).claim(named: name)
        }
        #expect(error?.description == sentence)
    }

    @Test("the list has what each claim says and what has to come out")
    func list() {
        let text = ClaimList(ClaimRegister(claims: [Self.claim()])).text
        #expect(
            text == """
                coin: A coin
                  It falls.
                  Newton, 1687
                  2 arms in 1 cell with 5 seeds; what has to come out:
                  - It comes down.

                """)
    }

    @Test(
        "wrong usage ends with 64 and a sentence",
        arguments: [
            (["no-such-claim"], "There is no claim `no-such-claim`."), ([], "Name a claim"),
            (["--list", "adamix"], "--list stands alone"), (["adamix", "--seeds", "0"], "--seeds takes"),
        ])
    func wrongUsage(arguments: [String], sentence: String) throws {
        let run = try folder.run(["reproduce"] + arguments)
        #expect(run.status == 64 && run.output == "", "\(run)")
        #expect(run.errors.contains(sentence), "\(run)")
    }

    @Test("the claims are listed, as JSON too")
    func listed() throws {
        struct Answer: Decodable {
            struct Claim: Decodable { let name: String }
            let claims: [Claim]
        }
        #expect(try folder.run("reproduce", "--list").status == 0)
        let run = try folder.run("reproduce", "--list", "--format", "json")
        #expect(try run.answer(Answer.self).claims.map(\.name) == ClaimRegister.all.claims.map(\.name))
    }
}
