"""Reads bare numbers under a header that names their unit: "Saksbehandlingstid (uker)": 12."""

from collections.abc import Sequence
from dataclasses import replace

from checker.extract.duration.length import Length
from checker.extract.duration.roles import told
from checker.extract.duration.spans import lengths
from checker.extract.duration.words import Words
from checker.extract.lexicon import Piece
from checker.model.evidence import Cell

#: "12", "3-4", "inntil 12".
_LONGEST = 4


def in_cell(pieces: Sequence[Piece], cell: Cell, words: Words) -> list[Length]:
    """Return the length a bare number is, when its column's header tells unit and role."""
    if cell.header or not 0 < len(pieces) <= _LONGEST or pieces[-1].kind != "number":
        return []
    header = words.lexicon.read(cell.column_header, 0, len(cell.column_header))
    units = [piece for piece in header if "unit" in piece.tags]
    if len(units) != 1 or told(cell.column_header, words) is None:
        return []
    last = pieces[-1]
    unit = Piece("word", last.end, last.end, units[0].word, units[0].tags)
    found = lengths([*pieces, unit], words)
    return [replace(one, last=len(pieces) - 1) for one in found]
