import CParquet
import OnDemand

/// An open Parquet file: what columns it has, and its row groups as streams of Arrow batches.
final class ParquetReader: @unchecked Sendable {
    // The plugin allows several threads to use one file; nothing here changes after the initialiser.
    private let handle: OpaquePointer
    private let library: ParquetLibrary
    let path: String
    let columns: [ArrowField]

    /// Opens a file and reads its footer.
    init(path: String) throws(InterchangeError) {
        // What is wrong with the file itself says more than Arrow would.
        guard try InputFile(path: path).size > 0 else { throw InterchangeError(file: path, .empty) }
        do throws(PluginLibrary.Unavailable) { library = try ParquetLibrary.shared() } catch {
            throw InterchangeError(file: path, .parquetUnavailable(reason: error.reason))
        }
        var message: UnsafeMutablePointer<CChar>?
        guard let handle = library.functions.open(path, &message) else {
            throw library.failure(path, taking: message)
        }
        self.handle = handle
        self.path = path
        var schema = ArrowSchema()
        guard library.functions.schema(handle, &schema, &message) else {
            library.functions.close(handle)
            throw library.failure(path, taking: message)
        }
        defer { schema.release?(&schema) }
        do throws(InterchangeError.Cause) { columns = try ArrowField.children(of: schema) } catch {
            library.functions.close(handle)
            throw InterchangeError(file: path, error)
        }
    }

    deinit { library.functions.close(handle) }

    /// How many row groups there are.
    var groupCount: Int { Int(library.functions.group_count(handle)) }

    /// How many rows a row group has.
    func rowCount(ofGroup group: Int) -> Int { Int(library.functions.row_count(handle, Int32(group))) }

    /// How many bytes a row group takes in the file.
    func byteCount(ofGroup group: Int) -> Int { Int(library.functions.byte_count(handle, Int32(group))) }

    /// Starts reading a row group.
    ///
    /// - Parameters:
    ///   - group: The row group.
    ///   - columns: Which columns to read, in ascending order.
    ///   - batchRows: How many rows a batch has at most.
    ///   - usesThreads: Whether Arrow may decode the columns on threads of its own.
    /// - Returns: The batches of the group.
    /// - Throws: What Arrow says is wrong with the group.
    func stream(
        group: Int, columns: [Int], batchRows: Int, usesThreads: Bool
    ) throws(InterchangeError) -> ArrowStream {
        var stream = ArrowArrayStream()
        var message: UnsafeMutablePointer<CChar>?
        let numbers = columns.map(Int32.init)
        guard
            library.functions.read(
                handle, Int32(group), numbers, Int32(numbers.count), Int64(batchRows), usesThreads, &stream,
                &message)
        else { throw library.failure(path, taking: message) }
        return ArrowStream(owning: stream, path: path)
    }
}

extension ParquetLibrary {
    /// The error of a failed call, whose message is given back to the plugin.
    fileprivate func failure(
        _ path: String, taking message: UnsafeMutablePointer<CChar>?
    ) -> InterchangeError {
        guard let message else { return .parquet(path, "no reason is known") }
        defer { functions.free_error(message) }
        return .parquet(path, String(cString: message))
    }
}

extension InterchangeError {
    /// What Arrow says of a file, on one line.
    static func parquet(_ path: String, _ reason: String) -> InterchangeError {
        let text = shortened(reason.prefix { $0 != "\n" }.utf8, to: 200)
        return InterchangeError(
            file: path, .malformed("the Parquet data cannot be read (\(text)); write or fetch the file again")
        )
    }
}

/// Batches of one row group, from front to back; used by one thread at a time.
final class ArrowStream {
    private var stream: ArrowArrayStream
    private let path: String

    /// Takes over a stream that the plugin filled in.
    init(owning stream: ArrowArrayStream, path: String) {
        self.stream = stream
        self.path = path
    }

    deinit { stream.release?(&stream) }

    /// The next batch, or nil after the last.
    func next() throws(InterchangeError) -> ArrowBatch? {
        var array = ArrowArray()
        guard stream.get_next(&stream, &array) == 0 else {
            let reason = stream.get_last_error(&stream).map { String(cString: $0) }
            throw .parquet(path, reason ?? "no reason is known")
        }
        return array.release == nil ? nil : ArrowBatch(owning: array)
    }
}

/// The columns of some rows, in Arrow's memory.
final class ArrowBatch: @unchecked Sendable {
    // Nobody writes to the array until the last reference is gone.
    private var array: ArrowArray

    /// Takes over an array of a struct.
    init(owning array: ArrowArray) { self.array = array }

    deinit { array.release?(&array) }

    /// How many rows there are.
    var count: Int { Int(array.length) }

    /// How many columns there are.
    var width: Int { Int(array.n_children) }

    /// Calls `body` with a column, which must not escape it.
    func withColumn<Result, Failure: Error>(
        _ index: Int, of type: ArrowType, _ body: (ArrowColumn) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard index < width, let child = array.children?[index] else { return nil }
        let result = try body(ArrowColumn(type: type, array: child))
        withExtendedLifetime(self) {}
        return result
    }
}
