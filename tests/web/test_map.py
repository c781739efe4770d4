"""The map: what is drawn is the country, whole, small and in its place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web.land import TOPOJSON

from checker.config import shipped
from checker.web.map import BUDGET, cone, draw, frame, path_of
from checker.web.simplify import Point, thin

POINTS = st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3))


def test_every_municipality_has_a_path() -> None:
    """Polygons and multipolygons are drawn under the code in their properties."""
    drawing = draw(TOPOJSON)
    assert set(drawing.paths) == {"9901", "9902"}
    assert drawing.paths["9901"].count("M") == 1
    assert drawing.paths["9902"].count("M") == 2, "its island is drawn too"


def test_neighbours_meet() -> None:
    """An arc that two towns share gives both the same border, also run backwards."""
    topology = json.loads(TOPOJSON)
    topology["transform"] = {"scale": [1000, 1000], "translate": [250_000, 6_500_000]}
    drawing = draw(json.dumps(topology).encode())
    assert drawing.boxes["9901"][2] == drawing.boxes["9902"][0]


def test_north_is_up() -> None:
    """What lies further north has the smaller y."""
    project = cone([(5.0, 58.0), (31.0, 71.0)])
    assert project(15, 70)[1] < project(15, 60)[1]


@pytest.mark.parametrize(
    "points",
    [
        pytest.param([(5.0, 58.0), (31.0, 71.0)], id="Norway"),
        pytest.param([(113.0, -44.0), (154.0, -10.0)], id="Australia, south"),
        pytest.param([(9.0, -4.0), (30.0, 4.0)], id="on the equator: no cone"),
        pytest.param([(250_000.0, 6_500_000.0), (1_100_000.0, 7_900_000.0)], id="metres already"),
    ],
)
def test_any_country_keeps_east_and_north(points: list[Point]) -> None:
    """East is right and north is up wherever the country lies."""
    (west, south), (east, north) = points
    project = cone(points)
    middle = (south + north) / 2
    assert project(west, middle)[0] < project(east, middle)[0]
    assert project((west + east) / 2, north)[1] < project((west + east) / 2, south)[1]


def test_angles_are_kept() -> None:
    """The cone is conformal: a small step north is as long as the same step east."""
    project = cone([(5.0, 58.0), (31.0, 71.0)])
    x, y = project(10, 60)
    north, east = project(10, 60.001), project(10.002, 60)  # cos 60° is a half
    steps = [((x - a) ** 2 + (y - b) ** 2) ** 0.5 for a, b in (north, east)]
    assert steps[0] == pytest.approx(steps[1], rel=1e-3)


def test_norway_is_whole_and_small() -> None:
    """The shipped map has all 357 municipalities within the budget, in portrait."""
    drawing = draw((shipped() / "countries/no/map.topojson").read_bytes())
    assert len(drawing.paths) == 357
    assert sum(map(len, drawing.paths.values())) <= BUDGET
    assert all(path.startswith("M") for path in drawing.paths.values())
    assert drawing.height > drawing.width


def test_a_smaller_budget_is_kept() -> None:
    """Coarser lines, but every municipality stays."""
    topology = (shipped() / "countries/no/map.topojson").read_bytes()
    drawing = draw(topology, budget=30_000)
    assert sum(map(len, drawing.paths.values())) <= 30_000
    assert len(drawing.paths) == 357


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"objects": {}, "arcs": []}', b"\xff"])
def test_what_is_no_map_is_refused(content: bytes) -> None:
    """A broken map stops the start instead of every page."""
    with pytest.raises(ValueError, match=r".+"):
        draw(content)


def test_codes_are_found_where_packs_put_them() -> None:
    """An own `code`, the geometry's id or Kartverket's field name the municipality."""
    topology = json.loads(TOPOJSON)
    first, second = topology["objects"]["towns"]["geometries"]
    first["properties"], first["id"] = {}, "A"
    second["properties"] = {"kommunenummer": "B"}
    assert set(draw(json.dumps(topology).encode()).paths) == {"A", "B"}


def test_frame_holds_the_chosen() -> None:
    """A county fills the picture; nothing chosen shows the whole country."""
    drawing = draw(TOPOJSON)
    assert frame(drawing, ()) == frame(drawing, ("9901", "9902"))
    x, y, wide, high = frame(drawing, ("9901",))
    left, top, right, bottom = drawing.boxes["9901"]
    assert x <= left < right <= x + wide
    assert y <= top < bottom <= y + high
    assert wide < drawing.width


def test_a_speck_is_still_a_path() -> None:
    """A ring that rounds to one point is drawn, however small."""
    assert path_of([(1.0, 1.0), (1.01, 1.0), (1.0, 1.01), (1.0, 1.0)]) == "M1 1h.1v.1z"


@given(st.lists(POINTS, min_size=2, max_size=60), st.floats(0, 1e6))
def test_thinning_keeps_ends_and_order(line: list[Point], area: float) -> None:
    """Lines that met still meet, and no point is invented."""
    thinned = thin(line, area)
    assert (thinned[0], thinned[-1]) == (line[0], line[-1])
    rest = iter(line)
    assert all(point in rest for point in thinned)
