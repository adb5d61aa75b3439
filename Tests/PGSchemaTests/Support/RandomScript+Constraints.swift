import PGSchema
import PropertyGraph

extension RandomScript {
    mutating func labels(_ depth: Int) -> LabelExpression {
        switch count(0...5) {
        case 0: .any(several(2...3) { $0.chance(1, in: 2) ? $0.conjunction(depth) : $0.optional(depth) })
        case 1: conjunction(depth)
        default: optional(depth)
        }
    }

    private mutating func conjunction(_ depth: Int) -> LabelExpression {
        .all(several(2...3) { $0.optional(depth) })
    }

    private mutating func optional(_ depth: Int) -> LabelExpression {
        chance(1, in: 4) ? .optional(atom(depth), range: Self.nowhere) : atom(depth)
    }

    private mutating func atom(_ depth: Int) -> LabelExpression {
        if depth > 0, chance(1, in: 3) {
            return .group(
                labels(depth - 1), bracket: chance(1, in: 2) ? .round : .square, range: Self.nowhere)
        }
        return chance(1, in: 4) ? .typeReference(name(), range: Self.nowhere) : .name(name())
    }

    /// A constraint whose patterns are connected, as the rule about commas behind patterns asks for.
    mutating func constraint() -> ConstraintDefinition {
        var known: [Name] = [variable()]
        let target: ConstraintDefinition.Target =
            chance(1, in: 2)
            ? .node(known[0], chance(3, in: 4) ? labels(1) : nil)
            : .output(Output(variable: known[0], key: chance(1, in: 3) ? name() : nil))
        let scope = chance(1, in: 2) ? patterns(&known) : []
        let condition = !scope.isEmpty && chance(1, in: 2) ? predicate(2) : nil
        if chance(1, in: 5) {
            return ConstraintDefinition(
                target: target, within: scope, condition: condition, requirement: .check(predicate(2)),
                range: Self.nowhere)
        }
        let restrictors = several(1...3) { random in
            Restrictor(kind: random.pick(Restrictor.Kind.allCases), range: Self.nowhere)
        }
        // Without WITHIN only the scope's own variable can stand alone among the outputs.
        let isFree = chance(1, in: 2)
        let first = known[0]
        let outputs = several(1...3) { random in
            random.chance(1, in: 2)
                ? Output(variable: random.variable(), key: random.name())
                : Output(variable: isFree ? random.variable() : first, key: nil)
        }
        known += outputs.map(\.variable)
        let within = isFree ? patterns(&known) : []
        let descriptor = Descriptor(
            outputs: outputs, within: within,
            condition: isFree && chance(1, in: 2) ? predicate(2) : nil)
        return ConstraintDefinition(
            target: target, within: scope, condition: condition, requirement: .key(restrictors, descriptor),
            range: Self.nowhere)
    }

    private mutating func patterns(_ known: inout [Name]) -> [PathPattern] {
        var patterns: [PathPattern] = []
        for _ in 0..<count(1...3) {
            var start = node()
            start.variable = pick(known)
            let steps = several(0...2) { random in
                let edge = EdgePattern(
                    variable: random.chance(1, in: 3) ? random.variable() : nil,
                    labels: random.chance(1, in: 2) ? random.labels(1) : nil, properties: random.equalities(),
                    direction: random.pick([.outgoing, .incoming, .either]), range: Self.nowhere)
                return PathPattern.Step(edge: edge, node: random.node())
            }
            patterns.append(PathPattern(start: start, steps: steps))
        }
        return patterns
    }

    private mutating func node() -> NodePattern {
        NodePattern(
            variable: chance(1, in: 2) ? variable() : nil, labels: chance(1, in: 2) ? labels(1) : nil,
            properties: equalities(), range: Self.nowhere)
    }

    private mutating func equalities() -> [PropertyEquality] {
        several(0...(chance(1, in: 4) ? 2 : 0)) { PropertyEquality(key: $0.name(), value: $0.literal()) }
    }

    mutating func predicate(_ depth: Int) -> Predicate {
        switch count(0...4) {
        case 0: .any(several(2...3) { $0.chance(1, in: 2) ? $0.conjunction(depth) : $0.unary(depth) })
        case 1: conjunction(depth)
        default: unary(depth)
        }
    }

    private mutating func conjunction(_ depth: Int) -> Predicate { .all(several(2...3) { $0.unary(depth) }) }

    private mutating func unary(_ depth: Int) -> Predicate {
        switch count(0...(depth > 0 ? 5 : 3)) {
        case 0: .isNull(operand(), negated: chance(1, in: 2), range: Self.nowhere)
        case 1:
            .isIn(operand(), several(0...3) { $0.operand() }, negated: chance(1, in: 2), range: Self.nowhere)
        case 2: .operand(operand())
        case 4: .not(unary(depth - 1), range: Self.nowhere)
        case 5: .group(predicate(depth - 1), range: Self.nowhere)
        default: .comparison(operand(), pick(Predicate.Comparison.allCases), operand())
        }
    }

    private mutating func operand() -> Operand {
        if chance(1, in: 2) { return .literal(literal()) }
        return .output(Output(variable: variable(), key: chance(2, in: 3) ? name() : nil))
    }

    private mutating func literal() -> Literal { Literal(value: value(), range: Self.nowhere) }

    private mutating func value() -> Value? {
        switch count(0...9) {
        case 0: return nil
        case 1: return .boolean(chance(1, in: 2))
        case 2:
            return .integer(pick([0, -1, 7, .min, .max, Int64.random(in: .min ... .max, using: &generator)]))
        case 3: return .unsigned(UInt64.random(in: 9_223_372_036_854_775_808 ... .max, using: &generator))
        case 4:
            return .float(
                pick([
                    0, -0.5, 1e300, .leastNonzeroMagnitude, 0.1, -1e22,
                    .random(in: -9...9, using: &generator),
                ]))
        case 5: return .date(CalendarDate(days: Int32.random(in: -900_000...900_000, using: &generator)))
        case 6: return .localTime(LocalTime(nanoseconds: Int64(count(0...86_399_999_999_999))))
        case 7:
            let moment = LocalDateTime(
                seconds: Int64(count(-9_999_999...9_999_999)), nanoseconds: 500_000_000)
            return chance(1, in: 2)
                ? .localDateTime(moment) : .zonedDateTime(ZonedDateTime(local: moment, offset: -3_600))
        case 8:
            return .duration(
                CalendarDuration(
                    months: Int64(count(0...30)), days: Int64(count(-9...9)), seconds: 3_601, nanoseconds: 0))
        default:
            return .string(
                pick(["", "it's", "a\\b", "\"", "two\nlines\r\t", "\u{1B}\u{0}", "// no comment", "漢😀"]))
        }
    }
}
