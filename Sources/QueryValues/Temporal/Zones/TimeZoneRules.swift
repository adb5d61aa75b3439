import Cypher
import Foundation
import Synchronization

/// The offsets from UTC that the clocks of a place had, have and will have: a zone of the IANA database.
///
///     try TimeZoneRules.named("Europe/Stockholm").offset(at: 0)  // 3600
///
/// The data is that of Foundation, which brings its own on Linux; it goes back to local mean time, in
/// seconds.
struct TimeZoneRules: Sendable {
    /// The name that was asked for.
    let name: String
    private let zone: TimeZone

    private static let known = Mutex<[String: TimeZoneRules]>([:])

    /// The rules of a zone by its name; a space may stand for the underscore.
    static func named(_ name: String) throws(QueryError) -> TimeZoneRules {
        let name = String(
            decoding: name.utf8.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
        if let rules = known.withLock({ $0[name] }) { return rules }
        // Foundation also reads abbreviations and offsets, and answers with another identifier then.
        guard name.utf8.count <= 100, let zone = TimeZone(identifier: name),
            zone.identifier.utf8.elementsEqual(name.utf8) || name == "UTC"
        else { throw .unknownZone(name, known: TimeZone.knownTimeZoneIdentifiers) }
        let rules = TimeZoneRules(name: name, zone: zone)
        known.withLock { $0[name] = rules }
        return rules
    }

    /// Seconds east of UTC at a moment, given in seconds since 1970-01-01T00:00:00Z.
    func offset(at second: Int64) -> Int32 {
        let date = Date(timeIntervalSince1970: Double(TimeZoneRules.withinData(second)))
        return Int32(clamping: zone.secondsFromGMT(for: date))
    }

    /// The moments from which the rules repeat, and before which there was only local mean time.
    private static let lastChange: Int64 = 253_402_300_800
    private static let firstChange: Int64 = -14_831_769_600

    /// A moment with the same offset in the years 1500 to 9999, outside which the data cannot be asked.
    private static func withinData(_ second: Int64) -> Int64 {
        guard second >= lastChange else { return max(second, firstChange) }
        let era = Int64(CalendarDay.daysOfEra) * 86_400
        return lastChange - era + (second - lastChange) % era
    }

    /// The offset, or both of them in the hour that happens twice, or none in the hour that does not happen.
    func offsets(of local: Int64) -> [Int32] {
        // No zone changes its offset twice within two days.
        let (before, after) = (offset(at: local - 86_400), offset(at: local + 86_400))
        let candidates = before == after ? [before] : [before, after]
        return candidates.filter { offset(at: local - Int64($0)) == $0 }
    }

    /// The offset of a time on the clock, after moving it forward where the clocks skip it.
    ///
    /// Of the two offsets of a time that happens twice the preferred one is taken, otherwise the earlier.
    func resolve(_ local: Int64, preferring preferred: Int32?) -> (local: Int64, offset: Int32) {
        let offsets = offsets(of: local)
        if let preferred, offsets.contains(preferred) { return (local, preferred) }
        if let first = offsets.first { return (local, first) }
        let instant = local - Int64(offset(at: local - 86_400))
        let offset = offset(at: instant)
        return (instant + Int64(offset), offset)
    }
}
