# `make demo` and `make test` are all a newcomer needs: each gets the machine ready, builds, and runs.
# `make` alone lists the targets.

.DEFAULT_GOAL := help
.PHONY: help setup build release exercise demo test bench bench-validate bench-store bench-query bench-tensors bench-vectors tck crash format lint fuzz docs clean data-is-named

# How long `make fuzz` gives each target.
SECONDS := 600

# The folder of the openCypher TCK.
TCK := $(or $(ESPALIER_TCK),../shared/tck)

# What else `make tck` (--filter TEXT, --verbose, --folder, --write FILE, --workers N), `make bench-query`, `make bench-tensors` or `make bench-vectors` is told (--help lists it).
OPTIONS :=

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

demo: release ## run the four examples: two graphs that are validated, drawn, stored and queried, a private training, and updates of a model
	@scripts/setup --torch
	Examples/fraud/run
	Examples/debian/run
	Examples/adamix/run
	Examples/updates/run
	@for file in Examples/*/schema.svg; do echo "The schema as a drawing: $$file"; done

test: ## build and run every test
	@scripts/setup --torch
	swift build --build-tests
	swift test --skip-build --parallel
	ESPALIER=.build/debug/espalier scripts/crash-test 40

tck: ## run the openCypher TCK against the engine; TCK=DIR is its folder, OPTIONS="--verbose --filter Match1" choose
	@test -d "$(TCK)" || { echo "make: there is no TCK at $(TCK); name the folder that has its features: TCK=DIR" >&2; exit 64; }
	swift build --product TCKRunner
	@.build/debug/TCKRunner "$(TCK)" $(OPTIONS) ; status=$$?; \
	echo 'OPTIONS="--verbose --filter TEXT" shows why; OPTIONS="--write Tests/TCK/TCKTests/passing.txt" makes what passes now what has to pass'; \
	exit $$status

setup: ## install what the build needs; quick when it is there
	@scripts/setup

build: setup ## build for debugging
	swift build

release: setup ## build the command, optimised: .build/release/espalier
	swift build --configuration release --product espalier

bench: bench-validate bench-store bench-query bench-tensors bench-vectors ## run every benchmark beside its peers (DATA=DIR for the generated files)

bench-validate: data-is-named release ## measure validation beside DuckDB; DATA=DIR holds the generated files
	@scripts/setup --bench
	Benchmarks/validate/run "$(DATA)"

bench-store: data-is-named exercise ## measure imports beside Kuzu and Ladybug, commits, and reading; DATA=DIR holds the generated files
	@scripts/setup --bench
	Benchmarks/store/run "$(DATA)"

bench-query: data-is-named release ## measure ten queries beside Kuzu, Ladybug, DuckDB, SQLite and KGLite; DATA=DIR holds the generated files
	@scripts/setup --bench
	swift build --configuration release --product QueryExercise
	Benchmarks/query/run "$(DATA)" $(OPTIONS)

bench-tensors: ## measure a training step beside Python with the same libtorch
	@scripts/setup --torch
	swift build --configuration release --product TensorExercise
	Benchmarks/tensors/run $(OPTIONS)

bench-vectors: release ## measure vector search beside hnswlib and faiss from Python
	@scripts/setup --bench
	Benchmarks/vectors/run $(OPTIONS)

exercise: release
	swift build --configuration release --product StoreExercise

crash: exercise ## kill imports, commits, merges and changes of schema at 500 random moments, and look at the store after each
	scripts/crash-test 500

data-is-named:
	@test -n "$(DATA)" || { echo "make: name the folder of the generated files: DATA=DIR" >&2; exit 64; }

format: ## format every Swift file in place
	swift format --in-place --recursive Sources Tests Benchmarks Fuzzing Package.swift

lint: ## check the format of Swift files and the syntax of scripts
	scripts/lint

fuzz: setup ## fuzz every parser, SECONDS=600 each
	scripts/fuzz $(SECONDS)

docs: setup ## build the libraries' documentation into .build/docs
	scripts/docs

clean: ## delete what was built; .deps stays
	rm -rf .build Examples/*/data Examples/*/schema.svg
