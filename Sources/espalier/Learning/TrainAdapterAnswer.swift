import Foundation

/// What `espalier train adapter` says in the end.
struct AdapterAnswer: Encodable {
    let model: String
    let method: String
    let architecture: String
    /// The mean squared distance of mapped training vectors from what they should be, at length 1.
    let residual: Double
    let onGallery: VersionComparison?
    let onQuery: VersionComparison?

    private enum CodingKeys: CodingKey { case model, method, architecture, residual, onGallery, onQuery }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(model, forKey: .model)
        try container.encode(method, forKey: .method)
        try container.encode(architecture, forKey: .architecture)
        try container.encode(residual, forKey: .residual)
        try container.encodeIfPresent(onGallery?.rows, forKey: .onGallery)
        try container.encodeIfPresent(onQuery?.rows, forKey: .onQuery)
    }

    /// The report for people.
    var text: String {
        var text =
            "\(model): adapter, \(architecture)\n  residual    \(String(format: "%.4g", residual)) on the training records\n"
        if let onGallery {
            text += "If it maps a gallery of --from, which --to searches (old: --from, new: --to):\n"
            text += onGallery.text + "  " + onGallery.summary + "\n"
        }
        if let onQuery {
            text += "If it maps queries of --from, which search a gallery of --to (old: --to, new: --from):\n"
            text += onQuery.text + "  " + onQuery.summary + "\n"
        }
        return text
    }
}
