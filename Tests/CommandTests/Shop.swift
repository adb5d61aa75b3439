/// A small shop: people, what they bought, and a schema for both.
enum Shop {
    static let schema = """
        CREATE GRAPH TYPE shop STRICT {
          (person: Person { name STRING, OPTIONAL born DATE }),
          (product: Product { sku INT, price DOUBLE, OPTIONAL tags LIST<STRING> }),
          (:person)-[bought: BOUGHT { number INT }]->(:product),
          FOR (p: product) KEY p.sku
        }

        """
    static let people = ":ID,:LABEL,name,born:date\nann,Person,Ann,1990-01-31\nbob,Person,\"Bob, Jr.\",\n"
    static let products = """
        {"type":"node","id":"tea","labels":["Product"],"properties":{"sku":1,"price":2.5,"tags":["hot","wet"]}}
        {"type":"node","id":"cup","labels":["Product"],"properties":{"sku":2,"price":4.0}}

        """
    static let bought = ":START_ID,:END_ID,:TYPE,number:int\nann,tea,BOUGHT,1\nann,cup,BOUGHT,2\n"

    /// A folder with the schema and the graph, which conforms.
    static func folder() throws -> WorkFolder {
        try WorkFolder([
            "shop.pgs": schema, "people.csv": people, "products.jsonl": products, "bought.csv": bought,
        ])
    }
}
