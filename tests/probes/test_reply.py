"""What the head of an answer says."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes._reply import content_type, retry_after_s, sniffed

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("text/html", ("text/html", None)),
        ("text/html; charset=utf-8", ("text/html", "utf-8")),
        ("TEXT/HTML;CHARSET=UTF-8", ("text/html", "UTF-8")),
        ('text/html; charset="iso-8859-1"', ("text/html", "iso-8859-1")),
        ("text/html; charset='utf-8'", ("text/html", "utf-8")),
        ("text/html; boundary=x; charset=latin1; x=y", ("text/html", "latin1")),
        ("text/html; charset=", ("text/html", None)),
        ("text/html;", ("text/html", None)),
        ("", ("", None)),
        ("html", ("", None)),
        ("; charset=utf-8", ("", "utf-8")),
    ],
)
def test_content_type(line: str, expected: tuple[str, str | None]) -> None:
    """Media type and charset are read as servers write them."""
    assert content_type(line) == expected


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 1.5 ", 1.5),
        ("Sun, 01 Mar 2026 12:02:00 GMT", 120.0),
        ("Sun, 01 Mar 2026 12:02:00 +0000", 120.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("Sunday, 01-Mar-26 12:02:00 GMT", 120.0),
        ("", None),
        (None, None),
        ("soon", None),
        ("-5", None),
        ("１２", None),
    ],
)
def test_retry_after(line: str | None, seconds: float | None) -> None:
    """Seconds or a date (RFC 9110 10.2.3); a date that is past is now, nonsense is nothing."""
    assert retry_after_s(line, now=NOW) == seconds


@given(st.text(max_size=80))
def test_any_line(line: str) -> None:
    """Whatever a server writes there, it is read or passed over."""
    content_type(line)
    retry_after_s(line, now=NOW)


@pytest.mark.parametrize(
    ("media_type", "body", "expected"),
    [
        ("", b"%PDF-1.4", "application/pdf"),
        ("", b"\xef\xbb\xbf\n <!DOCTYPE HTML>", "text/html"),
        ("application/octet-stream", b"<HTML>", "text/html"),
        ("application/octet-stream", b"MZ", "application/octet-stream"),
        ("text/plain", b"<html>", "text/plain"),
        ("text/html", b"%PDF-1.4", "text/html"),
    ],
)
def test_sniffed(media_type: str, body: bytes, expected: str) -> None:
    """The first bytes decide only where the server says nothing."""
    assert sniffed(media_type, body) == expected
