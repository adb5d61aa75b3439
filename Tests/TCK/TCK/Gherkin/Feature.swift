/// A `.feature` file: its scenarios, outlines expanded and the background put before each.
public struct Feature: Sendable, Equatable {
    /// What stands behind `Feature:`.
    public var title: String
    /// The scenarios, in the order of the file.
    public var scenarios: [Scenario]
}

/// Steps that are taken one after the other, from an empty store to the last expectation.
public struct Scenario: Sendable, Equatable {
    /// What stands behind `Scenario:`, placeholders filled in.
    public var title: String
    /// Which row of an outline's examples it is made of, counted from 1; nil for a scenario that stands for itself.
    public var row: Int?
    /// The steps.
    public var steps: [Step]
    /// The line of the file on which it begins.
    public var line: Int
}

/// `Given ...`, `When ...`, `Then ...`.
public struct Step: Sendable, Equatable {
    /// What comes under the step's line.
    public enum Argument: Sendable, Equatable {
        /// Text between `"""`, its indentation removed.
        case text(String)
        /// Rows of cells.
        case table([[String]])
    }
    /// The line without its keyword: `having executed:`.
    public var text: String
    /// What comes under it, if anything.
    public var argument: Argument?
}

/// A line of a `.feature` file that is not understood.
public struct FeatureError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Counted from 1.
    public var line: Int
    /// A sentence that says what is wrong with it.
    public var reason: String

    /// The sentence with the place.
    public var description: String { "line \(line): \(reason)" }
}
