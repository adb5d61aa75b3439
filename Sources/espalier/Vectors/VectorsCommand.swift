import ArgumentParser

/// The command `espalier vectors`.
struct VectorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vectors",
        abstract: "Search the embeddings of a store, and replace those of an old model step by step.",
        discussion: """
            Embeddings are VECTOR properties of nodes. Beside each stands the version of the model that wrote it: \
            `embedding_version` beside `embedding`. A model that was trained to be compatible asks the vectors of the \
            one before, so that a new version can be used at once and the old vectors be replaced in time:

              espalier vectors build shop.espalier --label Item --property embedding
              espalier vectors search shop.espalier --label Item --property embedding --query new.npy
              espalier vectors backfill shop.espalier --label Item --property embedding --model-version v2 \\
                --vectors new.safetensors --portion 1000
              espalier vectors status shop.espalier

            Indexes are files in the store's folder `vectors` that may be deleted at any time. One that is older than \
            the store takes over what changed before it answers.

            Exit codes: 0 success; 1 refused by the schema, or a backfill that would have made results worse; 2 \
            something could not be read, nothing was changed; 64 wrong usage; 130 interrupted.
            """,
        subcommands: [
            VectorsBuildCommand.self, VectorsSearchCommand.self, VectorsBackfillCommand.self,
            VectorsStatusCommand.self,
        ])
}
