import PropertyGraph

/// How far reading has come.
public struct ReadingProgress: Sendable {
    /// What is being read.
    public let kind: ElementKind
    /// How many bytes of the files have been read; compressed bytes of compressed files.
    public let bytesRead: Int
    /// How many bytes the files that hold elements of this kind have.
    public let bytesInTotal: Int
}
