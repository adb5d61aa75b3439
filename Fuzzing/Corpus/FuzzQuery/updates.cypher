MERGE (a {x: 1})-[:R]->(b) ON CREATE SET a.c = 1, a:B ON MATCH SET a += {} FOREACH (x IN [1] | CREATE (n $p) SET n.x = x) REMOVE a.x, a:B DETACH DELETE b
