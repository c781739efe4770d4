"""Phone numbers in a text: told from all the other numbers by grouping, label and plan."""

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from checker.extract.facts.persons import persons
from checker.extract.lexicon import per_language
from checker.extract.words import Stems, stems
from checker.model.catalog import Language
from checker.model.evidence import Text

_GAP = "[ \u00a0\u2009\u202f-]"
_NEXT = rf"/{_GAP}?(?:\d\d{_GAP}?\d\d{_GAP}?\d\d{_GAP}?\d\d|\d{{3}}{_GAP}\d\d{_GAP}\d{{3}})"
_RUN = re.compile(
    rf"(?:(?<![\w.,§:+-])|(?<=[^\W\d_][.:]))(?<!\D/)(?<!\b(?:19|20)\d\d/)(?<!\d{_GAP})"
    rf"(?P<plus>\(?(?:\+|00)\d{{1,3}}\)?{_GAP}?)?"
    rf"(?:\d\d(?:\.\d\d){{3}}(?!\.\d)|\(?\d+\)?(?:{_GAP}\(?\d+\)?)*)"
    rf"(?!\w|(?!{_NEXT})/|[.,:]\d|,-|{_GAP}?(?:%|kr(?:on\w+)?\b|NOK\b|m²|:-))"
)
#: Where a run may begin: the look for it is cheap, and few places of a page are such.
_BEGIN = re.compile(r"[(+\d](?<!\d\d)")
_DIGITS = re.compile(r"\d+")
#: Groupings that hardly any other number has; those in _PLAIN need a label.
_GROUPINGS = frozenset({(2, 2, 2, 2), (3, 2, 3)})
_PLAIN = frozenset({(8,), (4, 4), (2, 3, 3), (2, 6), (3, 5), (5, 3)})
_DATES = frozenset({(2, 2, 4), (4, 2, 2), (1, 2, 4), (2, 1, 4), (4, 4)})
_SHORT = re.compile(r"11[0-7]|116\d{3}|0\d{4}")
_REACH, _NEAR = 60, 25  #: characters before a number in which its label stands
_LONG = 5  #: digits; shorter numbers need a label close by
_DIGITS_MIN, _DIGITS_MAX = 3, 24
_LINK_MAX = 200  #: characters; the words of a link to a number are few


