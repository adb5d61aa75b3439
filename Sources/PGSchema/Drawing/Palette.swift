/// The few colours of a drawing.
enum Palette {
    static let text = "#1F2A37"
    static let quiet = "#6B7785"
    static let line = "#7A8896"
    static let nodeBorder = "#8FA6BD"
    static let nodeHeader = "#E3ECF5"
    static let edgeBackground = "#FAF6EC"
    static let edgeBorder = "#D9CDAF"
    static let accent = "#9A5B13"
}
