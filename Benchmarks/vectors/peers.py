"""What Benchmarks/vectors/run compares with: peers.py FOLDER data COUNT DIMENSION QUERIES | build | search EF...

`data` writes vectors around 1,000 centres and the true neighbours; `build` builds the indexes of hnswlib and faiss; `search`
prints [name, ef, seconds, recall] for each. All on one thread."""
import json, os, sys, time

import faiss, hnswlib
import numpy as np

faiss.omp_set_num_threads(1)
folder, command, arguments = sys.argv[1], sys.argv[2], [int(text) for text in sys.argv[3:]]
path = lambda name: os.path.join(folder, name)


def data(count, dimension, queries):
    random = np.random.default_rng(1)
    centres = random.standard_normal((1_000, dimension))
    def around(number):
        noise = 0.5 * random.standard_normal((number, dimension))
        return (centres[random.integers(0, 1_000, number)] + noise).astype(np.float32)
    base, query = around(count), around(queries)
    np.save(path("base.npy"), base)
    np.save(path("query.npy"), query)
    exact = faiss.IndexFlatL2(dimension)
    exact.add(base)
    json.dump(exact.search(query, 10)[1].tolist(), open(path("truth.json"), "w"))
    with open(path("items.jsonl"), "w") as file:
        for number, vector in enumerate(base):
            file.write('{"type":"node","id":"%d","labels":["Item"],"properties":{"embedding":{"$type":"Vector","_value":[%s]}}}\n'
                       % (number, ",".join(map(repr, vector.astype(float).tolist()))))
    return {}


def build():
    base, seconds = np.load(path("base.npy")), {}
    began = time.monotonic()
    index = hnswlib.Index("l2", base.shape[1])
    index.init_index(len(base), M=16, ef_construction=200)
    index.add_items(base, num_threads=1)
    seconds["hnswlib"] = time.monotonic() - began
    index.save_index(path("hnswlib"))
    began = time.monotonic()
    # Where hnswlib links M neighbours on each level but the lowest and 2 M there, faiss does the same.
    index = faiss.IndexHNSWFlat(base.shape[1], 16)
    index.hnsw.efConstruction = 200
    index.add(base)
    seconds["faiss"] = time.monotonic() - began
    faiss.write_index(index, path("faiss"))
    return seconds


def search(*breadths):
    base, query, truth = np.load(path("base.npy")), np.load(path("query.npy")), json.load(open(path("truth.json")))
    rows = []
    def timed(name, breadth, ask):
        began = time.monotonic()
        found = ask()
        seconds = time.monotonic() - began
        hits = sum(len(set(map(int, row)) & set(true)) for row, true in zip(found, truth))
        rows.append([name, breadth, seconds, hits / (10 * len(truth))])
    ours = hnswlib.Index("l2", base.shape[1])
    ours.load_index(path("hnswlib"))
    theirs = faiss.read_index(path("faiss"))
    for breadth in breadths:
        ours.set_ef(breadth)
        theirs.hnsw.efSearch = breadth
        timed("hnswlib", breadth, lambda: ours.knn_query(query, 10, num_threads=1)[0])
        timed("faiss", breadth, lambda: theirs.search(query, 10)[1])
    exact = faiss.IndexFlatL2(base.shape[1])
    exact.add(base)
    timed("faiss exact", None, lambda: exact.search(query, 10)[1])
    return rows


print(json.dumps({"data": data, "build": build, "search": search}[command](*arguments)))
