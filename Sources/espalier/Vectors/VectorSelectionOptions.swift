import ArgumentParser
import VectorSearch

/// Which vectors are meant, as every command takes it that uses some.
struct VectorSelectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The label of the nodes.", valueName: "label"))
    var label: String

    @Option(help: ArgumentHelp("The property that holds their vectors.", valueName: "key"))
    var property: String

    @Option(
        help: ArgumentHelp(
            "The property that says which version wrote a vector; the vectors' property with `_version` behind it if this is "
                + "left out.", valueName: "key"))
    var versionProperty: String?

    @Option(help: ArgumentHelp("The version of vectors beside which none is said.", valueName: "version"))
    var base = "v1"

    func selection(_ version: String?) -> VectorSelection {
        VectorSelection(
            label: label, property: property, version: version, versionProperty: versionProperty,
            baseVersion: base)
    }
}

extension DistanceMetric: ExpressibleByArgument {}
