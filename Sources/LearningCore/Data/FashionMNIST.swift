import Foundation

/// Fashion-MNIST: 70,000 grey images of 28 by 28 pixels in ten classes of clothes.
///
/// Source: Xiao, Rasul, Vollgraf 2017; Debian's package dataset-fashion-mnist (Expat licence), or any folder
/// with its four IDX files.
public struct FashionMNIST: Sendable {
    /// 60,000 images.
    public let training: Dataset
    /// 10,000 images.
    public let test: Dataset

    /// The folder that the environment variable `ESPALIER_FASHION_MNIST` names, else where Debian's package
    /// puts it.
    public static var folder: String {
        ProcessInfo.processInfo.environment["ESPALIER_FASHION_MNIST"] ?? "/usr/share/datasets/fashion-mnist"
    }

    /// Whether the folder has the images.
    public static var isInstalled: Bool {
        file(of: "train", in: folder) != nil && file(of: "t10k", in: folder) != nil
    }

    /// Reads both parts.
    ///
    /// - Throws: ``DatasetError``; where the files are not there, with what to install.
    public init(folder: String = FashionMNIST.folder) throws {
        func read(_ part: String, _ name: String) throws -> Dataset {
            guard let path = Self.file(of: part, in: folder) else {
                throw DatasetError.malformed(
                    data: folder, place: nil,
                    problem:
                        "Fashion-MNIST is not there; install Debian's package dataset-fashion-mnist, or name the"
                        + " folder of its four files in the environment variable ESPALIER_FASHION_MNIST")
            }
            return try Dataset(reading: path, options: DatasetOptions(name: name))
        }
        training = try read("train", "Fashion-MNIST training")
        test = try read("t10k", "Fashion-MNIST test")
    }

    private static func file(of part: String, in folder: String) -> String? {
        ["\(folder)/\(part)-images-idx3-ubyte.gz", "\(folder)/\(part)-images-idx3-ubyte"]
            .first(where: FileManager.default.fileExists)
    }
}
