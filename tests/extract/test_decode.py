"""Bytes to characters, whatever was declared."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extract.text.decode import decoded, repaired

NORWEGIAN = "Åpningstider på rådhuset – søk nå: «kr»"


@pytest.mark.parametrize(
    ("body", "declared"),
    [
        # seen
        (NORWEGIAN.encode(), "utf-8"),
        (NORWEGIAN.encode(), None),
        (NORWEGIAN.encode("windows-1252"), "iso-8859-1"),
        (NORWEGIAN.encode("windows-1252"), None),
        (NORWEGIAN.encode("windows-1252"), "utf-8"),
        (NORWEGIAN.encode(), "iso-8859-1"),
        (codecs.BOM_UTF8 + NORWEGIAN.encode(), "iso-8859-1"),
        (codecs.BOM_UTF16_LE + NORWEGIAN.encode("utf-16-le"), None),
        (NORWEGIAN.encode(), "no-such-charset"),
        (NORWEGIAN.encode(), "base64"),
        (NORWEGIAN.encode(), "utf-16"),
        (NORWEGIAN.encode().decode("windows-1252", "replace").encode(), "utf-8"),
        (NORWEGIAN.encode("utf-16-le"), None),
        (NORWEGIAN.encode("utf-16-be"), "utf-8"),
        (NORWEGIAN.encode("utf-16-be"), "utf-16"),
        (NORWEGIAN.encode().decode("latin-1").encode(), None),
        (NORWEGIAN.encode().decode("latin-1").encode().decode("latin-1").encode(), "utf-8"),
    ],
)
def test_the_text_comes_out_right(body: bytes, declared: str | None) -> None:
    """A mark, then what was declared, then UTF-8, then windows-1252; a wrong one is passed over."""
    assert decoded(body, declared) == NORWEGIAN


def test_markup_may_declare_itself() -> None:
    """In meta or in the XML declaration; one in ASCII bytes cannot be UTF-16."""
    sami = "<meta charset=iso-8859-10>Ŋ"
    assert decoded(sami.encode("iso-8859-10")) == sami
    old = "<?xml version='1.0' encoding='iso-8859-10'?>ŋ"
    assert decoded(old.encode("iso-8859-10")) == old
    wide = "<meta charset='utf-16'>å"
    assert decoded(wide.encode()) == wide


def test_a_stray_byte_spoils_one_character() -> None:
    """A sound UTF-8 page with one bad byte stays UTF-8."""
    body = ("Åpent på rådhuset. " * 20).encode() + b"\xe5"
    assert decoded(body, "utf-8").startswith("Åpent på")
    assert decoded("Åpent på rådhuset".encode() + b" n\xe5") == "Åpent på rådhuset nå"
    assert decoded("Åpent på rådhuset, ikke n".encode("windows-1252") + "å".encode()) == (
        "Åpent på rådhuset, ikke nÃ¥"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # seen
        ("blÃ¥bÃ¦r", "blåbær"),
        ("Ã…pent â€“ nÃ¥", "Åpent – nå"),
        ("mÃ¥ og\nmå", "må og\nmå"),
        # bugs
        ("São Paulo", "São Paulo"),
        ("må og mÃ¥", "må og mÃ¥"),
        ("Â", "Â"),
    ],
)
def test_double_encoding_is_undone_only_cleanly(text: str, expected: str) -> None:
    """A line that does not decode without a rest stays as it is."""
    assert repaired(text) == expected


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "idna", "utf-7", "hex", "cp1252"]))
def test_any_bytes_are_text(body: bytes, declared: str | None) -> None:
    """Nothing that a server sends or declares raises."""
    assert isinstance(decoded(body, declared), str)


@given(st.text())
def test_utf_8_is_read_back(text: str) -> None:
    """What is written as UTF-8 and not twice comes out unchanged."""
    if repaired(text) == text and not text.startswith("\ufeff") and "\0" not in text:
        assert (
            decoded(text.encode("utf-8", "replace"), "utf-8")
            == text.encode("utf-8", "replace").decode()
        )
