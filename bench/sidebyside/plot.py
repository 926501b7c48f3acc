"""Recall against queries a second, as an SVG that needs nothing else and reads well on light and dark pages."""
import math
from html import escape

from . import plan

WIDTH, HEIGHT, LEFT, TOP, GAP = 450, 380, 80, 64, 90
LEGEND_LINE = 17

# the scale of recall is that of the misses, as 0.99 is twice as good as 0.98; none are drawn as one in 5,000
LEAST_MISS = 2e-4
TICKS = (0, 0.2, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 1)

# a colour a library, apart for colour-blind eyes too (Okabe and Ito); a shape an index
COLOURS = {"kith": "#0072b2", "faiss": "#d55e00", "jvector": "#009e73", "lucene": "#cc79a7", "hnswlib": "#b08a00"}
SHAPES = ("circle", "square", "diamond", "triangle", "cross", "bar")

STYLE = """
text { font: 12px system-ui, sans-serif; fill: #333 } .title { font-size: 14px; font-weight: 600 }
.paper { fill: #fff } .grid { stroke: #ddd } .axis { stroke: #888 } .line { fill: none; stroke-width: 1.5 } .mark { stroke-width: 1.2 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .paper { fill: #15181c } .grid { stroke: #333940 } .axis { stroke: #777 } }
"""


def svg(rows, k, title):
    """The plot of all rows: batches left, single queries right."""
    indexes = list(dict.fromkeys(row.index for row in rows))
    series = list(dict.fromkeys((row.arm, row.index) for row in rows))
    legend = TOP + HEIGHT + 62
    width, height = 2 * WIDTH + LEFT + GAP + 24, legend + LEGEND_LINE * math.ceil(len(series) / 3) + 12
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">' % (width, height, escape(title)),
             "<style>%s</style>" % STYLE, '<rect class="paper" width="%d" height="%d"/>' % (width, height),
             '<text class="title" x="%d" y="26">%s</text>' % (LEFT, escape(title))]
    for i, (name, rate) in enumerate((("batch", lambda row: row.batch), ("single query", lambda row: row.single))):
        panel = Panel(LEFT + i * (WIDTH + GAP), rows, rate)
        parts += panel.axes("queries a second, %s" % name, "recall@%d" % k)
        for arm, index in series:
            points = [panel.point(row) for row in rows if (row.arm, row.index) == (arm, index)]
            parts += drawn(points, COLOURS[arm], SHAPES[indexes.index(index) % len(SHAPES)])
    for i, (arm, index) in enumerate(series):
        x, y = LEFT + (i % 3) * 320, legend + LEGEND_LINE * (i // 3)
        parts += drawn([(x, y - 4, None)], COLOURS[arm], SHAPES[indexes.index(index) % len(SHAPES)])
        parts.append('<text x="%d" y="%d">%s %s</text>' % (x + 12, y, escape(arm), escape(index)))
    return "\n".join(parts + ["</svg>", ""])


def scaled(recall):
    return -math.log10(max(1 - recall, LEAST_MISS))


class Panel:
    """One pair of axes: recall to the right, the rate upwards, both logarithmic."""

    def __init__(self, x, rows, rate):
        self.x, self.rate = x, rate
        rates = [rate(row) for row in rows]
        self.low, self.high = math.floor(math.log10(min(rates))), math.ceil(math.log10(max(rates)) + 1e-9)
        lowest = min(row.recall for row in rows)
        self.ticks = [tick for i, tick in enumerate(TICKS) if i + 1 == len(TICKS) or TICKS[i + 1] > lowest]

    def point(self, row):
        up = HEIGHT * (math.log10(self.rate(row)) - self.low) / (self.high - self.low)
        note = "%s %s, %s: recall %.4f, %.0f/s" % (row.library, row.index, plan.words(row.params), row.recall, self.rate(row))
        return self.right(row.recall), TOP + HEIGHT - up, note

    def right(self, recall):
        left, end = scaled(self.ticks[0]), scaled(1)
        return self.x + WIDTH * (scaled(recall) - left) / (end - left)

    def axes(self, title, below):
        bottom = TOP + HEIGHT
        parts = ['<text x="%d" y="%d">%s</text>' % (self.x, TOP - 12, title),
                 '<text x="%d" y="%d" text-anchor="middle">%s</text>' % (self.x + WIDTH / 2, bottom + 34, below)]
        for power in range(self.low, self.high + 1):
            y = bottom - HEIGHT * (power - self.low) / (self.high - self.low)
            parts.append('<line class="grid" x1="%d" x2="%d" y1="%.1f" y2="%.1f"/>' % (self.x, self.x + WIDTH, y, y))
            parts.append('<text x="%d" y="%.1f" text-anchor="end">%s</text>' % (self.x - 6, y + 4, "{:,}".format(10 ** power)))
        for tick in self.ticks:
            x = self.right(tick)
            parts.append('<line class="grid" x1="%.1f" x2="%.1f" y1="%d" y2="%d"/>' % (x, x, TOP, bottom))
            parts.append('<text x="%.1f" y="%d" text-anchor="middle">%g</text>' % (x, bottom + 17, tick))
        parts.append('<path class="line axis" d="M%d %dV%dH%d"/>' % (self.x, TOP, bottom, self.x + WIDTH))
        return parts


def drawn(points, colour, shape):
    """Marks, with a line through them from left to right."""
    points = sorted(points)
    parts = []
    if len(points) > 1:
        path = "L".join("%.1f %.1f" % point[:2] for point in points)
        parts.append('<path class="line" stroke="%s" d="M%s"/>' % (colour, path))
    for x, y, note in points:
        title = "<title>%s</title>" % escape(note) if note else ""
        parts.append('<path class="mark" fill="%s" stroke="%s" d="%s">%s</path>' % (colour, colour, outline(shape, x, y), title))
    return parts


def outline(shape, x, y, r=4.0):
    at = "M%.1f %.1f" % (x, y)
    return at + {
        "circle": "m-{0} 0a{0} {0} 0 1 0 {1} 0a{0} {0} 0 1 0 -{1} 0z",
        "square": "m-{0} -{0}h{1}v{1}h-{1}z",
        "diamond": "m0 -{2}l{2} {2}l-{2} {2}l-{2} -{2}z",
        "triangle": "m0 -{2}l{2} {3}h-{3}z",
        "cross": "m-{0} -{0}l{1} {1}m0 -{1}l-{1} {1}",
        "bar": "m-{2} -1.5h{3}v3h-{3}z",
    }[shape].format(r, 2 * r, 1.3 * r, 2.6 * r)
