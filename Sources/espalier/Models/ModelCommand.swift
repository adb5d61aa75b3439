import ArgumentParser

/// `espalier model ...`: versions of models, what changes between them, and which of them is in service.
struct ModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model",
        abstract: "Compare two models before one takes the other's place, and keep what is in service.",
        discussion: """
            Two files of predictions are enough to find new mistakes, and to stop a pipeline that would bring them:

              espalier model compare old.csv new.csv --labels y.csv --max-nfr 0.01

            A registry keeps versions that never change, and lets only those into service that pass a gate:

              espalier model add v1 trained/one --predictions one.csv --labels y.csv
              espalier model promote v1
              espalier model add v2 trained/two --predictions two.csv --labels y.csv
              espalier model promote v2         the gate compares v2 with v1
              espalier model list
              espalier model rollback           v1 is in service again

            The registry is the folder `models`, what --registry names, or the environment variable ESPALIER_REGISTRY.

            Exit codes: 0 success; 1 a gate was not passed; 2 something could not be read, and nothing was changed; 64 \
            wrong usage.
            """,
        subcommands: [
            ModelListCommand.self, ModelShowCommand.self, ModelCompareCommand.self,
            MatrixCommand.self, ModelPairCommand.self, ModelPromoteCommand.self, ModelRollbackCommand.self,
            ModelAddCommand.self,
        ])
}
