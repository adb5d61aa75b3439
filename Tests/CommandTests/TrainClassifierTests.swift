import Foundation
import Testing

@Suite("train classifier", .needsTorch)
struct TrainClassifierTests {
    private struct Answer: Decodable {
        let kind: String
        let parameters: Int
        let losses: [Double]
        let metrics: [String: Double]
    }

    private func train(_ folder: WorkFolder, _ more: String...) throws -> CommandRun {
        try folder.run(
            [
                "train", "classifier", "--data", "many.csv", "--epochs", "8", "--batch", "32", "--embedding",
                "4",
            ] + more)
    }

    @Test("a model is written with what it makes of the test records")
    func written() throws {
        let folder = try Clothes.folder()
        let run = try train(folder, "--test", "test.csv", "--model", "v1", "--format", "json")
        let answer: Answer = try run.answer()
        #expect(run.status == 0 && answer.kind == "classifier" && answer.losses.count == 8)
        // 3 features to a hidden layer of 16, and those to an embedding of 4.
        #expect(answer.metrics["multiply-adds"] == 112.0)
        #expect(try #require(answer.metrics["error"]) < 0.2 && #require(answer.metrics["map"]) > 0.5)
        let predictions = try String(
            contentsOf: folder.url.appending(path: "v1/predictions.csv"), encoding: .utf8)
        #expect(predictions.split(separator: "\n").count == 151)
        for file in ["model.safetensors", "manifest.json", "embeddings.safetensors", "SHA256SUMS"] {
            #expect(FileManager.default.fileExists(atPath: folder.url.appending(path: "v1/\(file)").path))
        }
    }

    @Test("without a test there is a model, and nothing is said of its errors")
    func untested() throws {
        let run = try train(try Clothes.folder(), "--model", "v1")
        #expect(run.status == 0 && run.output.contains("classifier") && !run.output.contains("error"))
    }

    @Test("what cannot be done is said before anything is trained")
    func refused() throws {
        let folder = try Clothes.folder([
            "net.json": #"{"input":[3],"stages":[{"meanPooling":{}}],"embedding":4}"#, "other.json": "[1]",
        ])
        try train(folder, "--model", "none/v1").expectUnreadable("none/v1", "no folder")
        try train(folder, "--model", "many.csv").expectUnreadable("many.csv", "is there already")
        try train(folder, "--model", "v1", "--learning-rate", "-1").expectUnreadable(
            "learning rate", "above 0")
        try train(folder, "--model", "v1", "--network", "net.json").expectUnreadable("stage 1", "[3]")
        try train(folder, "--model", "v1", "--network", "other.json").expectUnreadable("other.json")
        try train(folder, "--model", "v1", "--classes", "coat,hat").expectUnreadable("hat")
        #expect(try train(folder, "--model", "v1", "--hidden", "4,x").status == 64)
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "v1").path))
    }

    @Test("records that were learned from test nothing")
    func testOnTraining() throws {
        let folder = try Clothes.folder()
        try train(folder, "--model", "v1", "--test", "many.csv").expectUnreadable("many.csv", "learned from")
        let run = try train(folder, "--model", "v1", "--test", "many.csv", "--data-rows", "0-199")
        #expect(run.status == 0 && run.errors.contains("200 of the 300 records"))
    }

    @Test("a training that goes to infinity says what to change, and leaves nothing")
    func diverged() throws {
        let folder = try Clothes.folder()
        try train(folder, "--model", "v1", "--learning-rate", "1e30", "--head", "linear")
            .expectUnreadable("infinity", "learning rate")
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "v1").path))
    }
}
