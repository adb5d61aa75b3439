/// What came of a scenario.
public enum Verdict: Sendable, Codable, Equatable {
    /// All its steps went as they should.
    case passed
    /// A step did not.
    case failed(Failure)
    /// The engine says that it does not know how to do what is asked.
    case notImplemented(Failure)

    /// What went wrong.
    public struct Failure: Error, Sendable, Codable, Equatable {
        /// A sentence.
        public var reason: String
        /// The query with which it went wrong, if it was one.
        public var query: String?
        /// What was expected, where the sentence does not say it.
        public var expected: String?
        /// What came instead.
        public var got: String?

        /// What went wrong.
        public init(reason: String, query: String? = nil, expected: String? = nil, got: String? = nil) {
            self.reason = reason
            self.query = query
            self.expected = expected
            self.got = got
        }
    }
}
