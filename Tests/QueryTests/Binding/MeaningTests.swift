import Testing

@testable import Query

@Suite("What queries mean when their names are resolved")
struct MeaningTests {
    @Test(
        "a pattern is one graph of variables, with its conditions beside it",
        arguments: [
            Binding.Meaning(
                "MATCH (n:Person {name: 'Ada'}) RETURN n.born",
                "MATCH (n0:Person) WHERE n0.name = 'Ada' RETURN n0.born AS n.born1 => n.born1"),
            .init(
                "MATCH (a)-[r:T|U {x: 1}]->(b), (a)<--(c) WHERE a.x = 1 AND (b.y = 2 AND c.z = "
                    + "3) RETURN a",
                "MATCH (a0) (b2) (c4) a0-[r1:(T|U)]->b2 a0<-[_3]-c4 WHERE r1.x = 1; a0.x = 1; "
                    + "b2.y = 2; c4.z = 3 RETURN a0 AS a5 => a5"),
            .init(
                "MATCH (a)-[rs:T*..3 {x: 1}]-(b) RETURN rs",
                "MATCH (a0) (b3) a0-[rs1:T*1..3/_2 WHERE _2.x = 1]-b3 RETURN rs1 AS rs4 => rs4"),
            .init(
                "MATCH (a)-[*]->(), (b)-[*0..]->() RETURN 1",
                "MATCH (a0) (_3) (b4) (_7) a0-[_1*1../_2]->_3 b4-[_5*0../_6]->_7 RETURN 1 AS 18 => 18"),
            .init(
                "MATCH (a)-[r WHERE r.x > 1]->{1,3}(b WHERE b.y = a.y) RETURN r",
                "MATCH (a0) (b3) a0-[r1*1..3/_2 WHERE _2.x > 1]->b3 WHERE b3.y = a0.y RETURN r1 "
                    + "AS r4 => r4"),
            .init(
                "MATCH ()-[r]->() MATCH (a)-[r]->(b) RETURN a",
                "MATCH (_0) (_2) _0-[r1]->_2 MATCH (a3) (b4) a3-[@r1]->b4 RETURN a3 AS a5 => a5"),
            .init(
                "MATCH p = (a)-->(b)-->(a) RETURN p",
                "MATCH (a0) (b2) a0-[_1]->b2 b2-[_3]->a0 p4=alla0[0, 1] RETURN p4 AS p5 => p5"),
            .init(
                "MATCH p = shortestPath((a)-[*]->(b)) RETURN p",
                "MATCH (a0) (b3) a0-[_1*1../_2]->b3 p4=anyShortesta0[0] RETURN p4 AS p5 => p5"),
            .init(
                "MATCH ANY SHORTEST (a)-->+(b) RETURN a",
                "MATCH (a0) (b3) a0-[_1*1../_2]->b3 _4=anyShortesta0[0] RETURN a0 AS a5 => a5"),
            .init(
                "MATCH (x)((a)-[r:T]->(b) WHERE a.v < b.v){1,3}(y) RETURN a, r",
                "MATCH (x0) (y8) x0-[_7{(a1) (b3) a1-[r2:T]->b3 WHERE a1.v < b3.v a1~r2~b3 "
                    + "a1>a4, r2>r5, b3>b6}1..3]->y8 RETURN a4 AS a9, r5 AS r10 => a9,r10"),
            .init(
                "OPTIONAL MATCH (a:A&!B) RETURN a",
                "OPTIONAL MATCH (a0:(A&!B)) RETURN a0 AS a1 => a1"),
        ])
    func patterns(meaning: Binding.Meaning) throws { try Binding.check(meaning) }

