import ArgumentParser
import LearningCore

/// What a network is trained and tested on.
struct TrainingDataOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Records to learn from.", valueName: "file"))
    var data: String

    @Option(help: ArgumentHelp("Only these of them, counted from 0.", valueName: "first-last"))
    var dataRows: RecordRange?

    @Option(
        help: ArgumentHelp(
            "Records to test on, none of them learned from: what the model makes of them is kept beside it, and is what"
                + " `espalier model promote` compares.", valueName: "file"))
    var test: String?

    @Option(help: ArgumentHelp("Only these of them.", valueName: "first-last"))
    var testRows: RecordRange?

    @Option(
        help: ArgumentHelp(
            "Learn only these classes; the test keeps all.", valueName: "class,class..."))
    var classes: String?

    @OptionGroup var columns: LabelledDataOptions

    /// The records to learn from, or says what is wrong with them and ends the command.
    func training(asJSON: Bool) throws -> Dataset {
        let records = try read(data, dataRows, asJSON: asJSON)
        guard let classes else { return records }
        do throws(DatasetError) {
            return try records.keeping(
                classes: classes.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
        } catch {
            try InputProblem(kind: "data", file: data, message: error.description).end(asJSON: asJSON)
        }
    }

    /// The records to test on, if there are any.
    func testing(asJSON: Bool) throws -> Dataset? {
        try test.map { try read($0, testRows, asJSON: asJSON) }
    }

    private func read(_ file: String, _ rows: RecordRange?, asJSON: Bool) throws -> Dataset {
        let whole = try columns.orExit(reading: file, asJSON: asJSON)
        return try rows?.records(of: whole, asJSON: asJSON) ?? whole
    }
}
