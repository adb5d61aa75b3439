import Foundation
import OnDemand
import Testing

@testable import Interchange
@testable import LearningCore

@Suite(
    "Data sets from Parquet",
    .enabled("Parquet needs a library that `scripts/setup --parquet` builds") {
        do throws(PluginLibrary.Unavailable) {
            _ = try ParquetLibrary.shared()
            return true
        } catch { return false }
    })
struct DatasetParquetTests {
    private func fixture(_ name: String) throws -> String {
        try #require(Bundle.module.resourcePath) + "/Fixtures/" + name
    }

    @Test("numbers and vectors become features, over all row groups")
    func columns() throws {
        let data = try Dataset(reading: fixture("flowers.parquet"), options: DatasetOptions(label: "species"))
        #expect(data.features == [1, 0.5, 1.5, 2, 2.5, 3.5, 3, 4.5, 5.5])
        #expect(data.classNames == ["iris", "rose"] && data.labels == [1, 0, 1])
        let turned = try Dataset(
            reading: fixture("flowers.parquet"),
            options: DatasetOptions(label: "species", features: ["embedding", "width"]))
        #expect(turned.features.prefix(3) == [0.5, 1.5, 1])
    }

    @Test("a gap is refused by row and column")
    func gap() throws {
        let error = #expect(throws: DatasetError.self) { try Dataset(reading: fixture("gap.parquet")) }
        #expect(error?.description.contains("gap.parquet, row 2: feature `width` is empty") == true)
    }
}