    @Test(
        "a subquery sees its outside by number",
        arguments: [
            Binding.Meaning(
                "MATCH (n) WHERE (n)-[:T]->() OR NOT (n)<--() RETURN n",
                "MATCH (n0) WHERE (EXISTS{MATCH (@n0) (_2) n0-[_1:T]->_2} OR not(EXISTS{MATCH "
                    + "(@n0) (_4) n0<-[_3]-_4})) RETURN n0 AS n5 => n5"),
            .init(
                "MATCH (n) RETURN [(n)-->(m:M) WHERE m.x = n.x | m.y] AS ys",
                "MATCH (n0) RETURN COLLECT{MATCH (@n0) (m2:M) n0-[_1]->m2 WHERE m2.x = n0.x "
                    + "RETURN m2.y AS _3 => _3} AS ys4 => ys4"),
            .init(
                "MATCH (n) RETURN COUNT { (n)-->(m) WHERE m.x = 1 } AS c, EXISTS { MATCH "
                    + "(n)-->(k) WITH k WHERE k.x = n.x RETURN true } AS e, COLLECT { MATCH (n)--(m) "
                    + "RETURN m.x } AS l",
                "MATCH (n0) RETURN COUNT{MATCH (@n0) (m2) n0-[_1]->m2 WHERE m2.x = 1} AS c3, "
                    + "EXISTS{MATCH (@n0) (k5) n0-[_4]->k5 WITH k5 AS k6 WHERE k6.x = n0.x RETURN true "
                    + "AS true7 => true7} AS e8, COLLECT{MATCH (@n0) (m10) n0-[_9]-m10 RETURN m10.x AS "
                    + "m.x11 => m.x11} AS l12 => c3,e8,l12"),
        ])
    func subqueries(meaning: Binding.Meaning) throws { try Binding.check(meaning) }

    @Test(
        "columns are new variables, and ORDER BY and WHERE refer to them where they can",
        arguments: [
            Binding.Meaning(
                "RETURN 1 AS one",
                "RETURN 1 AS one0 => one0"),
            .init(
                "MATCH (b), (a) RETURN *",
                "MATCH (b0) (a1) RETURN a1 AS a2, b0 AS b3 => a2,b3"),
            .init(
                "MATCH (a) WITH *, 1 AS x RETURN *",
                "MATCH (a0) WITH a0 AS a1, 1 AS x2 RETURN a1 AS a3, x2 AS x4 => a3,x4"),
            .init(
                "MATCH (n) WITH n.name AS name WHERE n.age > 3 AND name <> 'x' RETURN name",
                "MATCH (n0) WITH n0.name AS name1 WHERE n0.age > 3; name1 <> 'x' RETURN name1 AS "
                    + "name2 => name2"),
            .init(
                "MATCH (n) RETURN n.x AS n ORDER BY n + 1, n.x",
                "MATCH (n0) RETURN n0.x AS n1 ORDER (n1 + 1), n1 => n1"),
            .init(
                "MATCH (n) RETURN n.x AS x ORDER BY n.y DESC, x SKIP 1 LIMIT $l",
                "MATCH (n0) RETURN n0.x AS x1 ORDER n0.y DESC, x1 SKIP 1 LIMIT $l => x1"),
            .init(
                "MATCH (n) RETURN DISTINCT n.x AS x, n.y + 1 ORDER BY n.x, n.y + 1, [m IN [1] | "
                    + "m + n.x]",
                "MATCH (n0) RETURN DISTINCT n0.x AS x1, (n0.y + 1) AS n.y + 12 ORDER x1, n.y + "
                    + "12, [m3 IN [1] | (m3 + x1)] => x1,n.y + 12"),
            .init(
                "MATCH (n) RETURN DISTINCT n AS m ORDER BY n.x, m.y",
                "MATCH (n0) RETURN DISTINCT n0 AS m1 ORDER m1.x, m1.y => m1"),
        ])
    func projections(meaning: Binding.Meaning) throws { try Binding.check(meaning) }

