import Cypher
import PropertyGraph

/// The five types of points in time, each named as the function that makes it.
enum TemporalKind: String, CaseIterable, Sendable {
    case date
    case localTime = "localtime"
    case zonedTime = "time"
    case localDateTime = "localdatetime"
    case zonedDateTime = "datetime"

    var hasDate: Bool { self != .localTime && self != .zonedTime }
    var hasTime: Bool { self != .date }
    var hasZone: Bool { self == .zonedTime || self == .zonedDateTime }

    var noun: String {
        switch self {
        case .date: "date"
        case .localTime: "local time"
        case .zonedTime: "time"
        case .localDateTime: "local date and time"
        case .zonedDateTime: "date and time"
        }
    }

    var example: String {
        switch self {
        case .date: "2015-07-21"
        case .localTime: "21:40:32.142"
        case .zonedTime: "21:40:32.142+01:00"
        case .localDateTime: "2015-07-21T21:40:32.142"
        case .zonedDateTime: "2015-07-21T21:40:32.142+01:00"
        }
    }

    var result: Function.Result {
        switch self {
        case .date: .date
        case .localTime: .localTime
        case .zonedTime: .zonedTime
        case .localDateTime: .localDateTime
        case .zonedDateTime: .zonedDateTime
        }
    }
}
