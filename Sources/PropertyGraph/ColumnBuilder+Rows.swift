extension ColumnBuilder {
    /// The columns of some elements whose properties are known row by row, in the order in which keys appear.
    ///
    /// - Complexity: O(properties).
    package static func columns(
        ofRows rows: [[(key: String, value: Value)]], symbols: SymbolTable
    ) -> [Column] {
        var builders: [ColumnBuilder] = []
        // Not by the keys themselves: Swift takes texts for one whose bytes differ.
        var positions: [Symbol: Int] = [:]
        for (row, properties) in rows.enumerated() {
            for (key, value) in properties {
                let symbol = symbols.intern(key)
                let position = positions[symbol] ?? builders.count
                if position == builders.count {
                    positions[symbol] = position
                    builders.append(ColumnBuilder(key: symbol))
                }
                builders[position].append(value, row: row)
            }
        }
        return builders.indices.map { builders[$0].finish(count: rows.count) }
    }
}
