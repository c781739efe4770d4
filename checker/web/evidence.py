"""Proof pages and the stored bytes themselves: text by default, never active."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Path, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from checker.errors import CheckerError, EvidenceAltered, StoreError
from checker.model.evidence import Evidence, Provenance, Text
from checker.model.record import Absent, Found, state_of
from checker.store.records import Capture
from checker.web.dashboard import Dashboard, Here
from checker.web.dossier import Context, context_of, languages_of, readings, reason_of, said
from checker.web.overview import element_name

router = APIRouter(include_in_schema=False)

#: For foreign HTML: no script, no request, no form, an origin of its own.
SANDBOX = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
#: Characters of the read text shown on the page of a piece of evidence.
PREVIEW = 6_000
#: Pages listed where nothing was found.
LISTED = 200
#: Types whose bytes a browser may be told; all else is a stream of octets.
TELLABLE = re.compile(r"application/pdf|image/(?:png|jpeg|webp|gif)|message/rfc822|text/plain")

Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
Kept = Literal["intact", "altered", "gone"]


@dataclass(frozen=True, slots=True)
class Bytes:
    """What is left of a piece of evidence."""

    kept: Kept
    capture: Capture | None = None
    evidence: Evidence | None = None


async def fetch(here: Dashboard, digest: str) -> Bytes:
    """Return stored evidence, its fingerprint checked now."""
    capture = await here.desk.store.results.capture(digest)
    if capture is None:
        return Bytes("gone")
    try:
        return Bytes("intact", capture, await here.desk.store.results.evidence(capture))
    except EvidenceAltered as error:
        lost = isinstance(error.__cause__, FileNotFoundError)
        return Bytes("gone" if lost else "altered", capture)


async def read(here: Dashboard, evidence: Evidence) -> tuple[Text | None, str]:
    """Return the read text, or None and why it cannot be read.

    Raises:
        StoreError: that is no matter of the evidence.
    """
    try:
        return await here.desk.read(evidence), ""
    except StoreError:
        raise
    except CheckerError as error:
        return None, str(error)


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a proof just now came to."""

    stored: Bytes
    context: Context | None
    verdict: Literal["exact", "moved", "lost", "unread", ""]  #: "": there was nothing to read
    detail: str  #: why it could not be read


async def check(here: Dashboard, proof: Provenance) -> Checked:
    """Compare a proof with the stored bytes as they are, and as they read, now."""
    stored = await fetch(here, proof.evidence)
    if stored.evidence is None:
        return Checked(stored, None, "", "")
    text, detail = await read(here, stored.evidence)
    if text is None:
        return Checked(stored, None, "unread", detail)
    context = context_of(proof, text)
    if context is None:
        return Checked(stored, None, "lost", "")
    return Checked(stored, context, "exact" if context.exact else "moved", "")


async def _searched(here: Dashboard, digests: Sequence[str]) -> list[tuple[str, str]]:
    """Return (digest, address) of the pages that were read."""
    pages = []
    for digest in digests[:LISTED]:
        capture = await here.desk.store.results.capture(digest)
        pages.append((digest, capture.uri if capture else digest))
    return pages


@router.get("/proof/{number}")
async def show_proof(request: Request, here: Here, number: Number) -> HTMLResponse:
    """Show how one finding can be checked."""
    stored = await here.desk.store.results.finding(number)
    if stored is None:
        raise HTTPException(404)
    finding, catalog = stored.finding, here.desk.catalog
    element, town = here.elements.get(stored.element), here.towns.get(stored.municipality)
    name, language = (
        element_name(element, catalog.country.languages) if element else (stored.element, "")
    )
    history = await here.desk.store.results.history(stored.municipality, stored.element)
    checked = await check(here, finding.proof) if isinstance(finding, Found) else None
    pages = await _searched(here, finding.searched) if isinstance(finding, Absent) else []
    return here.pages.page(
        request,
        "proof.html",
        section="overview",
        number=number,
        finding=stored,
        state=state_of(finding),
        reason=reason_of(finding),
        said=said(finding, here.words) if isinstance(finding, Found) else None,
        element=name,
        element_known=element is not None,
        element_language=language,
        town=town.name if town else stored.municipality,
        language=languages_of(town, catalog) if town else "",
        searched=pages,
        readings=readings(history, here.words),
        checked=checked,
    )


@router.get("/evidence/{digest}")
async def show_evidence(request: Request, here: Here, digest: Digest) -> HTMLResponse:
    """Show what is kept under a fingerprint, as text."""
    stored = await fetch(here, digest)
    if stored.capture is None:
        raise HTTPException(404)
    text, detail = await read(here, stored.evidence) if stored.evidence else (None, "")
    return here.pages.page(
        request,
        "evidence.html",
        digest=digest,
        stored=stored,
        capture=stored.capture,
        html=stored.capture.media_type in {"text/html", "application/xhtml+xml"},
        text=text,
        preview=text.content[:PREVIEW] if text else "",
        rest=max(0, len(text.content) - PREVIEW) if text else 0,
        detail=detail,
    )


async def _bytes(here: Dashboard, digest: str) -> tuple[Capture, Evidence]:
    stored = await fetch(here, digest)
    if stored.capture is None or stored.evidence is None:
        raise HTTPException(404)
    return stored.capture, stored.evidence


@router.get("/evidence/{digest}/text")
async def give_text(here: Here, digest: Digest) -> Response:
    """Give the text as it is read today."""
    _, evidence = await _bytes(here, digest)
    text, _ = await read(here, evidence)
    if text is None:
        raise HTTPException(404)
    return PlainTextResponse(text.content.encode("utf-8", "backslashreplace"))


@router.get("/evidence/{digest}/page")
async def give_page(here: Here, digest: Digest) -> Response:
    """Give a stored HTML page inside a sandbox; anything else is not shown as a page."""
    capture, evidence = await _bytes(here, digest)
    if capture.media_type not in {"text/html", "application/xhtml+xml"}:
        raise HTTPException(404)
    charset = re.sub(r"[^A-Za-z0-9._-]", "", capture.charset or "")[:40]
    return Response(
        evidence.body,
        headers={
            "Content-Type": f"text/html; charset={charset}" if charset else "text/html",
            "Content-Security-Policy": SANDBOX,
            "X-Frame-Options": "SAMEORIGIN",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "private, no-store",
        },
    )


@router.get("/evidence/{digest}/file")
async def give_file(here: Here, digest: Digest) -> Response:
    """Give the very bytes as a file to be saved."""
    capture, evidence = await _bytes(here, digest)
    told = TELLABLE.fullmatch(capture.media_type)
    return Response(
        evidence.body,
        headers={
            "Content-Type": capture.media_type if told else "application/octet-stream",
            "Content-Disposition": f'attachment; filename="{digest[:16]}"',
            "Content-Security-Policy": SANDBOX,
        },
    )
