import Tensors

/// Features and labels as tensors in files: two .npy files, or one .safetensors file with both.
struct TensorDataset {
    private let features: (path: String, data: TensorData)
    private let labels: (path: String, data: TensorData)

    /// Opens two .npy files.
    init(npy path: String, labels: String?) throws(DatasetError) {
        guard let labels else { throw .noLabels(path: path, looked: ["named for them"]) }
        features = (path, try opening { () throws(TensorError) in try NPYFile.read(path) })
        self.labels = (labels, try opening { () throws(TensorError) in try NPYFile.read(labels) })
    }

    /// Opens a file with tensors `features` and `labels`.
    init(safetensors path: String) throws(DatasetError) {
        let file = try opening { () throws(TensorError) in try SafetensorsFile(path: path) }
        features = (path, try opening { () throws(TensorError) in try file.data(named: "features") })
        labels = (path, try opening { () throws(TensorError) in try file.data(named: "labels") })
    }

    func read(name: String) throws(DatasetError) -> Dataset {
        guard labels.data.shape.count == 1 else {
            throw .malformed(
                data: labels.path, place: nil,
                problem:
                    "labels are one whole number for each record, and these have shape \(labels.data.shape);"
                    + " give a tensor of one dimension")
        }
        guard let count = features.data.shape.first, count > 0 else {
            throw .noRecords(data: features.path)
        }
        let shape = features.data.shape.count > 1 ? Array(features.data.shape.dropFirst()) : [1]
        let numbers = try converted(features) { data throws(TensorError) in
            try data.numbers(as: Float.self)
        }
        let classes = try converted(labels) { data throws(TensorError) in try data.integers() }
        guard classes.count == count else {
            throw .malformed(
                data: labels.path, place: nil,
                problem:
                    "there are \(classes.count) labels for \(count) records of \(features.path); give the tensors"
                    + " that belong together")
        }
        var coding = LabelCoding()
        for number in classes { coding.append(String(number)) }
        let (labels, classNames) = coding.finish()
        // Messages name the file.
        return try Dataset(
            name: features.path, shape: shape, features: numbers, labels: labels, classNames: classNames
        ).named(name)
    }

    private func converted<Element>(
        _ tensor: (path: String, data: TensorData), _ body: (TensorData) throws(TensorError) -> [Element]
    ) throws(DatasetError) -> [Element] {
        do throws(TensorError) { return try body(tensor.data) } catch {
            throw .unreadableTensors(.file(path: tensor.path, message: error.description))
        }
    }
}

/// Passes on what is wrong with a file of tensors as an error of this layer.
private func opening<Result>(
    _ body: () throws(TensorError) -> Result
) throws(DatasetError) -> Result {
    do throws(TensorError) { return try body() } catch { throw .unreadableTensors(error) }
}
