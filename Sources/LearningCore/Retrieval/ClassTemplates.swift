/// The mean vector of every class of a gallery.
///
/// Where vectors are compared by their angle, means are brought to length 1: a mean of unit vectors is shorter the more
/// they scatter, which says nothing about its direction.
struct ClassTemplates {
    private let classes: [Int]
    private let means: Embeddings

    init(_ gallery: Embeddings, labels: [Int], isCosine: Bool) {
        let classes = Set(labels).sorted()
        let places = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($0.element, $0.offset) })
        var sums = [Double](repeating: 0, count: classes.count * gallery.dimension)
        var counts = [Double](repeating: 0, count: classes.count)
        for (row, label) in labels.enumerated() {
            guard let place = places[label] else { continue }
            counts[place] += 1
            for (column, value) in gallery[row].enumerated() {
                sums[place * gallery.dimension + column] += value
            }
        }
        for place in sums.indices { sums[place] /= counts[place / gallery.dimension] }
        let means = Embeddings(checked: sums, dimension: gallery.dimension)
        self.classes = classes
        self.means = isCosine ? means.normalised() : means
    }

    /// The class whose mean is nearest, of equally near ones the lowest.
    func nearest(to query: Embeddings, _ row: Int) -> Int {
        let distances = means.squaredDistances(to: query, row)
        var best = 0
        for place in distances.indices where distances[place] < distances[best] { best = place }
        return classes[best]
    }
}
