"""What a visit reaches of a town of some 350 pages, in eight shapes of addresses."""

from functools import partial

import pytest
from bench.coverage import reached
from bench.shapes import SHAPES, town

#: Of the answered elements, within 300 requests.
LEAST = 0.9

WAYS = {
    "menu": (partial(town), False),
    "index": (partial(town, menu=False, index=True), False),
    "sitemap": (partial(town, menu=False), True),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("way", WAYS)
async def test_coverage(way: str, shape: str) -> None:
    """Nine of ten answers are reached by menus, by an index alone and by a sitemap alone."""
    make, sitemap = WAYS[way]
    assert (await reached(make(shape), sitemap=sitemap))[300] >= LEAST


@pytest.mark.parametrize("shape", ["tree", "aspx"])
async def test_search_alone(shape: str) -> None:
    """Where nothing but the site's own search leads to them, most are reached by it."""
    shares = await reached(town(shape, menu=False, search=True), sitemap=False)
    assert shares[80] >= 0.5
    assert shares[300] >= LEAST
