import Foundation
import GracefulUpdates
import Tensors

/// Logits of two classifiers on six samples of four classes, and what the losses of positive-congruent training make of
/// them; recomputed from the equations in float64 by another program.
struct GoldenFlips: Decodable {
    let inputs: Inputs
    /// What the paper's equations give.
    let paper: [String: Golden]
    /// What the code that was released with the paper gives, mistakes included.
    let code: [String: Golden]

    struct Inputs: Decodable {
        let new: [[Double]]
        let old: [[Double]]
        let labels: [Int64]
        private enum CodingKeys: String, CodingKey {
            case new = "new_logits"
            case old = "old_logits"
            case labels
        }
    }

    /// A number, or one for each sample.
    enum Golden: Decodable {
        case number(Double)
        case list([Double])
        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .list(try container.decode([Double].self))
            }
        }
    }

    private enum CodingKeys: String, CodingKey {
        case inputs
        case paper = "pct_paper"
        case code = "pct_reference_code"
    }

    static let all: GoldenFlips = {
        guard let folder = Bundle.module.url(forResource: "Golden", withExtension: nil),
            let data = try? Data(contentsOf: folder.appending(path: "graceful.json")),
            let golden = try? JSONDecoder().decode(GoldenFlips.self, from: data)
        else { fatalError("The golden values of graceful.json are missing.") }
        return golden
    }()

    static func paper(_ name: String) -> Double { number(all.paper[name]) }
    static func code(_ name: String) -> Double { number(all.code[name]) }

    private static func number(_ golden: Golden?) -> Double {
        guard case .number(let number)? = golden else { return .nan }
        return number
    }

    /// The logits of the new classifier, in float64.
    static func new() throws -> Tensor { try Tensor(all.inputs.new.flatMap(\.self), shape: [6, 4]) }
    /// The logits of the old one.
    static func old() throws -> Tensor { try Tensor(all.inputs.old.flatMap(\.self), shape: [6, 4]) }
    static func labels() throws -> Tensor { try Tensor(all.inputs.labels) }
}

extension Double {
    func isWithin(_ distance: Double, of other: Double) -> Bool { abs(self - other) <= distance }
}

extension EmbeddingModel {
    /// Whether all tensors are the same to the bit.
    func hasSameState(as other: EmbeddingModel) throws -> Bool {
        let (own, others) = (state, other.state)
        return try own.keys == others.keys
            && own.allSatisfy { name, tensor in
                try others[name].map { try tensor.isIdentical(to: $0) } ?? false
            }
    }
}
