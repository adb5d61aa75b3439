import QueryValues

/// A step of a plan while it runs.
///
/// An operator is opened with the rows of the outside, as often as they change, and then asked for batches until there are
/// no more. It asks its input in turn.
class Operator {
    let execution: Execution
    let plan: Plan
    let input: Operator?

    init(_ execution: Execution, _ plan: Plan, input: Operator?) {
        self.execution = execution
        self.plan = plan
        self.input = input
    }

    /// Begins anew with the rows of the outside.
    func open(_ argument: Batch) throws { try input?.open(argument) }

    /// The next rows, at least one; nil when there are no more.
    func next() throws -> Batch? { preconditionFailure("each operator makes its rows") }

    /// The next rows, without the variables that nobody asks for.
    final func pull() throws -> Batch? {
        try execution.budget.work(64)
        guard let profile = execution.profile else {
            guard var batch = try next() else { return nil }
            try execution.budget.work(batch.count)
            batch.keep(only: plan.live)
            return batch
        }
        let start = ContinuousClock.now
        var batch = try next()
        batch?.keep(only: plan.live)
        profile.add(plan, rows: batch.map { $0.weights?.reduce(0, +) ?? $0.count } ?? 0, since: start)
        return batch
    }

    /// The next rows of the input.
    final func pullInput() throws -> Batch? {
        guard let input else { preconditionFailure("the operator has an input") }
        return try input.pull()
    }

    /// All rows of the input.
    final func pullAll() throws -> [Batch] {
        var batches: [Batch] = []
        while let batch = try pullInput() {
            try execution.budget.keep(bytes: batch.footprint)
            batches.append(batch)
        }
        return batches
    }
}

/// The rows of the outside.
final class ArgumentOperator: Operator {
    private var argument: Batch?

    override func open(_ argument: Batch) { self.argument = argument.count > 0 ? argument : nil }

    override func next() -> Batch? {
        defer { argument = nil }
        return argument
    }
}

/// An operator that makes of each batch another one.
class MappingOperator: Operator {
    func map(_ batch: Batch) throws -> Batch { preconditionFailure("each operator makes its rows") }

    override final func next() throws -> Batch? {
        while let batch = try pullInput() {
            let mapped = try map(batch)
            if mapped.count > 0 { return mapped }
        }
        return nil
    }
}

/// How often operators ran and what they gave.
final class Profile {
    private(set) var rows: [ObjectIdentifier: Int] = [:]
    /// With the time of their inputs.
    private(set) var times: [ObjectIdentifier: Duration] = [:]

    func add(_ plan: Plan, rows count: Int, since start: ContinuousClock.Instant) {
        rows[ObjectIdentifier(plan), default: 0] += count
        times[ObjectIdentifier(plan), default: .zero] += ContinuousClock.now - start
    }
}
