import Foundation

/// Two IDX files that belong together: images and their labels.
struct IDXDataset {
    private let features: String
    private let labels: String

    /// Names the files; labels that are not named are looked for where MNIST and its kin have them.
    init(features: String, labels: String?) throws(DatasetError) {
        self.features = features
        if let labels {
            self.labels = labels
            return
        }
        let candidates = Self.conventionalLabels(of: features)
        guard let found = candidates.first(where: FileManager.default.fileExists) else {
            throw .noLabels(
                path: features, looked: candidates.isEmpty ? ["beside it that is called so"] : candidates)
        }
        self.labels = found
    }

    func read(name: String) throws(DatasetError) -> Dataset {
        let images = try IDXFile(path: features)
        let classes = try IDXFile(path: labels)
        guard classes.shape.count == 1, let numbers = classes.integers else {
            throw .malformed(
                data: labels, place: .offset(2),
                problem:
                    "labels are one whole number each, and this file has shape \(classes.shape); is it the"
                    + " right one?")
        }
        let shape = images.shape.count > 1 ? Array(images.shape.dropFirst()) : [1]
        guard images.shape[0] == numbers.count else {
            throw .malformed(
                data: labels, place: nil,
                problem:
                    "there are \(numbers.count) labels for \(images.shape[0]) records of \(features); give the"
                    + " files that belong together")
        }
        var coding = LabelCoding()
        for number in numbers { coding.append(String(number)) }
        let (labels, classNames) = coding.finish()
        // Messages name the file.
        return try Dataset(
            name: features, shape: shape, features: images.floats(scalesBytes: shape.count > 1),
            labels: labels,
            classNames: classNames
        ).named(name)
    }

    /// `train-labels-idx1-ubyte.gz` for `train-images-idx3-ubyte.gz`, with and without compression.
    private static func conventionalLabels(of path: String) -> [String] {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        let file = String(path.dropFirst(folder.count))
        let renamed = file.replacingOccurrences(of: "images", with: "labels")
            .replacingOccurrences(of: "idx3", with: "idx1")
        guard renamed != file else { return [] }
        let other = renamed.hasSuffix(".gz") ? String(renamed.dropLast(3)) : renamed + ".gz"
        return [renamed, other].map { folder + $0 }
    }
}
