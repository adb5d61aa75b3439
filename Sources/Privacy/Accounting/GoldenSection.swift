/// The search for the minimum of a function with one valley.
enum GoldenSection {
    /// The least value met and where; the interval shrinks to `tolerance` of its upper end.
    static func minimum(
        from start: Double, to end: Double, tolerance: Double, of objective: (Double) -> Double
    ) -> (argument: Double, value: Double) {
        let ratio = (5.0.squareRoot() - 1) / 2
        var (low, high) = (start, end)
        var left = high - ratio * (high - low)
        var right = low + ratio * (high - low)
        var (atLeft, atRight) = (objective(left), objective(right))
        while high - low > tolerance * max(abs(low), abs(high)) {
            if atLeft <= atRight {
                (high, right, atRight) = (right, left, atLeft)
                left = high - ratio * (high - low)
                atLeft = objective(left)
            } else {
                (low, left, atLeft) = (left, right, atRight)
                right = low + ratio * (high - low)
                atRight = objective(right)
            }
        }
        return atLeft <= atRight ? (left, atLeft) : (right, atRight)
    }
}
