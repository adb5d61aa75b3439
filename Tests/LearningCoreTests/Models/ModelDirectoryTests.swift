import Foundation
import Tensors
import Testing

@testable import LearningCore

@Suite("Models on disk")
struct ModelDirectoryTests {
    let folder: TemporaryFolder
    let manifest: ModelManifest

    init() throws {
        folder = try TemporaryFolder()
        manifest = ModelManifest(
            kind: "adamix", architecture: "linear 2 -> 3",
            data: [.init(try Sample.records(4), role: "public")], schemaVersion: "7", seed: .max,
            hyperparameters: ["steps": 20, "rate": 0.1, "projection": "none", "adaptive": true],
            metrics: ["error": 0.1 + 0.2],
            privacy: .init(
                isPrivate: true, epsilon: 0.9999999999999999, delta: 1e-5, relation: "add-remove",
                accountant: "exact", ledger: [["sigma": 16.68389187, "steps": 20]]),
            madeBy: .test)
    }

    private func weights() throws -> [String: TensorData] {
        [
            "weight": try TensorData([1, 2, 3, 4, 5, 6] as [Float], shape: [3, 2]),
            "bias": try TensorData([0.5, -0.5, 0] as [Double], shape: [3]),
        ]
    }

    @discardableResult
    private func write(to name: String = "head.model") throws -> ModelDirectory {
        try ModelDirectory.write(try weights(), manifest: manifest, to: folder.path(name))
    }

