import Foundation
import Testing

@testable import LearningCore

@Suite("Release policies")
struct ReleasePolicyTests {
    private func policy(_ json: String) throws -> ReleasePolicy {
        try ReleasePolicy(json: Data(json.utf8), source: "p.json")
    }

    @Test("every key is read, and what is left out is not asked for")
    func keys() throws {
        let policy = try policy(
            """
            {"maxNFR": 0.01, "gate": "point", "maxErrorIncrease": -0.5, "maxSliceNFR": 1,
             "compatibility": {"metric": "cmc@5", "distance": "euclidean", "minGain": 0.02},
             "maxEpsilon": 3, "allowsPrivacyLoss": true, "maxParameters": 200000,
             "metrics": {"multiply-adds": {"atMost": 2e5}, "accuracy": {"atLeast": 0.8}}}
            """)
        #expect(
            policy
                == ReleasePolicy(
                    maxNFR: 0.01, gate: .point, maxErrorIncrease: -0.5, maxSliceNFR: 1,
                    compatibility: .init(metric: .cumulativeMatch(5), distance: .euclidean, minGain: 0.02),
                    maxEpsilon: 3, allowsPrivacyLoss: true, maxParameters: 200_000,
                    metrics: ["multiply-adds": .init(atMost: 200_000), "accuracy": .init(atLeast: 0.8)]))
        let again = try JSONDecoder().decode(ReleasePolicy.self, from: JSONEncoder().encode(policy))
        #expect(again == policy)
        #expect(try self.policy("{}") == ReleasePolicy())
        #expect(try self.policy("{\"maxNFR\": 0}").gate == .upper)
    }

    @Test(
        "what is not understood is refused, because it might have been a condition",
        arguments: [
            ("{\"maxNfr\": 0.01}", "no policy has the key `maxNfr`; did you mean `maxNFR`?"),
            ("{\"colour\": 1}", "no policy has the key `colour`; the keys are `maxNFR`"),
            ("{\"maxNFR\": \"1 %\"}", "`maxNFR` is a number; write one"),
            ("{\"maxNFR\": true}", "`maxNFR` is a number"), ("{\"maxNFR\": null}", "`maxNFR` is a number"),
            ("{\"maxNFR\": 1.5}", "`maxNFR` is 1.5, and a number from 0 to 1 is needed"),
            ("{\"maxEpsilon\": -1}", "`maxEpsilon` is -1, and a number from 0 on is needed"),
            ("{\"gate\": \"lower\"}", "`gate` is `lower`; use upper or point"),
            ("{\"maxParameters\": 1.5}", "`maxParameters` is a whole number"),
            ("{\"allowsPrivacyLoss\": 1}", "`allowsPrivacyLoss` is true or false"),
            ("{\"compatibility\": \"map\"}", "`compatibility` is an object"),
            ("{\"compatibility\": {}}", "`compatibility.metric` is missing; give map"),
            ("{\"compatibility\": {\"metric\": \"mapp\"}}", "`compatibility.metric` is `mapp`; use map"),
            ("{\"compatibility\": {\"metric\": \"map\", \"gain\": 0}}", "the key `compatibility.gain`"),
            ("{\"metrics\": {\"error\": 0.1}}", "`metrics.error` is an object"),
            ("{\"metrics\": {\"error\": {}}}", "`metrics.error.atMost` is missing"),
            (
                "{\"metrics\": {\"error\": {\"atmost\": 1}}}",
                "the key `metrics.error.atmost`; did you mean `atMost`?"
            ),
            ("[]", "a policy is an object"), ("", "this is no JSON"), ("{", "this is no JSON"),
            (String(repeating: "[", count: 100_000), "this is no JSON"),
        ])
    func refused(json: String, sentence: String) {
        let error = #expect(throws: PolicyError.self) { try policy(json) }
        let text = error?.description ?? ""
        #expect(text.hasPrefix("p.json: ") && text.contains(sentence), "\(text)")
    }

    @Test("a file that is not there, or much too long, is refused")
    func files() throws {
        #expect(throws: PolicyError.self) { try ReleasePolicy(reading: "/no/such/policy.json") }
        #expect(throws: PolicyError.self) { try policy(String(repeating: " ", count: 2 << 20)) }
    }

    @Test("a file without end is refused as too long, and a folder as unreadable")
    func endless() {
        #expect(throws: PolicyError(source: "/dev/zero", .tooLong(limit: 1 << 20))) {
            try ReleasePolicy(reading: "/dev/zero")
        }
        #expect(throws: PolicyError(source: "/", .unreadable)) { try ReleasePolicy(reading: "/") }
    }
}
