extension QueryReader {
    /// Reads what stands behind WITH or RETURN, except for WHERE.
    func projection() throws(Abandoned) -> Projection {
        let start = position
        let isDistinct = accept(.distinct)
        let includesAll = accept(.star)
        var items: [Projection.Item] = []
        if !includesAll || accept(.comma) {
            repeat { items.append(try projectionItem()) } while accept(.comma)
        }
        var projection = Projection(
            isDistinct: isDistinct, includesAll: includesAll, items: items, at: range(from: start))
        if at(.order, .by) { projection.order = try sortItems() }
        if at(.skip) || at(.offset) {
            advance()
            projection.skip = try expression()
        }
        if accept(.limit) { projection.limit = try expression() }
        projection.range = range(from: start)
        return projection
    }

    private func projectionItem() throws(Abandoned) -> Projection.Item {
        let start = position
        let expression = try expression()
        let written = text(range(from: start))
        guard accept(.as) else { return Projection.Item(expression: expression, alias: nil, text: written) }
        return Projection.Item(
            expression: expression, alias: try name("a name for the column"), text: written)
    }

    private func sortItems() throws(Abandoned) -> [Projection.SortItem] {
        position += 2
        var items: [Projection.SortItem] = []
        repeat {
            let expression = try expression()
            let isDescending = at(.desc) || at(.descending)
            if isDescending || at(.asc) || at(.ascending) { advance() }
            items.append(Projection.SortItem(expression: expression, isDescending: isDescending))
        } while accept(.comma)
        return items
    }
}
