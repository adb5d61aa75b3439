import PGSchema
import Testing

/// A text with one mistake and what is said about it.
struct ErrorCase: Sendable, CustomTestStringConvertible {
    var text: String
    var place: String
    var message: String
    var suggestion: String?

    /// Expects that the text is refused at a place, which is given by what stands there.
    init(_ text: String, at place: String, _ message: String, _ suggestion: String?) {
        self.text = text
        self.place = place
        self.message = message
        self.suggestion = suggestion
    }

    var testDescription: String { text }

    /// Parses a text that contains the example's and compares its only error.
    func check(_ text: String) {
        let errors = Parser.parse(text).errors
        #expect(errors.map(\.message) == [message])
        #expect(errors.first?.suggestion == suggestion)
        if let range = errors.first?.range {
            #expect(
                String(decoding: Array(text.utf8)[range.lowerBound..<range.upperBound], as: UTF8.self)
                    == place)
        }
    }
}
