import Testing
@testable import LearningCore
