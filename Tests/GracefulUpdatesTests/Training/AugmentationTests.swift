import Tensors
import Testing

@testable import GracefulUpdates

@Suite("augmentation of images", .needsTorch)
struct AugmentationTests {
    /// One bright position in the middle of 5 x 5, in each of 200 images of two channels.
    private func places(_ augmentation: TrainingRecipe.Augmentation, bright: Int = 12) throws -> [Int] {
        var image = [Float](repeating: 0, count: 25)
        image[bright] = 1
        let images = try Tensor(image, shape: [1, 1, 5, 5]).expanded([200, 2, 5, 5])
        let seen = try augmentation.applied(to: images, RandomGenerator(seed: 3))
        #expect(seen.shape == [200, 2, 5, 5])
        #expect(try seen.selected(0, 1).isIdentical(to: seen.selected(1, 1)), "channels move together")
        return try seen.selected(0, 1).flattened(from: 1).positionOfLargest(1).array(of: Int.self)
    }

    @Test("a shift moves an image by at most so many positions, to each of them at times")
    func shift() throws {
        #expect(try Set(places(.init(shift: 1))) == [6, 7, 8, 11, 12, 13, 16, 17, 18])
    }

    @Test("a mirror image has its columns in reverse")
    func mirror() throws {
        let places = try places(.init(isMirrored: true), bright: 5)
        #expect(Set(places) == [5, 9])
        #expect((60...140).contains(places.count { $0 == 5 }))
    }

    @Test("without augmentation images are as they were")
    func nothing() throws {
        #expect(try Set(places(.init())) == [12])
    }
}
