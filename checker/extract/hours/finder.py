"""Opening hours in a text: each place and audience one schedule, in OpenStreetMap syntax.

Lines are read as tokens with their places in the text, tokens as units, units as statements;
statements about the same place and audience are one schedule. What the evaluator of the syntax
does not accept, and what cannot be said in it, is left out: no hours are better than wrong ones.

Only what is stated is said. "Mandag-fredag 8-15.30. I juli mandag og onsdag 10-14" is not closed
on the Tuesdays of July: the ordinary hours stay on the days that a part of the year does not name,
unless the text says "kun" ("bare", "berre", "endast") before its days, or closes the others.
"""

from bisect import bisect_right
from collections.abc import Sequence

from checker.extract.hit import Hit
from checker.extract.hours.draft import Draft, joined
from checker.extract.hours.lines import Line, lines_of, with_closings
from checker.extract.hours.reader import Reader
from checker.extract.hours.syntax import in_syntax
from checker.extract.hours.words import lexicon_of, plain
from checker.model.catalog import Language
from checker.model.evidence import Text
from checker.model.value import Hours

_HEADER_LINES = 12  #: how far above its hours a heading line may stand
_HEADER_SIZE = 160  #: characters; a longer line is prose


def find(text: Text, words: Language) -> list[Hit]:
    """Return the schedules that a text states, in order of the text.

    Args:
        text: the page, letter or line.
        words: the languages it may be written in, merged.
    """
    written = in_syntax(text.content)
    if written is not None:
        start = len(text.content) - len(text.content.lstrip())
        return [Hit(Hours(written, None), start, len(text.content.rstrip()))]
    lexicon = lexicon_of(words)
    content = plain(text.content)
    table = "\t" in content or "|" in content
    columns = table and bool(lexicon.columns.search(content))
    values = lexicon.values(content, 0, len(content))
    if not columns and not values:
        return []
    lines = lines_of(text)
    if columns:
        lines = with_closings(lines, lexicon)
    awaited = [one.start() for one in lexicon.awaited.finditer(content)]
    reader = Reader(text, content, lexicon, awaits=bool(awaited))
    for line, valued in _worth_reading(lines, [*values, *awaited]):
        if valued:
            reader.state(line)
        else:
            reader.head(line)
    return _hits(joined(reader.drafts))


def _worth_reading(lines: Sequence[Line], values: Sequence[int]) -> list[tuple[Line, bool]]:
    """Return lines that may state hours (True), and short ones above them (False)."""
    if not lines:
        return []
    starts = [line.start for line in lines]
    valued = {max(0, bisect_right(starts, value) - 1) for value in values}
    valued |= {at for at, line in enumerate(lines) if line.closing[1]}
    near = {
        above
        for at in valued
        for above in range(max(0, at - _HEADER_LINES), at)
        if _may_head(lines[above], lines[at])
    }
    return [(lines[at], at in valued) for at in sorted(valued | near)]


def _may_head(line: Line, below: Line) -> bool:
    """Can a line say what holds for another: is it short, and under the same headings?"""
    return (
        line.end - line.start <= _HEADER_SIZE
        and not line.heading
        and line.cell is None
        and line.headings == below.headings
    )


def _hits(drafts: Sequence[Draft]) -> list[Hit]:
    """Turn drafts into hits; temporary hours only where nothing ordinary is stated."""
    ordinary = {draft.audience for draft in drafts if not draft.temporary}
    hits: list[Hit] = []
    for draft in drafts:
        if not draft.told or (draft.temporary and draft.audience in ordinary):
            continue
        draft.settle()
        osm = draft.schedule.osm()
        if osm is not None:
            hits.append(Hit(Hours(osm, draft.audience), draft.start, draft.end))
    return sorted(hits, key=lambda hit: (hit.start, hit.end))
