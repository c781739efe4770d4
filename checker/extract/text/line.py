"""One line of readable text in the making: white space, seams, raised figures, links."""

import re
import unicodedata
from dataclasses import dataclass, field

from checker.extract.text.emphasis import Standing
from checker.extract.text.names import PLAIN, Look
from checker.model.evidence import Region

#: White space of the markup, which a browser collapses; no-break and thin spaces are content.
_LAYOUT = re.compile(r"[ \t\n\r\f](?:[ \t\n\r\f]+|(?<! ))")
#: Characters without width that only steer hyphenation and direction: they would split words.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
#: Letters that a typesetter joined, and letters followed by the accent that belongs on them.
_JOINED = re.compile("[\ufb00-\ufb06\u0300-\u036f]")
_LIGATURES = dict(zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06",
                      ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))  # fmt: skip
_UNIT = re.compile(r"(?<![^\W\d_])[kcdm]?m ?\Z", re.IGNORECASE)
_HOUR = re.compile(r"(?<![\d.,:])\d{1,2} ?\Z")
_AMOUNT = re.compile(r"\d ?\Z")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SIXTY, _DAY_HOURS = 60, 24
_LONG_RAISED = 12
_COLUMN, _PART = 1000, 300  #: characters; text of a part of the page, and with lines like headings
_NOTHING = 9  #: the look of a line without letters so far


@dataclass(slots=True, eq=False)
class Mark:
    """A link under way: where its words began in this line, and where they stand in the text."""

    uri: str
    region: Region
    label: str = ""  #: what it is called when it has no words
    labelled: bool = False  #: label was written for people who cannot see the page
    start: int | None = None  #: in the whole text; None until its first words are placed
    end: int = 0


Marks = list[tuple[Mark, int, int]]  #: links and the stretch of their words in one text


def settled(text: str) -> str:
    """Return a text in letters that words can be found in: none invisible, joined or in parts.

    >>> settled("tømme\u00adkalender, \ufb01re, a\u030a")
    'tømmekalender, fire, å'
    """
    text = _INVISIBLE.sub("", text)
    if _JOINED.search(text) is None:
        return text
    for joined, letters in _LIGATURES.items():
        text = text.replace(joined, letters)
    return unicodedata.normalize("NFC", text)


