import ArgumentParser
import Foundation
import GracefulUpdates
import LearningCore

/// Which network is trained: everything has a default that follows from the records.
struct NetworkOptions: ParsableArguments {
    /// The names of ``ClassHead/Kind``.
    enum HeadName: String, ExpressibleByArgument, CaseIterable { case cosine, linear }

    @Option(
        help: ArgumentHelp(
            "How wide the network is: channels of the first of two convolutions, or values of a hidden layer for records"
                + " that are no images.", valueName: "n"))
    var width = 16

    @Option(
        help: ArgumentHelp(
            "Widths of fully connected layers before the embedding, such as 256 or 256,64.",
            valueName: "widths"))
    var hidden: String?

    @Option(help: ArgumentHelp("The dimension of the embedding.", valueName: "n"))
    var embedding = 32

    @Option(
        help: ArgumentHelp(
            "cosine compares embeddings by their angle, as a vector search does; linear is the usual last layer.",
            valueName: "how"))
    var head = HeadName.cosine

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("What the cosine is multiplied by before the softmax.", valueName: "scale"))
    var scale = 16.0

    @Option(
        help: ArgumentHelp(
            "A network as JSON, instead of --width, --hidden and --embedding: the entry `network` of a model's manifest has"
                + " that form.", valueName: "file"))
    var network: String?

    func validate() throws {
        guard scale > 0, scale.isFinite else {
            throw ValidationError("--scale takes a finite number above 0.")
        }
        guard hiddenWidths() != nil else {
            throw ValidationError("--hidden takes widths above 0 separated by commas, such as 256,64.")
        }
    }

    /// How the head compares.
    var headKind: ClassHead.Kind {
        switch head {
        case .cosine: .cosine(scale: scale)
        case .linear: .linear(hasBias: true)
        }
    }

    /// The network for records of a shape.
    func description(for shape: [Int]) throws -> NetworkDescription {
        guard let network else {
            return try .standard(for: shape, width: width, embedding: embedding, hidden: hiddenWidths() ?? [])
        }
        let limit = 1 << 20
        guard let contents = FileManager.default.contents(atPath: network), contents.count <= limit else {
            throw GracefulUpdateError.network(
                reason: "\(network) cannot be read, or has more than a megabyte")
        }
        guard let description = try? JSONDecoder().decode(NetworkDescription.self, from: contents) else {
            throw GracefulUpdateError.network(
                reason: "\(network) is no description of a network; look at `network` in a model's manifest")
        }
        _ = try description.shapes()
        return description
    }

    private func hiddenWidths() -> [Int]? {
        guard let hidden else { return [] }
        let widths = hidden.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        let known = widths.compactMap { $0 }.filter { $0 > 0 }
        return known.count == widths.count ? known : nil
    }
}
