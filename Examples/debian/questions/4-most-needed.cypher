// Which packages do most others depend on?
MATCH (needed:Package)<-[:DEPENDS]-(package:Package)
RETURN needed.name AS name, count(DISTINCT package) AS packages
ORDER BY packages DESC, name LIMIT 10