    @Test(
        "rows are grouped by the columns without aggregations",
        arguments: [
            Binding.Meaning(
                "MATCH (a)--(b) RETURN a.age AS age, count(b.age) AS c ORDER BY a.age + "
                    + "count(b.age), age, c",
                "MATCH (a0) (b2) a0-[_1]-b2 RETURN a0.age AS age3, _4 AS c5 GROUP [0] "
                    + "_4=count(b2.age) ORDER (age3 + c5), age3, c5 => age3,c5"),
            .init(
                "MATCH (n) RETURN avg(n.age) AS a ORDER BY $x + avg(n.age) - 1000",
                "MATCH (n0) RETURN _1 AS a2 GROUP [] _1=avg(n0.age) ORDER (($x + a2) - 1000) => a2"),
            .init(
                "MATCH (a)--(c) RETURN a.name, {foo: a.name = 'A', kids: collect(c.name)} AS m",
                "MATCH (a0) (c2) a0-[_1]-c2 RETURN a0.name AS a.name3, {foo: a.name3 = 'A', "
                    + "kids: _4} AS m5 GROUP [0] _4=collect(c2.name) => a.name3,m5"),
            .init(
                "MATCH (a) RETURN a, a.x + count(*) AS s, count(*) AS c",
                "MATCH (a0) RETURN a0 AS a1, (a1.x + _2) AS s3, _2 AS c4 GROUP [0] _2=countAll() "
                    + "=> a1,s3,c4"),
            .init(
                "MATCH (a) RETURN count(DISTINCT a.x) AS d, percentileCont(a.x, 0.5) AS p",
                "MATCH (a0) RETURN _1 AS d2, _3 AS p4 GROUP [] _1=count(DISTINCT a0.x), "
                    + "_3=percentileCont(a0.x, 0.5) => d2,p4"),
            .init(
                "MATCH p = (n)-->() RETURN [x IN collect(p) | length(x)] AS ls",
                "MATCH (n0) (_2) n0-[_1]->_2 p3=alln0[0] RETURN [x5 IN _4 | length(x5)] AS ls6 "
                    + "GROUP [] _4=collect(p3) => ls6"),
            .init(
                "MATCH (a), (b) RETURN a, count(*) + COUNT { (a)-->() } AS c",
                "MATCH (a0) (b1) RETURN a0 AS a2, (_3 + COUNT{MATCH (@a2) (_5) a2-[_4]->_5}) AS "
                    + "c6 GROUP [0] _3=countAll() => a2,c6"),
        ])
    func aggregations(meaning: Binding.Meaning) throws { try Binding.check(meaning) }

    @Test(
        "expressions are rewritten to fewer forms",
        arguments: [
            Binding.Meaning(
                "RETURN 1 < $x <= 3 AS c, 1 < $x + 1 < 3 AS d",
                "RETURN (1 < $x AND $x <= 3) AS c0, [_1 IN [($x + 1)] | (1 < _1 AND _1 < 3)][0] "
                    + "AS d2 => c0,d2"),
            .init(
                "RETURN CASE $x WHEN 1 THEN 'a' ELSE 'b' END AS c, CASE $x + 1 WHEN 2 THEN 'a' "
                    + "WHEN 3 THEN 'b' END AS d",
                "RETURN CASE $x = 1 ? 'a' : 'b' AS c0, [_1 IN [($x + 1)] | CASE _1 = 2 ? 'a' : "
                    + "_1 = 3 ? 'b'][0] AS d2 => c0,d2"),
            .init(
                "RETURN reduce(s = 0, x IN [1, 2] | s + x) AS r, none(x IN [1] WHERE x = 2) AS n",
                "RETURN reduce(s0 = 0, x1 IN [1, 2] | (s0 + x1)) AS r2, none(x3 IN [1] WHERE x3 "
                    + "= 2) AS n4 => r2,n4"),
            .init(
                "MATCH (n) RETURN n {.*, .a, b: 1, n} AS m, exists(n.x) AS e, coalesce(n.x, 1) AS c",
                "MATCH (n0) RETURN n0{.*, a: n0.a, b: 1, n: n0} AS m1, n0.x is not null AS e2, "
                    + "coalesce(n0.x, 1) AS c3 => m1,e2,c3"),
            .init(
                "MATCH (a), (b) RETURN shortestPath((a)-[*]->(b)) AS p",
                "MATCH (a0) (b1) RETURN COLLECT{MATCH (@a0) (@b1) a0-[_2*1../_3]->b1 "
                    + "_4=anyShortesta0[0] RETURN _4 AS _5 => _5}[0] AS p6 => p6"),
        ])
    func expressions(meaning: Binding.Meaning) throws { try Binding.check(meaning) }

