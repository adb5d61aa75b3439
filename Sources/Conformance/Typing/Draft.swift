import PropertyGraph

/// One base type, with each property already held against the element at hand.
struct Draft {
    struct Property {
        var absentAllowed: Bool
        /// Whether the element's value is allowed; meaningless when it has none.
        var valueAllowed: Bool
        var expected: String
    }
    var labels: Set<Symbol> = []
    var opensLabels = false
    var properties: [Symbol: Property] = [:]
    var opensContent = false

    init() {}

    init(_ form: CompiledForm, _ plan: TypingPlan, _ kind: ElementKind, _ element: ElementClass?) {
        opensLabels = form.opensLabels
        opensContent = form.opensContent
        for property in form.properties {
            let position = element?.position(ofKey: property.key)
            let allowed = position.flatMap { element?.properties[$0].passed.contains(property.test) } ?? false
            properties[property.key] = Property(
                absentAllowed: property.isOptional, valueAllowed: allowed,
                expected: plan.tests(kind, property.key)[property.test].description)
        }
    }

    /// Section 3's combination; a key that one side does not name keeps what the other side says.
    func combined(with other: Draft) -> Draft {
        var result = self
        result.labels.formUnion(other.labels)
        result.opensLabels = opensLabels || other.opensLabels
        result.opensContent = opensContent || other.opensContent
        result.properties.merge(other.properties) { $0.combined(with: $1) }
        return result
    }

    func difference(from element: ElementClass?) -> NearestMiss.Difference {
        guard let element else { return NearestMiss.Difference() }
        var reasons: [NearestMiss.Reason] = []
        let present = Set(element.labels.symbols)
        reasons += labels.subtracting(present).map { .missingLabel($0) }
        if !opensLabels { reasons += present.subtracting(labels).map { .unexpectedLabel($0) } }
        for (key, property) in properties {
            if let position = element.position(ofKey: key) {
                guard !property.valueAllowed else { continue }
                reasons.append(
                    element.properties[position].isMalformed
                        ? .malformedValue(key) : .wrongValue(key, expected: property.expected))
            } else if !property.absentAllowed {
                reasons.append(.missingProperty(key, expected: property.expected))
            }
        }
        if !opensContent {
            reasons += element.properties.filter { properties[$0.key] == nil }
                .map { .unexpectedProperty($0.key) }
        }
        return NearestMiss.Difference(reasons: reasons)
    }

    /// A guess at the cost of the best completion: what is wrong already, less what is explained already.
    func promise(for element: ElementClass?) -> Int {
        guard let element else { return 0 }
        let present = Set(element.labels.symbols)
        var score = 6 * labels.subtracting(present).count - 3 * labels.intersection(present).count
        for (key, property) in properties {
            let isPresent = element.position(ofKey: key) != nil
            if isPresent { score += property.valueAllowed ? -2 : 4 }
            if !isPresent, !property.absentAllowed { score += 4 }
        }
        return score
    }
}

extension Draft.Property {
    fileprivate func combined(with other: Draft.Property) -> Draft.Property {
        let value =
            (valueAllowed && other.valueAllowed) || (valueAllowed && other.absentAllowed)
            || (absentAllowed && other.valueAllowed)
        let wanted: String =
            switch (absentAllowed, other.absentAllowed) {
            case _ where expected == other.expected: expected
            case (false, false): "\(expected) and \(other.expected)"
            case (false, true): expected
            case (true, false): other.expected
            case (true, true): "\(expected) or \(other.expected)"
            }
        return Draft.Property(
            absentAllowed: absentAllowed && other.absentAllowed, valueAllowed: value, expected: wanted)
    }
}
