import Interchange

/// Why a registry cannot do what it is asked, as a sentence; nothing is changed then.
public enum RegistryError: Error, Equatable, CustomStringConvertible {
    /// There is no registry of that name.
    case missing(path: String)
    /// The folder is used for something else.
    case foreign(path: String)
    /// The operating system refused.
    case inaccessible(path: String, reason: String)
    /// Somebody else is changing the registry.
    case busy(path: String)
    /// The journal is not as it was written.
    case damagedJournal(path: String, reason: String)
    /// A newer program wrote the journal.
    case newerJournal(path: String, found: Int, known: Int)
    /// A name that no version can have.
    case badName(String)
    /// Versions are never changed, and this name is taken.
    case nameTaken(String, registry: String)
    /// There is no version of that name.
    case unknownVersion(String, registry: String, among: [String])
    /// A version is not the one that was put into service.
    case otherVersion(String, path: String)
    /// A version's own files are at fault.
    case model(ModelError)
    /// No version is in service.
    case nothingInService(registry: String)
    /// Nothing was in service before.
    case nothingBefore(String, registry: String)
    /// The version to go back to is the present one.
    case inServiceAlready(String)
    /// A version was not in service before the present one.
    case neverInService(String, candidates: [String])

    /// The sentence.
    public var description: String {
        switch self {
        case .missing(let path):
            "\(path): there is no registry of models here; `espalier model add` makes one, and --registry names another"
        case .foreign(let path):
            "\(path) holds other files and is no registry; name another folder with --registry"
        case .inaccessible(let path, let reason):
            "\(path) cannot be used: \(reason); is its folder there and writable?"
        case .busy(let path):
            "\(path) is being changed by somebody else just now; nothing was done, try again when that is over"
        case .damagedJournal(let path, let reason):
            "\(path) is not as it was written: \(reason). What is in service is not known without it, so nothing is "
                + "changed; bring it back from a backup"
        case .newerJournal(let path, let found, let known):
            "\(path) has format \(found), and this program knows formats up to \(known); use a newer espalier"
        case .badName(let name):
            "`\(shown(name))` is no name for a version; use up to 100 letters, digits, `.`, `-` and `_`, a letter or "
                + "digit first"
        case .nameTaken(let name, let registry):
            "\(registry) has a version `\(shown(name))` already, and versions are never changed; use another name"
        case .unknownVersion(let name, let registry, let among):
            "\(registry) has no version `\(shown(name))`; "
                + (closestSpelling(to: name, among: among).map { "did you mean `\($0)`?" }
                    ?? (among.isEmpty ? "it has none yet: `espalier model add`" : "it has \(list(among))"))
        case .otherVersion(let name, let path):
            "\(path): `\(shown(name))` is not the version that was put into service under that name; bring it back from "
                + "a backup"
        case .model(let error): error.description
        case .nothingInService(let registry):
            "\(registry) has nothing in service; `espalier model promote` puts a version there"
        case .nothingBefore(let name, let registry):
            "\(registry) has had nothing in service before `\(shown(name))`, so that there is nothing to go back to"
        case .inServiceAlready(let name):
            "`\(shown(name))` is in service already, so that there is nothing to go back from"
        case .neverInService(let name, let candidates):
            "`\(shown(name))` was not in service before the present version; "
                + (candidates.isEmpty ? "nothing was" : "these were: \(list(candidates))")
                + ". `espalier model promote` takes any version through the gate"
        }
    }

    private func shown(_ text: String) -> String { shortened(text.utf8) }

    private func list(_ names: [String]) -> String {
        let shown = names.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
        return names.count > 12 ? shown + ", ..." : shown
    }
}
