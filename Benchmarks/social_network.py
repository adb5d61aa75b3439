"""What the benchmarks on the generated social network (bench/gen_snb.py) share: its files as arguments, and measuring."""
import os, statistics, subprocess, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ESPALIER = os.environ.get("ESPALIER", os.path.join(ROOT, ".build", "release", "espalier"))
PYTHON = os.path.join(ROOT, ".deps", "venv", "bin", "python")
SHARED = os.environ.get("BENCH_SCRIPTS", os.path.join(ROOT, "..", "shared", "bench"))
SCHEMA = os.path.join(ROOT, "Benchmarks", "validate", "snb.pgs")
NODES = ["Person", "Post", "Forum", "Tag", "City"]
EDGES = ["KNOWS", "LIKES", "HAS_CREATOR", "HAS_TAG", "CONTAINER_OF", "HAS_MEMBER", "IS_LOCATED_IN"]


def data_arguments(directory):
    """The files as `espalier validate` and `espalier import` take them."""
    def files(name):
        path = os.path.join(directory, "csv", name + ".csv")
        if not os.path.exists(path):  # the dirty folder holds only the files that differ
            path = os.path.join(os.path.dirname(directory), "csv", name + ".csv")
        return f"{name}={ROOT}/Benchmarks/validate/headers/{name}.csv,{path}"
    arguments = ["--skip-first-line"]
    for name in NODES: arguments += ["--nodes", files(name)]
    for name in EDGES: arguments += ["--relationships", files(name)]
    return arguments


def measure(command):
    """Seconds on the wall, seconds of processor, MiB resident at most, exit status, output."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), output


def medians(measured):
    """The median of each column."""
    return [statistics.median(values) for values in zip(*measured)]


def size(path):
    """Bytes of a file or of all files in a folder."""
    if os.path.isfile(path): return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)
