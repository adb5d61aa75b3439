/// Curves of several arms over the same axes, as SVG.
///
/// Each seed is a thin line; where all seeds of an arm have the same places on the horizontal axis, their
/// mean is a thick one.
struct LineChart {
    /// The curves of one arm.
    struct Series {
        let name: String
        /// One for each seed; none is empty.
        let lines: [CurvePoints]

        /// The mean of the seeds, if they can be averaged.
        var mean: CurvePoints? {
            guard let first = lines.first, lines.allSatisfy({ $0.x == first.x }) else { return nil }
            let y = first.y.indices.map { point in
                lines.reduce(0) { $0 + $1.y[point] } / Double(lines.count)
            }
            return CurvePoints(x: first.x, y: y)
        }
    }
    let title: String
    let x: String
    let y: String
    let series: [Series]

    /// Colours that people with any kind of colour vision tell apart (Okabe and Ito 2008), the yellow left
    /// out for its contrast to white; more series repeat them with dashes.
    private static let colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000"]
    private static let dashes = ["", "8 4", "2 3", "8 3 2 3"]
    private static let height = 420
    private static let plot = (left: 76.0, top: 48.0, right: 500.0, bottom: 356.0)

    var svg: String {
        let xTicks = ticks(\.x, count: 6)
        let yTicks = ticks(\.y, count: 6)
        let scale = Scale(xTicks, yTicks)
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(Self.height)\" width=\"\(width)\""
                + " height=\"\(Self.height)\" font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"#222\">",
            "<title>\(escaped(title))</title>",
            "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
            text(title, at: (Self.plot.left, 28), attributes: "font-size=\"16\" font-weight=\"600\""),
        ]
        lines += axes(xTicks, yTicks, scale)
        for (index, series) in series.enumerated() { lines += drawn(series, index, scale) }
        lines += legend
        return lines.joined(separator: "\n") + "\n</svg>\n"
    }

    /// Room for the plot and the longest name beside it, at about 7 pixels a letter.
    private var width: Int {
        Int(Self.plot.right) + 64 + max(150, 7 * (series.map(\.name.count).max() ?? 0))
    }

    private func ticks(_ axis: KeyPath<CurvePoints, [Double]>, count: Int) -> AxisTicks {
        let values = series.flatMap { $0.lines.flatMap { $0[keyPath: axis] } }
        return AxisTicks(enclosing: (values.min() ?? 0)...(values.max() ?? 1), count: count)
    }

    private func axes(_ xTicks: AxisTicks, _ yTicks: AxisTicks, _ scale: Scale) -> [String] {
        let plot = Self.plot
        var lines: [String] = []
        for value in yTicks.values {
            let height = scale.y(value)
            lines.append(line((plot.left, height), (plot.right, height), "stroke=\"#ddd\""))
            lines.append(
                text(yTicks.text(value), at: (plot.left - 8, height + 4), attributes: "text-anchor=\"end\""))
        }
        for value in xTicks.values {
            let place = scale.x(value)
            lines.append(line((place, plot.bottom), (place, plot.bottom + 5), "stroke=\"#444\""))
            lines.append(
                text(xTicks.text(value), at: (place, plot.bottom + 20), attributes: "text-anchor=\"middle\""))
        }
        lines.append(line((plot.left, plot.bottom), (plot.right, plot.bottom), "stroke=\"#444\""))
        lines.append(line((plot.left, plot.top), (plot.left, plot.bottom), "stroke=\"#444\""))
        let middle = ((plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2)
        lines.append(text(x, at: (middle.0, plot.bottom + 44), attributes: "text-anchor=\"middle\""))
        lines.append(
            text(
                y, at: (0, 0),
                attributes:
                    "text-anchor=\"middle\" transform=\"translate(18 \(number(middle.1))) rotate(-90)\""))
        return lines
    }

    private func drawn(_ series: Series, _ index: Int, _ scale: Scale) -> [String] {
        let mean = series.lines.count > 1 ? series.mean : nil
        let thin = series.lines.map {
            path(
                $0, scale,
                style(index) + (mean == nil ? " stroke-width=\"2\"" : " stroke-width=\"1\" opacity=\"0.3\""))
        }
        return thin + (mean.map { [path($0, scale, style(index) + " stroke-width=\"2.5\"")] } ?? [])
    }

    private var legend: [String] {
        series.enumerated().flatMap { index, series in
            let height = Self.plot.top + 10 + 20 * Double(index)
            let left = Self.plot.right + 20
            return [
                line((left, height), (left + 24, height), style(index) + " stroke-width=\"2.5\""),
                text(series.name, at: (left + 32, height + 4)),
            ]
        }
    }

    private func style(_ index: Int) -> String {
        let dash = Self.dashes[index / Self.colors.count % Self.dashes.count]
        return "fill=\"none\" stroke=\"\(Self.colors[index % Self.colors.count])\" stroke-linejoin=\"round\""
            + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")
    }

    private func path(_ points: CurvePoints, _ scale: Scale, _ style: String) -> String {
        let places = zip(points.x, points.y).map { "\(number(scale.x($0))),\(number(scale.y($1)))" }
        return "<polyline points=\"\(places.joined(separator: " "))\" \(style)/>"
    }

    private func line(_ start: (Double, Double), _ end: (Double, Double), _ style: String) -> String {
        "<line x1=\"\(number(start.0))\" y1=\"\(number(start.1))\" x2=\"\(number(end.0))\" y2=\"\(number(end.1))\" \(style)/>"
    }

    private func text(_ text: String, at place: (Double, Double), attributes: String = "") -> String {
        "<text x=\"\(number(place.0))\" y=\"\(number(place.1))\" \(attributes)>\(escaped(text))</text>"
    }

    private func number(_ number: Double) -> String { NumberText.fixed(number, 1) }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    /// From values to places in the picture.
    private struct Scale {
        let x: (Double) -> Double
        let y: (Double) -> Double

        init(_ xTicks: AxisTicks, _ yTicks: AxisTicks) {
            func scale(_ ticks: AxisTicks, _ start: Double, _ end: Double) -> (Double) -> Double {
                let (low, high) = (ticks.values[0], ticks.values[ticks.values.count - 1])
                return { start + ($0 - low) / (high - low) * (end - start) }
            }
            x = scale(xTicks, plot.left, plot.right)
            y = scale(yTicks, plot.bottom, plot.top)
        }
    }
}
