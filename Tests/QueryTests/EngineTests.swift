import GraphStore
import Query
import QueryValues
import Testing
