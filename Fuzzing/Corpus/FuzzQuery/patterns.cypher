MATCH p = ANY SHORTEST (a:A&B|!C {k: $p} WHERE a.x > 1)-[r:R|:S*1..3]->{1,3}(b) ((c)<--(d) WHERE c.x){2,}(e), q = shortestPath((a)-[*]-(b)) RETURN *
