"""One table, as Markdown and as CSV."""
import csv
from collections import namedtuple

from . import plan

# what was measured for an index and a parameter set
Row = namedtuple("Row", "arm library kernel index params recall batch single train add bytes peak")

HEADER = ("library", "kernels", "index", "parameters", "recall@%d", "batch QPS", "single QPS", "train s", "add s", "index MB")


def markdown(rows, k):
    header = [title % k if "%d" in title else title for title in HEADER]
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(cells(row, baseline(rows, row))) + " |" for row in rows]
    return "\n".join(lines)


def baseline(rows, row):
    """The row of Faiss that has the same index and parameters, where there is one."""
    if row.arm != "kith":
        return None
    return next((other for other in rows if other.arm == "faiss" and (other.index, other.params) == (row.index, row.params)),
                None)


def cells(row, other):
    return (row.library, row.kernel, row.index, plan.words(row.params), "%.4f" % row.recall,
            rate(row.batch, other and other.batch), rate(row.single, other and other.single),
            "%.2f" % row.train if row.train >= 0.005 else "–", "%.2f" % row.add, "%.1f" % (row.bytes / 1e6))


def rate(value, other):
    text = "{:,.0f}".format(value)
    return text if other is None else "%s (%.1fx)" % (text, value / other)


def write_csv(rows, file):
    with open(file, "w", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["library", "kernels", "index", "parameters", "recall", "batch_qps", "single_qps", "train_s", "add_s",
                         "index_bytes", "process_peak_bytes"])
        for row in rows:
            writer.writerow([row.library, row.kernel, row.index, ";".join("%s=%g" % item for item in row.params.items()),
                             "%.6f" % row.recall, "%.1f" % row.batch, "%.1f" % row.single, "%.3f" % row.train, "%.3f" % row.add,
                             row.bytes, "" if row.peak is None else row.peak])
