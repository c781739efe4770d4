"""Share of the answered elements whose page a visit reaches within so many requests.

Run: python tests/bench/coverage.py [shape ...]
"""

import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import anyio
from anyio.abc import ByteStream

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.shapes import SHAPES, Town, answer, town
from servers import Asked, Served, reply, town_hall
from verdicts import catalog
from visits import POLITE, look

#: Requests of one visit that a figure is given for.
WITHIN = (40, 80, 300)


async def reached(made: Town, *, sitemap: bool, most: int = 300) -> Mapping[int, float]:
    """Visit a town; return for each number of requests the share of elements reached."""

    async def serve(stream: ByteStream, asked: Asked) -> None:
        found = answer(made, asked.path, served.uri)
        if found is None or (asked.path == "/sitemap.xml" and not sitemap):
            await stream.send(reply("", "404 Not Found"))
        else:
            await stream.send(reply(found[0], media_type=found[1]))

    async with town_hall(serve) as served:
        politeness = replace(POLITE, pages_per_visit=most)
        await look(served.uri, catalog().elements, politeness=politeness, limit_s=60.0)
        return {within: _share(made, served, within) for within in WITHIN}


def _share(made: Town, served: Served, within: int) -> float:
    asked = set(served.paths[:within])
    return sum(path in asked for path in made.answers.values()) / len(made.answers)


async def main(names: list[str]) -> None:
    """Print one line a shape: menus, menus with a sitemap, sitemap alone, search alone."""
    ways = {
        "menu": (partial(town), False),
        "menu+sitemap": (partial(town), True),
        "menu+search": (partial(town, search=True), False),
        "index only": (partial(town, menu=False, index=True), False),
        "sitemap only": (partial(town, menu=False), True),
        "search only": (partial(town, menu=False, search=True), False),
    }
    for way, (make, sitemap) in ways.items():
        for name in names or SHAPES:
            shares = await reached(make(name), sitemap=sitemap)
            figures = "  ".join(f"{within}: {share:5.1%}" for within, share in shares.items())
            print(f"{way:13} {name:10} {figures}")


if __name__ == "__main__":
    anyio.run(main, sys.argv[1:])
