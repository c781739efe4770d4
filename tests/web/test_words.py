"""The words of the interface: every key that is asked for is there, and every word is asked for."""

import re
from pathlib import Path

import pytest

from checker.web import words
from checker.web.words import Words, load

ROOM = Path(words.__file__).parent
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted([*ROOM.glob("*.py"), *ROOM.glob("templates/*.html")])
)
#: say("key"), words("key"): asked for as it stands.
ASKED = frozenset(re.findall(r"""(?:say|words)(?:\.get)?\(\s*["']([\w.-]+)["']\s*[,)]""", SOURCES))
#: say("prefix." ~ word), words(f"prefix.{word}"): any key that begins so.
PREFIXES = tuple(
    re.findall(r"""(?:say|words)(?:\.get)?\(\s*f?["']([\w-]+\.)(?:["']\s*~|\{)""", SOURCES)
)


@pytest.mark.parametrize("path", sorted((ROOM / "words").glob("*.toml")), ids=lambda p: p.stem)
def test_every_word_asked_for_is_there(path: Path) -> None:
    """A language with a missing word would break a page for its readers."""
    known = load(path.stem).keys()
    assert sorted(ASKED - known) == []
    assert all(any(key.startswith(prefix) for key in known) for prefix in PREFIXES)


def test_every_word_is_asked_for() -> None:
    """What nobody shows is not worth translating."""
    unused = [key for key in load().keys() - ASKED if not key.startswith(PREFIXES)]
    assert sorted(unused) == []


def test_number_chooses_the_form() -> None:
    """One page, two pages; a text can hold the number or not."""
    say = Words("en", {"page": {"one": "{count} page", "other": "{count} pages"}})
    assert (say("page", count=1), say("page", count=0)) == ("1 page", "0 pages")


def test_unknown_key_is_a_bug() -> None:
    """Never an empty place on a page."""
    with pytest.raises(KeyError):
        load()("no.such.key", count=1)
