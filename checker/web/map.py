"""Draws a country's municipalities as SVG paths from its TopoJSON; pure.

TopoJSON is read as its specification says (arcs delta-coded when there is a `transform`, `~i` for
an arc run backwards). Degrees are projected by Lambert's conformal cone with standard parallels
one sixth inside the country, the usual choice for a country that is not at the equator.
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checker.web.simplify import Point, simplify

#: Width of the drawing in its own units; one unit is about a screen pixel at full size.
WIDTH = 620.0
#: Bytes of path data that a page may carry for its map.
BUDGET = 72_000
#: Square units: the first and finest simplification, doubled until the budget holds.
FINEST = 0.35
#: A cone flatter than this is none (parallels on both sides of the equator): degrees as they are.
FLAT_CONE = 0.02

Project = Callable[[float, float], Point]
Box = tuple[float, float, float, float]  #: left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Drawing:
    """One country as SVG."""

    width: int
    height: int
    paths: Mapping[str, str]  #: municipality code -> the `d` of its path
    boxes: Mapping[str, Box]  #: municipality code -> what its path lies in


def frame(drawing: Drawing, codes: Iterable[str]) -> Box:
    """Return the part of the drawing to show for some municipalities: x, y, width, height.

    All of it for none and for all; else their box with a margin, never smaller than a fifth of the
    country, so that one municipality is still seen among its neighbours.
    """
    chosen = [drawing.boxes[code] for code in codes if code in drawing.boxes]
    if not chosen or len(chosen) == len(drawing.boxes):
        return -4.0, -4.0, drawing.width + 8.0, drawing.height + 8.0
    left, top = min(box[0] for box in chosen), min(box[1] for box in chosen)
    right, bottom = max(box[2] for box in chosen), max(box[3] for box in chosen)
    least = drawing.width / 5
    wide, high = max(right - left, least) * 1.1, max(bottom - top, least) * 1.1
    x, y = (left + right - wide) / 2, (top + bottom - high) / 2
    return round(x, 1), round(y, 1), round(wide, 1), round(high, 1)


def _arcs(topology: Mapping[str, Any]) -> list[list[Point]]:
    """Return the arcs in the units of the map, deltas added up."""
    transform = topology.get("transform")
    if not transform:
        return [[(float(x), float(y)) for x, y, *_ in arc] for arc in topology["arcs"]]
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y, *_ in deltas:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(arc)
    return arcs


def _geometries(topology: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give each polygon or multipolygon of the first object, inside collections too."""
    waiting = list(topology["objects"].values())[:1]
    while waiting:
        geometry = waiting.pop()
        if geometry.get("type") == "GeometryCollection":
            waiting.extend(reversed(geometry["geometries"]))
        elif geometry.get("type") in {"Polygon", "MultiPolygon"}:
            yield geometry


def code_of(geometry: Mapping[str, Any]) -> str:
    """Return the municipality code that a geometry carries, or "".

    >>> code_of({"properties": {"kommunenummer": "4216"}})
    '4216'
    >>> code_of({"id": "0301"})
    '0301'
    """
    properties = geometry.get("properties") or {}
    found = (
        properties.get("code")
        or geometry.get("id")
        or properties.get("id")
        or properties.get("kommunenummer")
        or ""
    )
    return str(found)


def cone(points: list[Point]) -> Project:
    """Return a projection that suits these points, degrees or already plane metres.

    Source: J. P. Snyder, Map Projections: A Working Manual (1987), pages 104 to 110, sphere.
    """
    xs, ys = [x for x, _ in points], [y for _, y in points]
    west, east, south, north = min(xs), max(xs), min(ys), max(ys)
    degrees = max(abs(west), abs(east)) <= 360 and max(abs(south), abs(north)) <= 90  # noqa: PLR2004  the globe
    if not degrees:
        return lambda x, y: (x, -y)
    inset = (north - south) / 6
    low, high = math.radians(south + inset), math.radians(north - inset)
    bend = math.sin((low + high) / 2)
    if abs(bend) < FLAT_CONE:
        return lambda x, y: (x, -y)
    middle = (west + east) / 2

    def reach(latitude: float) -> float:
        clamped = max(-1.55, min(1.55, latitude))  # a pole lies at infinity of the other cone
        return math.tan(math.pi / 4 + clamped / 2)

    if abs(high - low) > FLAT_CONE:
        bend = math.log(math.cos(low) / math.cos(high)) / math.log(reach(high) / reach(low))
    size = math.cos(low) * reach(low) ** bend / bend

    def project(longitude: float, latitude: float) -> Point:
        radius = size / reach(math.radians(latitude)) ** bend
        angle = bend * math.radians(longitude - middle)
        return radius * math.sin(angle), radius * math.cos(angle)

    return project


