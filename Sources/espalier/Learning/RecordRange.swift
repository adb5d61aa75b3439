import ArgumentParser
import LearningCore

/// Some records of a file, as a command takes them: `0-99`, both ends included and counted from 0.
struct RecordRange: ExpressibleByArgument {
    let first: Int
    let last: Int

    init?(argument: String) {
        let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first >= 0, first <= last else {
            return nil
        }
        self.first = first
        self.last = last
    }

    /// The records of a data set, or says that it has not so many and ends the command.
    func records(of data: Dataset, asJSON: Bool) throws -> Dataset {
        guard last < data.count else {
            try InputProblem(
                kind: "data", file: data.name,
                message:
                    "\(data.name): there is no record \(last); the last of \(data.count) is \(data.count - 1)."
            ).end(asJSON: asJSON)
        }
        return data.records(at: Array(first...last))
    }
}