def phones_in(text: Text, words: Language, region: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield start, end, number and whether it stands beside an employee's name, in no order.

    Args:
        text: Where to look.
        words: The language's lists "phone" and "phone_label" (what stands before a number),
            "other_number" (what other numbers are called), and those that tell persons.
        region: ISO 3166 country whose numbers may stand without a country code, "NO".
    """
    labels, others = _lists(words)
    people = persons(words)
    content = text.content
    behind: set[int] = set()
    for anchor in text.anchors:
        if not anchor.uri.startswith("tel:") or anchor.start == anchor.end:
            continue
        behind.update(range(anchor.start, min(anchor.end, anchor.start + _LINK_MAX)))
        number = dialled(anchor.uri.removeprefix("tel:"), region)
        other = _label_distance(content, anchor.start, labels, others) is None
        if number and not other:
            named = people.beside(content, anchor.start, anchor.end)
            yield anchor.start, anchor.end, number, named
    for start, end in _stretches(content):
        if start in behind:
            continue
        number = _number(content, start, end, (labels, others), region)
        if number is not None:
            yield start, end, number, people.beside(content, start, end)


@per_language
def _lists(words: Language) -> tuple[Stems, Stems]:
    """What stands before a phone number, and before other numbers."""
    lists = words.words
    labels = stems((*lists.get("phone_label", ()), *lists.get("phone", ())))
    return labels, stems(lists.get("other_number", ()))


@lru_cache(maxsize=4096)
def dialled(number: str, region: str) -> str | None:
    """Return a number in E.164, a short one as it is dialled, None for what is no number.

    >>> dialled("35 00 00 00", "NO"), dialled("02800", "NO"), dialled("12345678", "NO")
    ('+4735000000', '02800', None)
    """
    digits = "".join(_DIGITS.findall(number))
    if _SHORT.fullmatch(digits):
        return digits
    plus = "+" if number.lstrip(" (").startswith("+") else ""
    try:
        parsed = phonenumbers.parse(f"{plus}{digits}", region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _runs(content: str) -> Iterator[re.Match[str]]:
    """All matches of a run, in order, disjoint."""
    after = 0
    for place in _BEGIN.finditer(content):
        found = _RUN.match(content, place.start()) if place.start() >= after else None
        if found is not None:
            after = found.end()
            yield found


def _stretches(content: str) -> Iterator[tuple[int, int]]:
    """Runs of figures that may be a number; two numbers in one run are told apart."""
    for found in _runs(content):
        groups = [(one.start(), one.end()) for one in _DIGITS.finditer(content, *found.span())]
        size = sum(end - start for start, end in groups)
        if not _DIGITS_MIN <= size <= _DIGITS_MAX:
            continue
        lengths = tuple(end - start for start, end in groups)
        if found.group("plus") or lengths in _GROUPINGS or len(groups) < _LONG:
            yield found.span()
            continue
        yield from _windows(content, groups)


def _windows(content: str, groups: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Numbers in a longer run; figures at a hyphen are times of day ("9-15 35 00 00 00")."""
    free = [
        (start, end)
        for start, end in groups
        if "-" not in (content[start - 1 : start], content[end : end + 1])
    ]
    at = 0
    while at < len(free):
        for shape in _GROUPINGS:
            some = free[at : at + len(shape)]
            if tuple(end - start for start, end in some) == shape:
                yield some[0][0], some[-1][1]
                at += len(shape) - 1
                break
        at += 1


def _number(
    content: str, start: int, end: int, lists: tuple[Stems, Stems], region: str
) -> str | None:
    """The number at a place, if what stands around it allows for one."""
    run = content[start:end]
    plus = run.lstrip("(").startswith(("+", "00"))
    lengths = tuple(map(len, _DIGITS.findall(run)))
    label = _label_distance(content, start, *lists)
    if label is None:
        return None
    short = sum(lengths) <= _LONG + 1
    if short and label > _NEAR:
        return None
    told = label <= _REACH or _has_area_code(run, region)
    if not (plus or lengths in _GROUPINGS or told):
        return None
    if not (plus or short or lengths in _GROUPINGS or lengths in _PLAIN) and lengths in _DATES:
        return None
    number = dialled(run, region)
    return None if number is not None and not plus and _is_wrong(lengths, number) else number


def _is_wrong(lengths: tuple[int, ...], number: str) -> bool:
    """Whether eight figures are grouped as no Norwegian number is: dates, sums, accounts."""
    return (
        number.startswith("+47")
        and sum(lengths) > _LONG
        and lengths not in _GROUPINGS
        and lengths not in _PLAIN
    )


def _has_area_code(run: str, region: str) -> bool:
    """Whether a number is written with trunk prefix and hyphen, as hardly any other number is.

    >>> _has_area_code("0910-73 50 00", "SE"), _has_area_code("0910-73 50 00", "NO")
    (True, False)
    """
    trunk = phonenumbers.ndd_prefix_for_region(region, strip_non_digits=True)
    return bool(trunk) and re.match(rf"\(?{trunk}\d{{1,3}}\)?-\d", run) is not None


def _label_distance(content: str, start: int, labels: Stems, others: Stems) -> int | None:
    """How far before a place a label stands; large without one, None after another's label."""
    line = content.rfind("\n", 0, start) + 1
    if not content[line:start].strip():
        line = content.rfind("\n", 0, max(line - 1, 0)) + 1
    line = max(line, start - _REACH)
    before = content[line:start]
    label = max((found.end() for found in labels.finditer(before)), default=-1)
    other = max((found.end() for found in others.finditer(before)), default=-1)
    if other > label and other > len(before) - _NEAR:
        return None
    return len(before) - label if label >= 0 else _REACH + 1
