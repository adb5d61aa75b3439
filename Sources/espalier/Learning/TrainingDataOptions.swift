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

    /// The records to test on, if there are any, or says that they are those that were learned from and ends the command.
    func testing(apartFrom training: Dataset, asJSON: Bool) throws -> Dataset? {
        guard let test, let records = try testing(asJSON: asJSON) else { return nil }
        try Self.requireApart(records, from: training, file: test, asJSON: asJSON)
        return records
    }

    /// The records to test on, if there are any.
    func testing(asJSON: Bool) throws -> Dataset? {
        try test.map { try read($0, testRows, asJSON: asJSON) }
    }

    /// A test on what was learned says nothing of what was not; some equal records are usual, and worth a word.
    static func requireApart(
        _ test: Dataset, from training: Dataset, file: String, asJSON: Bool
    ) throws {
        let shared = test.duplicates(in: training).count
        guard shared < test.count else {
            try InputProblem(
                kind: "data", file: file,
                message:
                    "Every one of the \(test.count) records of \(test.name) is learned from as well, so that they test"
                    + " nothing; name other records, or other rows with --data-rows and --test-rows."
            ).end(asJSON: asJSON)
        }
        if shared * 100 > test.count {
            Terminal.writeError(
                "note: \(shared) of the \(test.count) records of \(test.name.printable) are learned from as well.\n"
            )
        }
    }

    private func read(_ file: String, _ rows: RecordRange?, asJSON: Bool) throws -> Dataset {
        let whole = try columns.orExit(reading: file, asJSON: asJSON)
        return try rows?.records(of: whole, asJSON: asJSON) ?? whole
    }
}
