import Foundation

/// Predictions of 400 clothes: the old model is wrong on the first 40.
enum ClothesPredictions {
    static let count = 400

    /// What is right, with a slice for either half.
    static let labels =
        "id,label,season\n"
        + (0..<count).map { "c\($0),\(label($0)),\($0 < count / 2 ? "summer" : "winter")\n" }.joined()

    /// Predictions that are wrong on some; surer the later they are.
    static func csv(wrong: some Sequence<Int>) -> String {
        let wrong = Set(wrong)
        return "prediction,confidence,id\n"
            + (0..<count).map {
                "\(wrong.contains($0) ? "hat" : label($0)),\(0.5 + Double($0) / 1_000),c\($0)\n"
            }.joined()
    }

    static let old = csv(wrong: 0..<40)
    /// Repairs ten and breaks none.
    static let better = csv(wrong: 10..<40)
    /// Repairs twenty and breaks eight: fewer errors, and new ones.
    static let flipping = csv(wrong: Array(20..<40) + Array(300..<308))

    static func folder(_ more: [String: String] = [:]) throws -> WorkFolder {
        try WorkFolder(
            ["y.csv": labels, "old.csv": old, "better.csv": better, "flipping.csv": flipping].merging(more) {
                $1
            })
    }

    private static func label(_ item: Int) -> String { ["boot", "coat", "shirt"][item % 3] }
}

/// What `model compare --format json` answers.
struct CompareAnswer: Decodable {
    struct Counts: Decodable {
        let samples: Int
        let errorsOld: Int
        let errorsNew: Int
        let negativeFlips: Int
        let positiveFlips: Int
    }
    struct Interval: Decodable {
        let lower: Double
        let upper: Double
    }
    struct Group: Decodable {
        let name: String
        let samples: Int
        let nfr: Double
        let upperBound: Double
        let adjustedP: Double
    }
    struct Flip: Decodable {
        let id: String
        let label: String
        let prediction: String
        let slice: String?
        let oldConfidence: Double?
    }
    struct Check: Decodable {
        let name: String
        let bound: Double?
        let value: Double?
        let passed: Bool
        let remark: String?
    }
    struct Gate: Decodable {
        let passed: Bool
        let checks: [Check]
        let policySource: String
    }
    let nfr: Double
    let pfr: Double
    let nfi: Double?
    let pfi: Double?
    let relativeNFR: Double?
    let errorOld: Double
    let errorNew: Double
    let counts: Counts
    let interval: Interval
    let upperBound: Double
    let mcnemarP: Double
    let perClass: [Group]
    let perSlice: [Group]
    let worstFlips: [Flip]
    let gate: Gate?
}
