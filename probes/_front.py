"""Bring a municipality's home page, at the first of its addresses that answers."""

import re
from collections import Counter
from urllib.parse import urljoin

from checker.errors import Malformed, NotThere, ProbeError, Unreachable
from checker.model.probe import Assignment
from probes._http import Door
from probes._reply import Reply

_META_REFRESH = re.compile(
    rb"""<meta[^>]+http-equiv=["']?refresh[^>]+content=["'][^"'>]*?url=\s*['"]?([^"'>\s]+)""",
    re.IGNORECASE,
)


async def front_page(door: Door, assignment: Assignment, errors: Counter[str]) -> tuple[str, Reply]:
    """Return the address that answered and what it showed; the others are counted as errors.

    Raises:
        ProbeError: the home page cannot be had.
    """
    town = assignment.municipality
    first: ProbeError | None = None
    for website in (town.website, *town.website_alternatives):
        uri = website if "://" in website else f"https://{website}"
        try:
            return uri, await _brought(door, uri, assignment.languages)
        except (Unreachable, NotThere, Malformed) as error:
            first = first or error
            errors[type(error).__name__] += 1
    raise first or Malformed(town.website, "no address of a website")


async def _brought(door: Door, uri: str, languages: tuple[str, ...]) -> Reply:
    """Bring a home page, also behind a page that only sends on."""
    reply = await door.get(uri, languages=languages)
    sent_on = _META_REFRESH.search(reply.body[:4096])
    if sent_on:
        target = urljoin(reply.uri, sent_on[1].decode("utf-8", "replace"))
        reply = await door.get(target, languages=languages)
    if not reply.taken:
        raise Malformed(uri, f"the home page is {reply.media_type or 'of no type'}")
    return reply
