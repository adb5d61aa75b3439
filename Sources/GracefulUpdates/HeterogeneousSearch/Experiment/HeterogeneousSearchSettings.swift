import Foundation
import LearningCore

/// Everything that a trial of the claim depends on and that its texts do not say, so that trials of other settings are not
/// taken for these.
struct HeterogeneousSearchSettings: Encodable {
    /// The searches, with their spaces, budgets and evolutions.
    let searches: [ArchitectureSearch]
    /// How the gallery network, the query networks and the supernets are trained.
    let recipes: [TrainingRecipe]
    let calibration: HeterogeneousSearch.Calibration
    let gallery: NetworkDescription
    let head: ClassHead.Kind
    /// The networks by hand, by budget.
    let handMade: [[NetworkDescription]]
    let featureWeight: Double
    let rankedCount: Int
    let regretSearches: Int

    init(_ scope: HeterogeneousSearchScope, cells: [Claim.Cell]) throws {
        let cells = try cells.map { try QueryNetworkCell($0, scope: scope) }
        searches = try cells.map { try $0.search(.heterogeneous) }
        recipes = [scope.galleryEpochs, scope.queryEpochs, scope.supernetEpochs].map(scope.recipe)
        calibration = scope.calibration
        gallery = HeterogeneousSearchScope.gallery
        head = HeterogeneousSearchScope.head
        handMade = cells.map { HeterogeneousSearchScope.handMade(within: $0.budget) }
        featureWeight = HeterogeneousSearchScope.featureWeight
        rankedCount = scope.rankedCount
        regretSearches = HeterogeneousSearchScope.regretSearches
    }

    /// What a claim's configuration says of it.
    var digest: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            return "\(ContentDigest(of: try encoder.encode(self)))"
        }
    }
}
