import Foundation
import PropertyGraph
import QueryValues

extension EvaluationContext {
    /// The context of a statement that begins now, in UTC.
    static func now() -> EvaluationContext {
        var moment = timespec()
        clock_gettime(CLOCK_REALTIME, &moment)
        return EvaluationContext(
            statementTime: LocalDateTime(
                seconds: Int64(moment.tv_sec), nanoseconds: Int32(moment.tv_nsec)),
            zone: "UTC", random: { Double.random(in: 0..<1) })
    }
}
