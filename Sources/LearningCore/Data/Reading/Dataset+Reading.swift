import Foundation
import Interchange

/// How a file is read as a data set, where that is not plain from the file.
public struct DatasetOptions: Sendable {
    /// The column that holds the labels, of files with named columns.
    public var label: String
    /// The columns that are features; nil for all but the label.
    public var features: [String]?
    /// What the data set is called; nil for the name of its file.
    public var name: String?

    /// Options that default to a column `label` beside the features.
    public init(label: String = "label", features: [String]? = nil, name: String? = nil) {
        self.label = label
        self.features = features
        self.name = name
    }
}

extension Dataset {
    /// Reads a file, or two that belong together.
    ///
    ///     try Dataset(reading: "train-images-idx3-ubyte.gz")        // finds train-labels-idx1-ubyte.gz
    ///     try Dataset(reading: "features.npy,labels.npy")
    ///     try Dataset(reading: "flowers.csv", options: .init(label: "species"))
    ///
    /// IDX, .npy and Parquet are told by their first bytes, .safetensors (with tensors `features` and
    /// `labels`) and CSV by their endings. IDX and CSV may be compressed. Images of IDX files, whose pixels
    /// are bytes, are scaled to 0...1.
    ///
    /// - Throws: ``DatasetError``, whose sentence names the file, the place in it and a way out.
    public init(reading source: String, options: DatasetOptions = DatasetOptions()) throws(DatasetError) {
        let paths = Self.paths(of: source)
        let name = options.name ?? String(paths.features.split(separator: "/").last ?? Substring(source))
        switch try Self.format(of: paths.features) {
        case .idx:
            self = try IDXDataset(features: paths.features, labels: paths.labels).read(name: name)
        case .csv:
            try Self.refuseSecondFile(paths)
            self = try CSVDataset(path: paths.features, options: options).read(name: name)
        case .npy:
            self = try TensorDataset(npy: paths.features, labels: paths.labels).read(name: name)
        case .safetensors:
            try Self.refuseSecondFile(paths)
            self = try TensorDataset(safetensors: paths.features).read(name: name)
        case .parquet:
            try Self.refuseSecondFile(paths)
            self = try ParquetDataset(path: paths.features, options: options).read(name: name)
        }
    }

    private enum FileFormat { case idx, csv, parquet, npy, safetensors }

    /// `FEATURES,LABELS`, unless the whole is the name of a file.
    private static func paths(of source: String) -> (features: String, labels: String?) {
        let parts = source.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts.contains(""), !FileManager.default.fileExists(atPath: source) else {
            return (source, nil)
        }
        return (parts[0], parts[1])
    }

    private static func format(of path: String) throws(DatasetError) -> FileFormat {
        let head = try reading { () throws(InterchangeError) in
            var content = try DecompressedBytes(path: path)
            return try content.read(upTo: 8)
        }
        if head.starts(with: [0, 0]), head.count >= 4, IDXFile.ElementType(rawValue: head[2]) != nil {
            return .idx
        }
        if head.starts(with: Array("PAR1".utf8)) { return .parquet }
        if head.starts(with: [0x93] + Array("NUMPY".utf8)) { return .npy }
        let endings = path.lowercased().split(separator: ".").suffix(2)
        if endings.last == "safetensors" { return .safetensors }
        if endings.contains("csv") || endings.contains("tsv") { return .csv }
        throw .unknownFormat(path: path)
    }

    private static func refuseSecondFile(_ paths: (features: String, labels: String?)) throws(DatasetError) {
        guard let labels = paths.labels else { return }
        throw .malformed(
            data: paths.features, place: nil,
            problem: "this file has its labels itself, so \(labels) is one file too many; leave it out")
    }
}
