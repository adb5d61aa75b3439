// Why does LibreOffice bring OpenSSL's library along? One of the shortest ways from one to the other.
UNWIND ['libssl3', 'libssl3t64'] AS library
MATCH way = ANY SHORTEST (:Package {name: 'libreoffice'})-[:DEPENDS|PRE_DEPENDS]->+(:Package {name: library})
UNWIND range(0, length(way)) AS step
RETURN step, nodes(way)[step].name AS package, nodes(way)[step].summary AS summary
