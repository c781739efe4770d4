"""Sitemaps: whatever their shape, the addresses come out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes._sitemap import MOST, addresses

A, B = "https://prove.invalid/a", "https://prove.invalid/b?c=1&d=2"


@pytest.mark.parametrize(
    "content",
    [
        f"<urlset><url><loc>{A}</loc></url><loc>{B.replace('&', '&amp;')}</loc></urlset>",
        f"<urlset>\n<url>\n<loc>\n{A}\n</loc></url><url><loc><![CDATA[{B}]]></loc></url></urlset>",
        f"<s:urlset><s:url><s:loc>{A}</s:loc></s:url><s:loc>{B}</s:loc></s:urlset>",
        f"<urlset><LOC>{A}</LOC><url><loc>{A}</loc><url><loc>{B}</loc><image:loc",
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><loc>{A}</loc><loc>{B}</loc>',
    ],
)
def test_addresses(content: str) -> None:
    """Name spaces, white space, CDATA and broken ends do not matter; nothing is expanded."""
    assert addresses(content.encode()) == (False, (A, B))


def test_index() -> None:
    """A sitemap of sitemaps says so."""
    content = f"<?xml version='1.0'?>\n<sitemapindex xmlns='x'><sitemap><loc>{A}</loc></sitemap>"
    assert addresses(content.encode()) == (True, (A,))


def test_lid() -> None:
    """A sitemap of a million pages costs no more than one of so many."""
    content = b"".join(b"<loc>https://prove.invalid/%d</loc>" % n for n in range(MOST + 10))
    assert len(addresses(content)[1]) == MOST


@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    """Whatever comes, it is read."""
    addresses(b"<loc>" + content + b"</loc>")
