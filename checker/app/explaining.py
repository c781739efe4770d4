"""`checker explain`: what a file says about one element, and why each value was taken or left."""

from pathlib import Path

from rich.console import Console
from rich.text import Text as Styled

from checker.app.extracting import read_file
from checker.app.parts import House, clock
from checker.app.show import Printer
from checker.errors import UnknownTarget
from checker.extract.verdict.candidates import candidates
from checker.extract.verdict.conclude import conclude
from checker.extract.verdict.explain import Considered, explain
from checker.extract.verdict.sought import prepare
from checker.extract.words import merged
from checker.model.catalog import Element
from checker.model.evidence import Text
from checker.model.record import state_of
from checker.model.value import to_json

#: Characters of the read text shown on either side of a quote.
AROUND = 70


def explain_file(house: House, file: Path, element_id: str, *, out: Printer) -> int:
    """Print everything of the element's kind in a file, and what it comes to.

    Raises:
        UnknownTarget: no such element.
        UsageError: the file cannot be opened.
        Malformed: it is not what its name says.
    """
    element = _element(house, element_id)
    text = read_file(file, "")
    country = house.catalog.country
    known = house.catalog.languages
    words = merged(*(known[tag] for tag in country.languages if tag in known))
    prepared = prepare(house.catalog.elements, country.languages)
    sought = next(one for one in prepared if one.element.id == element_id)
    considered = explain(text, sought, words, region=country.phone_region)
    finding = conclude(
        element,
        candidates(text, prepared, words, region=country.phone_region),
        searched=(text.source.digest,),
        on=house.today(clock()),
    )
    for one in considered:
        if out.machine:
            out.line(_line(text, one))
        else:
            _show(text, one)
    out.all([{"element": element_id, "state": state_of(finding), "considered": len(considered)}])
    return 0


def _element(house: House, element_id: str) -> Element:
    found = next((one for one in house.catalog.elements if one.id == element_id), None)
    if found is None:
        raise UnknownTarget(f"no such element: {element_id}; `checker config check` lists them")
    return found


def _line(text: Text, one: Considered) -> dict[str, object]:
    return {
        "value": to_json(one.value),
        "quote": text.content[one.start : one.end],
        "span": [one.start, one.end],
        "taken": one.taken,
        "score": one.score,
        "reasons": list(one.reasons),
    }


def _show(text: Text, one: Considered) -> None:
    """Print one value with its quote highlighted in the words around it."""
    console = Console(highlight=False)
    low, high = max(0, one.start - AROUND), min(len(text.content), one.end + AROUND)
    shown = Styled("  … ")
    shown.append(_flat(text.content[low : one.start]))
    shown.append(_flat(text.content[one.start : one.end]), style="bold reverse")
    shown.append(_flat(text.content[one.end : high]) + " …")
    verdict = f"taken, {one.score:.1f} points" if one.score is not None else "left"
    console.print(Styled(verdict, style="bold green" if one.taken else "bold red"))
    console.print(shown)
    for reason in one.reasons:
        console.print(f"  - {reason}", markup=False)


def _flat(words: str) -> str:
    return words.replace("\n", " ⏎ ").replace("\t", " | ")
