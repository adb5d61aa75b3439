import ArgumentParser

/// The command `espalier train`.
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train a model.",
        discussion: """
            A model is a folder that is written once: its weights as safetensors, and a manifest that says what it was \
            trained on, how, how well it does, and what is promised to those in the data.

            Exit codes: 0 the model was written; 1 a privacy budget does not allow the training; 2 something could not \
            be read or written, or libtorch is not there; 64 wrong usage.
            """,
        subcommands: [
            TrainClassifierCommand.self, TrainBCTCommand.self, TrainPCTCommand.self, TrainHVSCommand.self,
            TrainBlendCommand.self, TrainAdapterCommand.self, TrainAdaMixCommand.self,
        ])
}