    @Test("a model comes back as it was written, every number to its last bit")
    func roundTrip() throws {
        try write(to: "head.model/")
        let model = try ModelDirectory(reading: folder.path("head.model"))
        #expect(model.manifest == manifest)
        #expect(try model.weights()["weight"]?.values(as: Float.self) == [1, 2, 3, 4, 5, 6])
        #expect(try model.weights()["bias"]?.shape == [3])
        let ledger = try model.manifest.privacy?.ledger.decoded(as: [[String: Double]].self)
        #expect(ledger == [["sigma": 16.68389187, "steps": 20]])
        #expect(
            try folder.contents(of: "head.model") == ["SHA256SUMS", "manifest.json", "model.safetensors"])
    }

    @Test("the same model has the same digest, and another seed another one")
    func digests() throws {
        var other = manifest
        other.seed = 1
        #expect(try write(to: "a").digest == write(to: "b").digest)
        let third = try ModelDirectory.write(try weights(), manifest: other, to: folder.path("c"))
        #expect(try write(to: "d").digest != third.digest)
    }

    @Test(
        "nothing that is there is written over, and nothing unfinished is left",
        arguments: ["file", "folder", "model"])
    func existing(kind: String) throws {
        switch kind {
        case "file": try folder.write("mine".utf8, to: "taken")
        case "folder":
            try FileManager.default.createDirectory(
                atPath: folder.path("taken"), withIntermediateDirectories: false)
        default: try write(to: "taken")
        }
        let error = #expect(throws: ModelError.self) { try write(to: "taken") }
        #expect(error == .exists(path: folder.path("taken")))
        #expect(try folder.contents() == ["taken"])
    }

    @Test("a folder that is not there is refused, and leaves nothing")
    func unwritable() throws {
        let error = #expect(throws: ModelError.self) { try write(to: "no/such/folder") }
        #expect(error?.description.contains("cannot be written") == true)
        let reserved = ["__metadata__": try TensorData([1] as [Float], shape: [1])]
        #expect(throws: ModelError.self) {
            try ModelDirectory.write(reserved, manifest: manifest, to: folder.path("reserved"))
        }
        #expect(try folder.contents() == [])
    }

    @Test("a model of another kind or architecture is refused by a sentence that names both")
    func otherModel() throws {
        let model = try write()
        try model.require(kind: "adamix", architecture: "linear 2 -> 3")
        try model.require(kind: "adamix")
        let kind = #expect(throws: ModelError.self) { try model.require(kind: "bct") }
        #expect(kind?.description.contains("of kind `adamix`, and `bct` is needed") == true)
        let error = #expect(throws: ModelError.self) {
            try model.require(kind: "adamix", architecture: "linear 64 -> 5")
        }
        #expect(
            error?.description.contains(
                "has the architecture `linear 2 -> 3`, and `linear 64 -> 5` is needed") == true)
    }

    @Test(
        "what was edited, cut or taken away is refused by the file's name",
        arguments: [
            ("manifest.json", "0.30000000000000004", "0.2", "manifest.json is not as it was written"),
            ("manifest.json", "add-remove", "replace", "manifest.json is not as it was written"),
            (
                "manifest.json", "\"format\" : 1", "\"format\" : 3",
                "has format 3, and this program knows formats up to 2"
            ),
            ("manifest.json", "\"isPrivate\" : true", "\"isPrivate\" : 1", "manifest.json says nothing"),
            ("manifest.json", "\"epsilon\" : 0", "\"epsilon\" : -0", "manifest.json says nothing"),
            ("manifest.json", "\"epsilon\" : 0.9999999999999999,", "", "manifest.json says nothing"),
            (
                "manifest.json", "\"model.safetensors\"", "\"../x\"",
                "model.safetensors is not as it was written"
            ),
            ("manifest.json", "{", "", "manifest.json says nothing"),
            ("SHA256SUMS", "model", "other", "manifest.json is not as it was written"),
        ])
    func edited(file: String, old: String, new: String, sentence: String) throws {
        try write()
        let path = folder.path("head.model/\(file)")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains(old), "\(text)")
        try folder.write(text.replacing(old, with: new, maxReplacements: 1).utf8, to: "head.model/\(file)")
        let error = #expect(throws: ModelError.self) {
            try ModelDirectory(reading: folder.path("head.model"))
        }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
    }

    @Test("weights that are not those of the manifest are refused", arguments: [-1, 0, 8, 40])
    func damagedWeights(position: Int) throws {
        try write()
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: folder.path("head.model/model.safetensors"))))
        if position < 0 { bytes.removeLast() } else { bytes[position] ^= 1 }
        try folder.write(bytes, to: "head.model/model.safetensors")
        let error = #expect(throws: ModelError.self) {
            try ModelDirectory(reading: folder.path("head.model"))
        }
        #expect(error?.description.contains("model.safetensors is not as it was written") == true)
    }

    @Test(
        "what is no model is refused by a sentence",
        arguments: [
            ("nothing", "there is no such model"), ("file", "it is a file"),
            ("empty", "manifest.json is not there"),
            ("deep", "manifest.json says nothing"), ("weightless", "model.safetensors is not there"),
            ("unsummed", "SHA256SUMS is not there"),
        ])
    func noModel(name: String, sentence: String) throws {
        try folder.write("x".utf8, to: "file")
        for name in ["empty", "deep"] {
            try FileManager.default.createDirectory(
                atPath: folder.path(name), withIntermediateDirectories: false)
        }
        try folder.write(String(repeating: "[", count: 200_000).utf8, to: "deep/manifest.json")
        try write(to: "weightless")
        try FileManager.default.removeItem(atPath: folder.path("weightless/model.safetensors"))
        try write(to: "unsummed")
        try FileManager.default.removeItem(atPath: folder.path("unsummed/SHA256SUMS"))
        let error = #expect(throws: ModelError.self) { try ModelDirectory(reading: folder.path(name)) }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
    }

    @Test("what lies beside the weights is covered by the manifest, whose format only then is a newer one")
    func attachments() throws {
        let plain = try write(to: "plain")
        #expect(plain.attachments == [] && plain.path(of: .predictions) == nil && plain.parameterCount == 9)
        let files: [ModelDirectory.Attachment: Data] = [
            .predictions: Data("id,prediction\n1,a\n".utf8), .embeddings: Data("not looked at".utf8),
        ]
        let model = try ModelDirectory.write(
            try weights(), manifest: manifest, attachments: files, to: folder.path("model"))
        #expect(model.attachments == [.predictions, .embeddings])
        #expect(model.path(of: .predictions) == folder.path("model/predictions.csv"))
        let sums = try String(contentsOfFile: folder.path("model/SHA256SUMS"), encoding: .utf8)
        #expect(sums.contains("  predictions.csv\n") && sums.contains("  embeddings.safetensors\n"))
        for (name, format) in [("plain", 1), ("model", 2)] {
            let text = try String(contentsOfFile: folder.path("\(name)/manifest.json"), encoding: .utf8)
            #expect(text.contains("\"format\" : \(format)"))
        }
        try folder.write("id,prediction\n1,b\n".utf8, to: "model/predictions.csv")
        let error = #expect(throws: ModelError.self) { try ModelDirectory(reading: folder.path("model")) }
        #expect(error?.description.contains("predictions.csv is not as it was written") == true)
        try FileManager.default.removeItem(atPath: folder.path("model/predictions.csv"))
        #expect(throws: ModelError.self) { try ModelDirectory(reading: folder.path("model")) }
    }

    @Test("a manifest that names another folder's file is refused")
    func strangeFile() throws {
        try ModelDirectory.write(
            try weights(), manifest: manifest, attachments: [.predictions: Data()], to: folder.path("model"))
        let path = folder.path("model/manifest.json")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try folder.write(
            text.replacing("\"predictions.csv\"", with: "\"../x\"").utf8, to: "model/manifest.json")
        let error = #expect(throws: ModelError.self) { try ModelDirectory(reading: folder.path("model")) }
        #expect(error?.description.contains("it names a file `../x` that no model has") == true)
    }

    @Test("a policy in the manifest comes back as it was")
    func policy() throws {
        var manifest = manifest
        manifest.releasePolicy = ReleasePolicy(maxNFR: 0.02, metrics: ["error": .init(atMost: 0.5)])
        let model = try ModelDirectory.write(try weights(), manifest: manifest, to: folder.path("model"))
        #expect(model.manifest == manifest)
    }

    @Test("a predecessor is known by its digest")
    func predecessor() throws {
        let first = try write(to: "first")
        var next = manifest
        next.predecessor = .init(first)
        let second = try ModelDirectory.write(try weights(), manifest: next, to: folder.path("second"))
        #expect(second.manifest.predecessor?.digest == first.digest)
    }

    @Test(
        "JSON of any kind comes back as it was",
        arguments: [
            "null", "true", "12", "9223372036854775807", "0.1", #""text""#, "[1,2.5,[]]",
            #"{"a":{"b":null}}"#,
        ])
    func json(text: String) throws {
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
        #expect(String(decoding: try JSONEncoder().encode(value), as: UTF8.self) == text)
    }
}
