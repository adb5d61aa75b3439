import Foundation
import Testing

@testable import LearningCore

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite("Charts")
struct LineChartTests {
    @Test(
        "curves are well-formed SVG, whatever they and their names are",
        arguments: [
            [(0, 2), (1, 1.5), (2, 0.1)], [(0, 1), (1, 1)], [(5, 1e300), (6, -1e300)], [(0, 0)],
            [(1e-9, 1e-12), (2e-9, 3e-12)], [(1e15, 1), (1e15 + 1, 2)],
        ] as [[(Double, Double)]])
    func svg(points: [(Double, Double)]) {
        let line = CurvePoints(x: points.map(\.0), y: points.map(\.1))
        let series = (0..<9).map { LineChart.Series(name: "<arm & \"\($0)\">", lines: [line, line]) }
        let svg = LineChart(title: "a < b", x: "x & y", y: "\"y\"", series: series).svg
        #expect(XMLParser(data: Data(svg.utf8)).parse(), "\(svg)")
        #expect(!svg.contains("nan") && !svg.contains("inf"), "\(svg)")
        #expect(svg.components(separatedBy: "<polyline").count == 1 + 9 * 3)
    }

    @Test(
        "axes have round numbers that enclose what is shown",
        arguments: [
            (0.0, 1.0, [0, 0.2, 0.4, 0.6, 0.8, 1], 1), (0.13, 0.52, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], 1),
            (0, 97, [0, 20, 40, 60, 80, 100], 0), (-3, 3, [-4, -2, 0, 2, 4], 0),
            (5, 5, [4.4, 4.6, 4.8, 5, 5.2, 5.4, 5.6], 1),
            (0, 0.004, [0, 0.001, 0.002, 0.003, 0.004], 3),
        ] as [(Double, Double, [Double], Int)])
    func ticks(low: Double, high: Double, expected: [Double], places: Int) {
        let ticks = AxisTicks(enclosing: low...high, count: 6)
        #expect(ticks.values.count == expected.count && ticks.places == places, "\(ticks)")
        #expect(zip(ticks.values, expected).allSatisfy { abs($0 - $1) < 1e-9 }, "\(ticks)")
    }
}
