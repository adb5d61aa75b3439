import ArgumentParser
import LearningCore

/// How the columns of a data set's file are meant, as every command takes it that learns from one.
struct LabelledDataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The column that holds the labels, in CSV and Parquet.", valueName: "column"))
    var label = "label"

    @Option(
        help: ArgumentHelp(
            "The columns that are features, separated by commas; all but the label if it is left out.",
            valueName: "column,column..."))
    var features: String?

    func validate() throws {
        guard let features else { return }
        guard !names(features).contains("") else {
            throw ValidationError("--features takes names of columns separated by commas.")
        }
    }

    /// Reads a data set, or says what is wrong with it and ends the command.
    func orExit(reading source: String, asJSON: Bool) throws -> Dataset {
        do throws(DatasetError) {
            return try Dataset(
                reading: source, options: DatasetOptions(label: label, features: features.map(names)))
        } catch {
            try InputProblem(kind: "data", file: source, message: error.description).end(asJSON: asJSON)
        }
    }

    private func names(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}
