/// The order that people expect names in: whole numbers first and by their size, then texts.
struct NaturalOrder: Comparable {
    private let number: Int?
    private let text: String

    init(_ text: String) {
        number = Int(text)
        self.text = text
    }

    static func < (first: Self, second: Self) -> Bool {
        switch (first.number, second.number) {
        // "07" and "7" are the same number.
        case (let one?, let other?): one == other ? first.text < second.text : one < other
        case (_?, nil): true
        case (nil, _?): false
        case (nil, nil): first.text < second.text
        }
    }
}
