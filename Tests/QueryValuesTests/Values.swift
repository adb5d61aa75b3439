import GraphStore
import PropertyGraph
import QueryValues

func node(_ id: UInt32) -> QueryValue { .node(Node(NodeID(id))) }

func relationship(_ id: UInt32) -> QueryValue { .relationship(Relationship(EdgeID(id))) }

func path(_ nodes: [UInt32], _ relationships: [UInt32]) -> QueryValue {
    .path(
        Path(
            nodes: nodes.map { Node(NodeID($0)) },
            relationships: relationships.map { Relationship(EdgeID($0)) }))
}

func decimal(_ unscaled: Int128, _ scale: Int) -> QueryValue {
    .stored(.decimal(DecimalNumber(unscaled: unscaled, scale: scale)))
}

func time(hour: Int64, offset: Int32) -> QueryValue {
    .zonedTime(ZonedTime(local: LocalTime(nanoseconds: hour * 3_600_000_000_000), offset: offset))
}

func moment(hour: Int64, offset: Int32) -> QueryValue {
    .zonedDateTime(
        ZonedDateTime(local: LocalDateTime(seconds: hour * 3600, nanoseconds: 0), offset: offset))
}

func duration(months: Int64 = 0, days: Int64 = 0, seconds: Int64 = 0, nanoseconds: Int32 = 0) -> QueryValue {
    .duration(CalendarDuration(months: months, days: days, seconds: seconds, nanoseconds: nanoseconds))
}

/// Values of every type, with neighbours that are easily mistaken for one another.
let sampleValues: [QueryValue] = [
    nil, true, false, 0, -0.0, 1, 1.0, 2, -1, 1.5, .integer(.max), .integer(.min), .float(0x1p63),
    .float(-0x1p63), 9_007_199_254_740_992.0, 9_007_199_254_740_993, .float(.nan), .float(.infinity),
    .float(-.infinity), 0.1, decimal(1, 1), decimal(10, 2), decimal(1, 0), .stored(.unsigned(.max)),
    .stored(.unsigned(1 << 63)), "", "a", "b", "B", "é", "e\u{301}", "abc", "1", "\u{10000}", "\u{FFFD}",
    node(1), node(2), relationship(1), relationship(2), path([1], []), path([1, 2], [1]), path([1, 2], [2]),
    path([2, 1], [1]), .date(CalendarDate(days: 0)), .date(CalendarDate(days: -1)),
    .localTime(LocalTime(nanoseconds: 0)), .localTime(LocalTime(nanoseconds: 1)), time(hour: 1, offset: 0),
    time(hour: 2, offset: 3600), time(hour: 1, offset: 3600), moment(hour: 1, offset: 0),
    moment(hour: 2, offset: 3600), moment(hour: 2, offset: 0),
    .localDateTime(LocalDateTime(seconds: 0, nanoseconds: 0)),
    .localDateTime(LocalDateTime(seconds: 0, nanoseconds: 1)), duration(), duration(months: 1),
    duration(days: 30), duration(days: 1), duration(seconds: 86_400), duration(seconds: -1, nanoseconds: 1),
    duration(months: .max, days: .max, seconds: .max), .stored(.bytes([])), .stored(.bytes([1])),
    .stored(.vector([1, 2])), .stored(.vector([.nan])), .stored(.opaque(type: "POINT", text: "x")),
    .stored(.opaque(type: "POINT", text: "y")),
]
