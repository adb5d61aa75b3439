/// Violations as they are found: all are counted, the first of each rule are kept.
struct ViolationList: Sendable {
    let limit: Int
    private(set) var counts: [Violation.Rule: Int] = [:]
    private(set) var listed: [Violation] = []
    private var listedPerRule: [Violation.Rule: Int] = [:]

    init(limit: Int) { self.limit = limit }

    /// Counts a violation and keeps it while there is room; the sentence is only made then.
    mutating func add(_ rule: Violation.Rule, _ violation: () -> Violation) {
        counts[rule, default: 0] += 1
        if listedPerRule[rule, default: 0] < limit {
            listedPerRule[rule, default: 0] += 1
            listed.append(violation())
        }
    }
}
