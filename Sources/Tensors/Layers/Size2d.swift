/// A size, stride or padding in two dimensions; a literal number stands for both.
///
///     Size2d(3, 5)    let square: Size2d = 3
public struct Size2d: Sendable, Hashable, ExpressibleByIntegerLiteral {
    /// Along the last dimension but one.
    public let height: Int
    /// Along the last dimension.
    public let width: Int

    /// A height and a width.
    public init(_ height: Int, _ width: Int) {
        self.height = height
        self.width = width
    }

    /// The same in both dimensions.
    public init(integerLiteral value: Int) { self.init(value, value) }

    /// The same in both dimensions.
    public init(square side: Int) { self.init(side, side) }

    var pair: (Int, Int) { (height, width) }
    var list: [Int] { [height, width] }
}
