"""Leaves out the points of a line that nobody would miss (Visvalingam and Whyatt 1993)."""

import heapq
from collections.abc import Iterable

Point = tuple[float, float]


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def thin(line: list[Point], area: float) -> list[Point]:
    """Return the line without points whose triangle with their neighbours is below area.

    Both ends stay, so that lines which met still meet; a closed line keeps three corners.

    >>> thin([(0, 0), (5, 0.01), (10, 0)], 1)
    [(0, 0), (10, 0)]
    """
    last = len(line) - 1
    before, after = list(range(-1, last)), list(range(1, last + 2))
    left = len(line)
    least = 4 if line and line[0] == line[-1] else 2
    heap = [(_triangle(line[i - 1], line[i], line[i + 1]), i) for i in range(1, last)]
    heapq.heapify(heap)
    current = {i: size for size, i in heap}
    while heap and left > least:
        size, i = heapq.heappop(heap)
        if current.get(i) != size:
            continue
        if size >= area:
            break
        del current[i]
        left -= 1
        low, high = before[i], after[i]
        after[low], before[high] = high, low
        for j in (low, high):
            if j in current:
                # never less than what was just taken: the order of leaving stays meaningful
                current[j] = max(size, _triangle(line[before[j]], line[j], line[after[j]]))
                heapq.heappush(heap, (current[j], j))
    return [point for i, point in enumerate(line) if i in current or i in {0, last}]


def simplify(lines: Iterable[list[Point]], area: float) -> list[list[Point]]:
    """Return each line thinned by the same measure."""
    return [thin(line, area) for line in lines]
