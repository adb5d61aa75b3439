/// Why a segment could not be written, opened or read.
///
/// The cases are for programs and tests; ``description`` is the sentence for people.
public enum SegmentError: Error, Equatable {
    /// There is no file of that name.
    case missing(file: String)
    /// The operating system refused to open, map or read the file.
    case unreadable(file: String, reason: String)
    /// The operating system refused to write the file.
    case unwritable(file: String, reason: String)
    /// The file does not begin as a segment does.
    case notASegment(file: String)
    /// The file was written by a newer program in a format that this one does not know.
    case newerVersion(file: String, version: UInt32, supported: UInt32)
    /// The file is shorter or longer than its trailer says, or has no trailer: it was cut or never finished.
    case torn(file: String, problem: String)
    /// The file's bytes contradict each other or their checksums.
    case damaged(file: String, problem: String)
    /// The input has more elements than 32-bit numbers can count.
    case tooLarge(file: String, problem: String)
    /// An edge ends at a node that is not in the input, or that the input leaves out.
    case edgeWithoutEnd(file: String, edge: Int, node: UInt32)
    /// Lists in lists deeper than the format stores.
    case nestedTooDeep(file: String, key: String, limit: Int)
}

extension SegmentError: CustomStringConvertible {
    /// One sentence that names the file, the trouble and a way out.
    public var description: String {
        switch self {
        case .missing(let file): "\(file): there is no such file; check the path, or restore it from a backup"
        case .unreadable(let file, let reason):
            "\(file): the file cannot be read (\(reason)); check its permissions and the disk"
        case .unwritable(let file, let reason):
            "\(file): the file cannot be written (\(reason)); check free space and permissions, nothing was changed"
        case .notASegment(let file):
            "\(file): this is not a segment of an Espalier store; check the path"
        case .newerVersion(let file, let version, let supported):
            "\(file): the file has format version \(version) and this program knows versions up to \(supported);"
                + " use a newer Espalier"
        case .torn(let file, let problem):
            "\(file): the file is incomplete (\(problem)); restore it from a backup or import again"
        case .damaged(let file, let problem):
            "\(file): the file is damaged (\(problem)); restore it from a backup or import again"
        case .tooLarge(let file, let problem):
            "\(file): the graph is too large for one segment (\(problem)); split it over several"
        case .edgeWithoutEnd(let file, let edge, let node):
            "\(file): edge \(edge) of the input ends at node \(node), which is not there or left out;"
                + " leave the edge out too"
        case .nestedTooDeep(let file, let key, let limit):
            "\(file): a value of `\(key)` nests lists deeper than \(limit) levels; flatten it"
        }
    }
}
