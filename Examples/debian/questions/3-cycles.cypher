// Which packages depend on each other, so that neither can be installed first?
MATCH (a:Package)-[:DEPENDS]->(b:Package)-[:DEPENDS]->(a)
WHERE a.name < b.name
RETURN DISTINCT a.name, b.name ORDER BY a.name, b.name LIMIT 10;

// And which go round three, none of them in a smaller circle with another?
MATCH (a:Package)-[:DEPENDS]->(b:Package)-[:DEPENDS]->(c:Package)-[:DEPENDS]->(a)
WHERE a.name < b.name AND a.name < c.name
  AND NOT (b)-[:DEPENDS]->(a) AND NOT (c)-[:DEPENDS]->(b) AND NOT (a)-[:DEPENDS]->(c)
RETURN DISTINCT a.name, b.name, c.name ORDER BY a.name, b.name, c.name LIMIT 10
