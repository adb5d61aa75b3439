import Foundation
import FuzzSupport
import StoreSamples

@testable import GraphStore

/// Checks the pages of catalogs: any bytes, and a file of LMDB with changes.
@main
struct Main {
    static func main() throws {
        let path = NSTemporaryDirectory() + "espalier-fuzz-\(ProcessInfo.processInfo.processIdentifier).lmdb"
        try LMDBSample.write(to: path, scale: 1)
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        try FileManager.default.removeItem(atPath: path)
        precondition(LMDBFileCheck.problem(in: whole) == nil, "what LMDB wrote is sound")
        FuzzDriver.run { bytes in
            _ = LMDBFileCheck.problem(in: bytes)
            _ = LMDBFileCheck.problem(in: Patches(bytes).applied(to: whole))
        }
    }
}
