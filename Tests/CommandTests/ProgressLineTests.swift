import PropertyGraph
import Testing

@testable import espalier

@Suite("The line about progress")
struct ProgressLineTests {
    struct Case: CustomStringConvertible {
        let read: Int
        let total: Int
        let seconds: Double
        let text: String
        var description: String { text }
    }

    static let cases = [
        Case(
            read: 1_222_000_000, total: 2_600_000_000, seconds: 4,
            text: "Reading edges [=====>      ] 47 %, 1.2 of 2.6 GB, 306 MB/s, 5 s left"),
        Case(
            read: 100_000_000, total: 100_000_000_000, seconds: 1,
            text: "Reading edges [>           ] 0 %, 0.1 of 100 GB, 100 MB/s, 16 min 39 s left"),
        Case(
            read: 500_000, total: 1_000_000_000, seconds: 2.5,
            text: "Reading edges [>           ] 0 %, 0.0 of 1.0 GB, 200 kB/s, 1 h 23 min left"),
        // Short runs: no rate before half a second, no estimate below a second.
        Case(
            read: 4_000_000, total: 12_000_000, seconds: 0.1,
            text: "Reading edges [====>       ] 33 %, 4.0 of 12 MB"),
        Case(
            read: 11_000_000, total: 12_000_000, seconds: 1.1,
            text: "Reading edges [===========>] 91 %, 11 of 12 MB, 10 MB/s"),
        Case(
            read: 12_000_000, total: 12_000_000, seconds: 1.5,
            text: "Reading edges [============] 100 %, 12 of 12 MB, 8.0 MB/s"),
        // Nothing was read yet, files are empty, and a file grew.
        Case(
            read: 0, total: 5_000, seconds: 3, text: "Reading edges [>           ] 0 %, 0.0 of 5.0 kB"
        ),
        Case(read: 0, total: 0, seconds: 0, text: "Reading edges [>           ] 0 %, 0.0 of 0.0 kB"),
        Case(
            read: 9_000_000, total: 8_000_000, seconds: 2,
            text: "Reading edges [============] 100 %, 8.0 of 8.0 MB, 4.5 MB/s"),
    ]

    @Test("says how much is done, how fast, and how long it will take", arguments: cases)
    func text(example: Case) {
        let state = ReadingState(
            kind: .edge, bytesRead: example.read, bytesInTotal: example.total, seconds: example.seconds)
        #expect(state.text == example.text)
        #expect(state.text.count < 80)
    }

    @Test("never traps")
    func extremes() {
        for read in [Int.min, -1, 0, 1, .max] {
            for total in [Int.min, -1, 0, 1, .max] {
                for seconds in [-1, 0, 0.5, 1, 1e300] {
                    let state = ReadingState(
                        kind: .node, bytesRead: read, bytesInTotal: total, seconds: seconds)
                    #expect(state.text.hasPrefix("Reading nodes ["))
                }
            }
        }
    }
}
