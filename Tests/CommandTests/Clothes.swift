import Foundation
import Tensors
import Testing

/// Small files of clothes: three classes around three points, by a formula.
enum Clothes {
    static let names = ["boot", "coat", "shirt"]

    static func csv(_ count: Int, seed: UInt64, header: String = "a,b,c,label") -> String {
        var state = seed
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) * 0x1p-53 - 0.5
        }
        let rows = (0..<count).map { row in
            (0..<3).map { String((row % 3 == $0 ? 1 : 0) + next()) }.joined(separator: ",")
                + ",\(names[row % 3])"
        }
        return ([header] + rows).joined(separator: "\n") + "\n"
    }

    static func folder(_ more: [String: String] = [:]) throws -> WorkFolder {
        try WorkFolder(
            [
                "few.csv": csv(9, seed: 1), "many.csv": csv(300, seed: 2), "test.csv": csv(150, seed: 3),
            ].merging(more) { $1 })
    }
}

extension Trait where Self == ConditionTrait {
    static var needsTorch: Self {
        .enabled("Training needs libtorch, which `scripts/setup --torch` installs") { Torch.isAvailable }
    }
}
