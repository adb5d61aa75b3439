import Foundation

/// Whether to run what takes too long for every day.
enum SlowTests {
    static let areWanted = ProcessInfo.processInfo.environment["ESPALIER_SLOW_TESTS"] != nil
}
