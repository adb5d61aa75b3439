// Which sections hold most packages that no other asks for, by their own name or one that they provide?
// And with how many packages of other sections do those conflict?
MATCH (section:Section)<-[:IN_SECTION]-(package:Package)
WHERE NOT EXISTS {
  (package)-[:PROVIDES]->{0,1}()<-[:DEPENDS|PRE_DEPENDS|RECOMMENDS|SUGGESTS|ENHANCES]-()
}
OPTIONAL MATCH (package)-[:CONFLICTS]->(rival:Package) WHERE NOT (rival)-[:IN_SECTION]->(section)
WITH section, count(DISTINCT package) AS unasked, count(DISTINCT rival) AS rivals
WITH section, unasked, rivals, COUNT { (section)<-[:IN_SECTION]-(:Package) } AS packages
RETURN section.name AS section, packages, unasked, 100 * unasked / packages AS percent, rivals
ORDER BY unasked DESC, section LIMIT 10
