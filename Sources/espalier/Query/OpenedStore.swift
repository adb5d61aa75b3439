import Foundation
import GraphStore
import Query

/// The store of a query, made if that is asked for.
struct OpenedStore {
    let store: GraphStore
    /// Whether the store was made just now.
    private let isNew: Bool
    /// Whether there was a directory before.
    private let hadDirectory: Bool
    /// Whether something was carried out.
    var isUsed = false

    /// Opens a store, for reading only where nothing will be written: its directory may then be read-only.
    init(
        _ path: String, isWriting: Bool, create: Bool, command: String, in source: ScriptSource
    ) throws {
        hadDirectory = FileManager.default.fileExists(atPath: path)
        do {
            do {
                store = try GraphStore.open(path, isReadOnly: !isWriting && !create)
                isNew = false
            } catch StoreError.missing where create {
                store = try GraphStore.create(path)
                isNew = true
            }
        } catch let error as StoreError {
            throw QueryProblem(.opening(error, command: command), in: source)
        } catch let error as SegmentError {
            throw QueryProblem(.damaged(error.description), in: source)
        }
    }

    /// Removes a store that was made in vain.
    func removeIfUnused() {
        guard isNew, !isUsed, !hadDirectory else { return }
        do { try FileManager.default.removeItem(atPath: store.path) } catch {
            Terminal.writeError("note: \(store.path) is empty; delete it if you do not want it.\n".printable)
        }
    }
}