    @Test(
        "what is made and changed is in order",
        arguments: [
            Binding.Meaning(
                "CREATE (a:A:B {x: 1})-[r:T {y: a.x}]->(b)<-[:U]-(a), (c {z: b.x})",
                "CREATE (a0:A:B {x: 1}) (b1) (@a0) a0-[r2:T {y: a0.x}]->b1 a0-[_3:U]->b1, (c4 "
                    + "{z: b1.x})"),
            .init(
                "CREATE p = (a $properties) RETURN p",
                "CREATE p1=(a0 $properties) RETURN p1 AS p2 => p2"),
            .init(
                "MATCH (a) MERGE p = (a)-[r:T {x: 1}]-(b:B) ON CREATE SET b.x = 1 ON MATCH SET "
                    + "r.y = 2 RETURN p",
                "MATCH (a0) MERGE (@a0) (b1:B) a0-[r2:T]-b1 p3=alla0[0] WHERE r2.x = 1 MAKE "
                    + "p3=(@a0) (b1:B) a0-[r2:T {x: 1}]->b1 CREATED b1.x=1 MATCHED r2.y=2 RETURN p3 AS "
                    + "p4 => p4"),
            .init(
                "MATCH (n) SET n.x = 1, n += {y: 2}, n = $m, n:A:B REMOVE n.z, n:C",
                "MATCH (n0) SET n0.x=1, n0+={y: 2}, n0=$m, n0:A:B SET n0.z=null, n0!C"),
            .init(
                "MATCH (n)-[r]-() DETACH DELETE n, r",
                "MATCH (n0) (_2) n0-[r1]-_2 DETACH DELETE n0, r1"),
            .init(
                "MATCH (n) FOREACH (x IN [1] | CREATE (m {x: x}) SET n.x = x)",
                "MATCH (n0) FOREACH x1 IN [1] (CREATE (m2 {x: x1}) SET n0.x=x1)"),
        ])
    func updates(meaning: Binding.Meaning) throws { try Binding.check(meaning) }

    @Test(
        "calls add the columns of procedures and subqueries",
        arguments: [
            Binding.Meaning(
                "CALL town.all()",
                "CALL town.all() YIELD 0:name0, 1:size1 => name0,size1"),
            .init(
                "CALL town.all() YIELD size AS s, name WHERE s > 1 RETURN name",
                "CALL town.all() YIELD 1:s0, 0:name1 WHERE s0 > 1 RETURN name1 AS name2 => name2"),
            .init(
                "CALL town.forget",
                "CALL town.forget()"),
            .init(
                "MATCH (n) CALL town.forget() RETURN n",
                "MATCH (n0) CALL town.forget() RETURN n0 AS n1 => n1"),
            .init(
                "MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN m UNION MATCH (n)<--(k) RETURN k AS "
                    + "m } RETURN n, m",
                "MATCH (n0) CALL (n0) {MATCH (@n0) (m2) n0-[_1]->m2 RETURN m2 AS m3 => m3 UNION "
                    + "MATCH (@n0) (k5) n0<-[_4]-k5 RETURN k5 AS m6 => m6} RETURN n0 AS n7, m3 AS m8 "
                    + "=> n7,m8"),
            .init(
                "MATCH (n) CALL { WITH n MATCH (n)-->(m) RETURN count(m) AS c } RETURN n, c",
                "MATCH (n0) CALL (n0) {MATCH (@n0) (m2) n0-[_1]->m2 RETURN _3 AS c4 GROUP [] "
                    + "_3=count(m2) => c4} RETURN n0 AS n5, c4 AS c6 => n5,c6"),
            .init(
                "UNWIND [1] AS x CALL { CREATE (m) } RETURN x",
                "UNWIND [1] AS x0 CALL () {CREATE (m1)} RETURN x0 AS x2 => x2"),
            .init(
                "RETURN 1 AS a, 2 AS b UNION RETURN 3 AS b, 4 AS a",
                "RETURN 1 AS a0, 2 AS b1 => a0,b1 UNION RETURN 3 AS b2, 4 AS a3 => a3,b2"),
        ])
    func calls(meaning: Binding.Meaning) throws { try Binding.check(meaning) }
}
