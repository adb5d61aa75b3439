// Which packages need OpenSSL's library, directly or not? The first of them, after the number of all.
// Debian 13 has renamed libssl3 to libssl3t64.
UNWIND ['libssl3', 'libssl3t64'] AS library
MATCH (package:Package)-[:DEPENDS|PRE_DEPENDS*1..]->(:Package {name: library})
WITH library, collect(DISTINCT package.name) AS names
UNWIND names AS name
WITH library, size(names) AS packages, name ORDER BY name
RETURN library, packages, collect(name)[..5] AS first