@dataclass(slots=True)
class Line:
    """Text that is collected until its block ends."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    last: str = ""  #: the last character
    seam: int = 0  #: 1: an inline element began or ended here; 2: two stand side by side
    marks: Marks = field(default_factory=list)
    raised_from: list[tuple[int, int]] = field(default_factory=list)
    standing: list[Standing] = field(default_factory=list)  #: lines that have ended
    plain: bool = False  #: a line that has ended does not stand out
    _look: Look = _NOTHING  #: of the line that is being written: that of its plainest words
    _from: int = 0  #: where it began

    @property
    def stands_out(self) -> bool:
        """Whether each of the lines stands out."""
        return not self.plain and self._look != PLAIN

    @property
    def holds_parts(self) -> bool:
        """Whether this is no value for a cell: a column of the page, perhaps with headings."""
        return self.length > (_PART if len(self.standing) > 1 else _COLUMN)

    def add(self, data: str, *, look: Look = PLAIN) -> None:
        """Append text as a browser shows it: white space collapsed, none at the start."""
        if not data.isascii():
            data = settled(data)
        data = _LAYOUT.sub(" ", data)
        if data[:1] == " " and self.last in {"", " ", "\n"}:
            data = data[1:]
        if not data:
            return
        if look < self._look and (look or _shows(data, beside=self._look)):
            self._look = look
        if self.seam:
            if data[0] != " " and _parts_words(self.last, data[0], self.seam):
                data = f" {data}"
            self.seam = 0
        self._put(data)

    def newline(self) -> bool:
        """End the line inside the block; False when it already had ended (an empty line)."""
        self.trim()
        if self.last == "\n":
            return False
        if self.length:
            self._end_look()
            self._put("\n")
            self._from = self.length
        self.seam = 0
        return True

    def lines_standing_out(self) -> list[Standing]:
        """Return where each line of the text that stands out lies; call it before `take`."""
        if self._look != PLAIN:
            self._end_look()
        if not self.standing:
            return []
        whole = "".join(self.parts)
        lead = len(whole) - len(whole.lstrip())
        until = len(whole.rstrip()) - lead
        moved = (
            (max(start - lead, 0), min(end - lead, until), look)
            for start, end, look in self.standing
        )
        return [Standing(*one) for one in moved if one[0] < one[1]]

    def _end_look(self) -> None:
        """The line as it is seen ends: keep how it stood out."""
        if self._look == PLAIN:
            self.plain = True
        elif self._look != _NOTHING:
            self.standing.append(Standing(self._from, self.length, self._look))
        self._look = _NOTHING

    def trim(self) -> None:
        """Take off a trailing space."""
        if self.last == " ":
            self.parts[-1] = self.parts[-1][:-1]
            self.length -= 1
            if not self.parts[-1]:
                self.parts.pop()
            self.last = self.parts[-1][-1] if self.parts else ""

    def raise_(self) -> None:
        """A superscript or subscript begins."""
        self.raised_from.append((len(self.parts), self.length))

    def settle(self, *, above: bool) -> None:
        """The superscript (or subscript) ends: write it so that it does not glue to figures."""
        if not self.raised_from:  # a block ended inside it: nothing to set right
            return
        index, length = self.raised_from.pop()
        inner = "".join(self.parts[index:]).strip()
        if index > len(self.parts) or not inner:
            return
        del self.parts[index:]
        self.length = length
        self.last = self.parts[-1][-1] if self.parts else ""
        written = raised("".join(self.parts[-4:]), inner, above=above)
        if not written.startswith((" ", *inner[:1])):
            self.trim()
        self._put(written[1:] if written[:1] == " " and self.last in {"", " ", "\n"} else written)
        self.seam = 2

    def take(self) -> tuple[str, Marks]:
        """Return the finished text and the links in it, and begin anew."""
        if not self.parts and not self.marks:
            self.seam, self._look = 0, _NOTHING
            self.raised_from.clear()
            return "", []
        whole = "".join(self.parts)
        text = whole.strip()
        lead = 0 if len(text) == len(whole) else len(whole) - len(whole.lstrip())
        marks = [
            (mark, *_clipped(text, start - lead, end - lead)) for mark, start, end in self.marks
        ]
        self.parts, self.length, self.last, self.seam = [], 0, "", 0
        self.marks, self.raised_from = [], []
        if self.standing:
            self.standing = []
        self.plain, self._look, self._from = False, _NOTHING, 0
        return text, marks

    def _put(self, data: str) -> None:
        self.parts.append(data)
        self.length += len(data)
        self.last = data[-1]


def _shows(data: str, *, beside: Look) -> bool:
    """Whether plain text makes a line plain: signs behind bold words do not."""
    if beside == _NOTHING:
        return not data.isspace()
    return any(map(str.isalnum, data))


def _clipped(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch inside the text, without white space at its edges."""
    if 0 <= start < end <= len(text) and not (text[start].isspace() or text[end - 1].isspace()):
        return start, end
    start, end = min(max(start, 0), len(text)), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, max(start, end)


def _parts_words(left: str, right: str, seam: int) -> bool:
    """Whether two characters on both sides of a seam belong to different words.

    Side by side elements are columns of a layout more often than halves of a word; inside
    running text only a change from letters to figures tells two words.
    """
    if not (left.isalnum() and right.isalnum()):
        return False
    return seam > 1 or left.isdigit() != right.isdigit()


def raised(before: str, inner: str, *, above: bool = True) -> str:
    """Return how a superscript (or subscript) is written in running text.

    >>> raised("kr per m", "2"), raised("kl. 08", "30"), raised("kl. 10", "oo")
    ('²', '.30', '.00')
    >>> raised("8500", "1"), raised("kr 149", "00"), raised("CO", "2", above=False)
    (' ¹', ',00', '₂')
    >>> raised("105", ",-"), raised("105,-", "*)")
    (',-', '*)')
    """
    if not above:
        return inner.translate(_LOWERED) if len(inner) <= _LONG_RAISED else f" {inner}"
    if inner in {"2", "3"} and _UNIT.search(before):
        return inner.translate(_RAISED)
    figures = "00" if inner.lower() == "oo" else inner
    if len(figures) == 2 and figures.isdigit() and figures.isascii():  # noqa: PLR2004  minutes
        if (hour := _HOUR.search(before)) and _is_clock(hour.group(), figures):
            return f".{figures}"
        if _AMOUNT.search(before):
            return f",{figures}"
    if not inner[0].isalnum():
        return inner
    if inner.isdigit() and inner.isascii():
        inner = inner.translate(_RAISED)
    return f" {inner}"


def _is_clock(hour: str, minutes: str) -> bool:
    return int(hour) <= _DAY_HOURS and int(minutes) < _SIXTY
