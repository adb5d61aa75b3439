import Foundation
import OnDemand
import Testing

@testable import Interchange

/// Skips a test, and says why, where the plugin has not been built.
extension Trait where Self == ConditionTrait {
    static var needsParquet: Self {
        .enabled("Parquet needs a library that `scripts/setup --parquet` builds") {
            do throws(PluginLibrary.Unavailable) {
                _ = try ParquetLibrary.shared()
                return true
            } catch {
                return false
            }
        }
    }
}

/// A file or folder that lies beside the tests.
func fixture(_ name: String) throws -> String {
    try #require(Bundle.module.resourcePath) + "/Fixtures/" + name
}
