/// Turns labels as texts into class numbers, as they come in.
///
/// Classes are ordered when all are known. Where every label is a whole number, however it is written (`7`,
/// `07`, `7.0`), numbers decide which are the same and in which order they stand.
struct LabelCoding {
    private var positions: [String: Int32] = [:]
    private var texts: [String] = []
    private var labels: [Int32] = []

    mutating func append(_ text: String) {
        if let known = positions[text] {
            labels.append(known)
        } else {
            let position = Int32(truncatingIfNeeded: texts.count)
            positions[text] = position
            texts.append(text)
            labels.append(position)
        }
    }

    /// The labels, and the names of the classes they are numbers of.
    func finish() -> (labels: [Int32], classNames: [String]) {
        let names: [String]
        let ordered: [String]
        if let numbers = wholeNumbers {
            names = numbers.map(String.init)
            ordered = Set(numbers).sorted().map(String.init)
        } else {
            names = texts
            ordered = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
        let place = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1, Int32($0)) })
        let final = names.compactMap { place[$0] }
        return (labels.map { final[Int($0)] }, ordered)
    }

    private var wholeNumbers: [Int64]? {
        var numbers: [Int64] = []
        for text in texts {
            guard let number = Int64(text) ?? Double(text).flatMap(Int64.init(exactly:)) else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}
