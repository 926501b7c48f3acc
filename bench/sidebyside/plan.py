"""Which indexes are built, and with which parameters they are searched."""
import itertools
from collections import namedtuple

# an index of a library, and the parameter sets to search it with
Plan = namedtuple("Plan", "arm index params")

FACTORY_ARMS = ("kith", "faiss")
GRAPH_ARMS = ("jvector", "lucene", "hnswlib")
ARMS = FACTORY_ARMS + GRAPH_ARMS

# the rows that speed is judged by, see docs/PERFORMANCE.md; of fewer vectors, fewer lists
STANDARD = (
    "Flat",
    "IVF{lists},Flat nprobe=1,9,16,64",
    "IVF1024,PQ128x4fs,RFlat nprobe=4,16,64;k_factor=4",
    "PQ128x4fs",
    "IVF1024,PQ32np nprobe=16",  # without polysemous training, which takes Faiss minutes
    "IVF1024,SQ8 nprobe=16",
)


def standard(n, d):
    """The standard rows as they fit n vectors of d dimensions."""
    lists = max(1, min(int(n ** 0.5 * 16), n // 39))
    fewer = min(1024, lists)
    parts = {"PQ128": "PQ%d" % (d // 2), "PQ32": "PQ%d" % (d // 8)}
    rows = []
    for text in STANDARD:
        text = text.format(lists=lists).replace("IVF1024", "IVF%d" % fewer)
        for standard_parts, fitting in parts.items():
            text = text.replace(standard_parts, fitting)
        if "PQ0" not in text:
            rows.append(text)
    return rows


def grid(text):
    """All combinations: "nprobe=4,16;k_factor=4" has two."""
    if not text:
        return [{}]
    names, values = [], []
    for part in text.split(";"):
        name, equals, numbers = part.partition("=")
        if not equals or not name.strip():
            raise ValueError('"%s" is no parameter; expected NAME=VALUE[,VALUE…][;NAME=…], such as nprobe=1,16' % part)
        names.append(name.strip())
        values.append([float(number) for number in numbers.split(",")])
    return [dict(zip(names, chosen)) for chosen in itertools.product(*values)]


def plans(arms, factories, params, graph, widths):
    """Every index of every arm. A factory may carry parameters of its own, after a space."""
    made = []
    for arm in arms:
        if arm in GRAPH_ARMS:
            made.append(Plan(arm, graph, [{"efSearch": float(width)} for width in widths]))
            continue
        for text in factories:
            factory, _, own = text.partition(" ")
            made.append(Plan(arm, factory, grid(own or params)))
    return made


def words(params):
    return ", ".join("%s %g" % item for item in params.items()) or "–"
