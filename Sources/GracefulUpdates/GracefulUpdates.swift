// The target's first file; see Sources/README.md.
