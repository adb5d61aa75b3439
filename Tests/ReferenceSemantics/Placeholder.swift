import PGSchema
