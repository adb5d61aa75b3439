import Tensors

extension OldVersion {
    /// The old head with a row for every class of the successor of which there are records, and the numbers of these rows.
    ///
    /// A class that the old head does not know gets the mean of its records' old embeddings. Where the head compares
    /// angles, they are brought to length 1 before, and their mean after, or the class would get smaller logits the more
    /// its records scatter. A bias of such a class is the mean of the known ones.
    ///
    /// Source: Shen et al., section 3.3, synthesised classifier weights.
    public func synthesisedHead() throws(TensorError) -> (head: ClassHead, rows: [Int?]) {
        let isCosine = if case .cosine = head.kind { true } else { false }
        let vectors = isCosine ? try embeddings.unitRows() : embeddings
        var rows = oldClasses
        var added: [Tensor] = []
        for (name, known) in oldClasses.enumerated() where known == nil {
            let positions = classes.indices.filter { classes[$0] == name }.map(Int64.init)
            guard !positions.isEmpty else { continue }
            let mean = try vectors.slices(at: Tensor(positions)).mean([0], keepingDimensions: true)
            rows[name] = head.classCount + added.count
            added.append(isCosine ? try mean.unitRows() : mean)
        }
        guard !added.isEmpty else { return (head, rows) }
        let bias = try head.bias.map { (bias) throws(TensorError) in
            try Tensor.concatenated([bias, bias.mean().reshaped([1]).expanded([added.count])])
        }
        let grown = ClassHead(
            kind: head.kind, weight: try Tensor.concatenated([head.weight] + added), bias: bias)
        return (try grown.frozen(), rows)
    }
}
