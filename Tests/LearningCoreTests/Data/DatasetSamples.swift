import Foundation
import LearningCore

/// Files and data sets that the tests share.
enum Sample {
    /// An IDX file of bytes.
    static func idx(_ shape: [Int], _ content: [UInt8], type: UInt8 = 0x08) -> [UInt8] {
        let sizes = shape.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } }
        return [0, 0, type, UInt8(shape.count)] + sizes + content
    }

    /// Records of two features, whose values tell them apart, in classes that take turns.
    static func records(_ count: Int, classes: Int = 2, name: String = "sample") throws -> Dataset {
        try Dataset(
            name: name, shape: [2], features: (0..<(2 * count)).map { Float($0) },
            labels: (0..<count).map { Int32($0 % classes) }, classNames: (0..<classes).map { "class \($0)" })
    }
}
