import LearningCore
import Tensors

/// The claim of compatibility-aware search for query networks, at a size that two cores carry.
///
///     espalier reproduce hvs
///
/// Among 24 networks, all of which are trained alone, and among 1,152, of which a supernet is trained.
public enum HeterogeneousSearchClaim {
    private typealias Arm = HeterogeneousSearchArm

    /// What is measured first: small queries in the large gallery.
    static let crossed = "M(q,g)"
    static let own = "M(q,q)"
    static let crossedTop1 = "top-1 (q,g)"
    static let ownTop1 = "top-1 (q,q)"
    static let ratio = "multiply-adds, g / q"
    static let latency = "latency, g / q"

    private static func toyCell(_ budget: Int) -> Claim.Cell {
        Claim.Cell(
            ["budget": Double(budget), "wide": 0], name: "24 networks, \(budget / 1_000) k multiply-adds")
    }

    static let toyCells = [8_000, 15_000, 23_000].map(toyCell)
    static let wideCell = Claim.Cell(
        ["budget": 15_000, "wide": 1], name: "1,152 networks, 15 k multiply-adds")

    /// A digest of the spaces, evolutions, recipes and networks by hand.
    private static let settings: String = {
        guard let full = try? digest(of: .full), let quick = try? digest(of: .quick) else {
            preconditionFailure("the settings of a claim are those of searches that can be run")
        }
        return "spaces, evolutions, recipes and networks by hand: SHA-256 \(full) (full), \(quick) (quick)"
    }()

    private static func digest(of scope: HeterogeneousSearchScope) throws -> String {
        try HeterogeneousSearchSettings(scope, cells: toyCells + [wideCell]).digest
    }

    /// The claim, ready to be run.
    public static var claim: Claim {
        claim { form in
            let laboratory = try HeterogeneousSearchLaboratory(form: form)
            return { try laboratory.run($0) }
        }
    }

    /// The claim with another laboratory.
    static func claim(
        prepare: @escaping @Sendable (ExperimentForm) throws -> Claim.Laboratory
    ) -> Claim {
        Claim(
            name: "hvs", title: "HVS: small query networks for a large network's gallery",
            statement:
                "A query network that is chosen by how well it finds in the large network's gallery finds better there than"
                + " one that is chosen by how well it does alone, at the same budget of multiply-adds.",
            source:
                "Duggal, Zhou, Yang, Xiong, Xia, Tu, Soatto: Compatibility-aware Heterogeneous Visual Search, CVPR 2021"
                + " (query cost 80 times lower on DeepFashion2 and 23 times on IJB-C, within 0.3 and 1.6 % of the"
                + " large network's accuracy)",
            version: 2,
            configuration: [
                "gallery": HeterogeneousSearchScope.gallery.summary,
                "full": HeterogeneousSearchScope.full.description,
                "quick": HeterogeneousSearchScope.quick.description,
                "settings": settings,
            ],
            cells: toyCells + [wideCell], arms: Arm.allCases.map(\.declaration),
            measures: [
                .init(crossed, better: .higher), .init(own, better: .higher),
                .init(crossedTop1, unit: "%", better: .higher, places: 1),
                .init(ownTop1, unit: "%", better: .higher, places: 1),
                .init(ratio, better: .higher, places: 1), .init(latency, better: .higher, places: 1),
            ],
            selection:
                "Architectures by their reward on search images, the hand-made network by M(q,g) on validation images; both"
                + " are training images that nothing is trained on. All measures are of test images, the same in every"
                + " seed. Among the 24 networks rewards are those of networks trained alone, in the arms of the supernet and of"
                + " random search and among the 1,152 those of a supernet's paths; the winner is trained alone.",
            gates: HeterogeneousSearchGates.all(toy: toyCells, wide: wideCell),
            quick: .init(
                "one cell, 512 images and two epochs a network, 40 test queries in a gallery of 80",
                cells: [toyCells[0]]),
            versions: { ["libtorch": Torch.version ?? "none"] }, prepare: prepare)
    }
}