def _fit(arcs: list[list[Point]], width: float) -> tuple[list[list[Point]], float]:
    """Return the arcs scaled to the width with their top left at the origin, and the height."""
    xs = [x for arc in arcs for x, _ in arc]
    ys = [y for arc in arcs for _, y in arc]
    left, top = min(xs), min(ys)
    scale = width / max(max(xs) - left, 1e-9)
    fitted = [[((x - left) * scale, (y - top) * scale) for x, y in arc] for arc in arcs]
    return fitted, (max(ys) - top) * scale


def _ring(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc if not points else arc[1:])
    return points


def _area(ring: list[Point]) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs)) / 2


def _number(tenths: int) -> str:
    whole, tenth = divmod(abs(tenths), 10)
    text = f"{whole or ''}.{tenth}" if tenth else str(whole)
    return f"-{text}" if tenths < 0 else text


def path_of(ring: list[Point]) -> str:
    """Return the SVG path of one closed ring, in steps of a tenth.

    >>> path_of([(0.0, 0.0), (10.0, 0.0), (10.0, 10.04), (0.0, 0.0)])
    'M0 0l10 0 0 10z'
    """
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    (x, y), steps = tenths[0], []
    start = f"M{_number(x)} {_number(y)}"
    for next_x, next_y in tenths[1:-1]:
        if (next_x, next_y) != (x, y):
            right = _number(next_y - y)
            gap = "" if right.startswith("-") else " "
            steps.append(f"{_number(next_x - x)}{gap}{right}")
        x, y = next_x, next_y
    line = "".join(step if step.startswith("-") else f" {step}" for step in steps).lstrip()
    return f"{start}l{line}z" if steps else f"{start}h.1v.1z"


def _rings(geometry: Mapping[str, Any], arcs: list[list[Point]]) -> list[list[Point]]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for polygon in polygons for indices in polygon if (ring := _ring(indices, arcs))]


def _towns(
    shapes: list[tuple[str, Mapping[str, Any]]], arcs: list[list[Point]], least: float
) -> dict[str, list[list[Point]]]:
    """Return each municipality's rings; islets smaller than least go, but never the largest."""
    towns: dict[str, list[list[Point]]] = {}
    for code, geometry in shapes:
        rings = sorted(_rings(geometry, arcs), key=_area, reverse=True)
        kept = [ring for number, ring in enumerate(rings) if number == 0 or _area(ring) >= least]
        towns.setdefault(code, []).extend(kept)
    return towns


def _paths(towns: Mapping[str, list[list[Point]]]) -> dict[str, str]:
    return {code: "".join(map(path_of, rings)) for code, rings in towns.items()}


def box_of(rings: Iterable[list[Point]]) -> Box:
    """Return the least box around some rings; an empty one at the origin around none."""
    points = [point for ring in rings for point in ring] or [(0.0, 0.0)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def draw(topojson: bytes, *, width: float = WIDTH, budget: int = BUDGET) -> Drawing:
    """Return the country as SVG paths whose data is at most budget bytes where that can be had.

    Raises:
        ValueError: these bytes are no TopoJSON with polygons.
    """
    try:
        topology = json.loads(topojson)
        shapes = [(code, shape) for shape in _geometries(topology) if (code := code_of(shape))]
        raw = [arc or [(0.0, 0.0)] for arc in _arcs(topology)]
        project = cone([point for arc in raw for point in arc])
        arcs, height = _fit([[project(x, y) for x, y in arc] for arc in raw], width)
        area = FINEST
        paths = _paths(towns := _towns(shapes, simplify(arcs, area), area))
        while sum(map(len, paths.values())) > budget and area < width:
            area *= 2
            paths = _paths(towns := _towns(shapes, simplify(arcs, area), area))
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError("no TopoJSON with polygons") from error
    boxes = {code: box_of(rings) for code, rings in towns.items()}
    return Drawing(math.ceil(width), math.ceil(height), paths, boxes)
