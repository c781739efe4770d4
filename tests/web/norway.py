"""A whole country's worth of made-up visits, to look at pages at full size."""

import os
import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from web.scene import NOW, cite, page, visit

from checker.config import load
from checker.model.catalog import Catalog, Element, Municipality
from checker.model.evidence import Evidence
from checker.model.record import Absent, Blocked, Failure, Finding, Found, Unclear, Unreachable
from checker.model.run import Run
from checker.model.value import (
    Contact,
    Date,
    Duration,
    Hours,
    Kind,
    Link,
    Money,
    Statement,
    Value,
)
from checker.store import Store

SEED = 20260302


def catalog() -> Catalog:
    """Return what is shipped: every element, every municipality, the map."""
    return load(environ={}).catalog


def said(  # noqa: PLR0911  one for each kind
    kind: Kind, about: str, dice: random.Random
) -> tuple[str, Value]:
    """Return a sentence that a page could have, and what it says."""
    amount = dice.randrange(1800, 42_000, 10)
    weeks = dice.randint(2, 12)
    match kind:
        case "hours":
            close = dice.choice(("14.00", "15.00", "15.30"))
            osm = f"Mo-Fr 09:00-{close.replace('.', ':')}; Jun 15-Aug 15 Mo-Fr 09:00-14:00"
            return f"{about}: mandag til fredag kl. 09.00–{close}.", Hours(osm, "visit")
        case "money":
            return f"{about} koster kr {amount},- per år.", Money(Decimal(amount), per="year")
        case "duration":
            value = Duration(f"P{weeks}W", f"P{weeks + 4}W", role="processing")
            return f"{about}: forventet tid er {weeks} til {weeks + 4} uker.", value
        case "date":
            return f"{about}: fristen er 1. mars.", Date("--03-01")
        case "contact":
            phone = f"+4735{dice.randrange(10**6):06}"
            return f"{about}: ring {phone[3:]}.", Contact(phone=phone)
        case "link":
            return f"{about} finner du her.", Link("https://prove.invalid/tjenester/skjema")
        case "statement":
            sentence = f"{about}: Du kan klage på vedtaket innen tre uker etter at du fikk det."
            return sentence, Statement(sentence)


async def concluded(
    element: Element, sentence: str, value: Value, evidence: Evidence, luck: float
) -> Finding:
    """Return a finding of a state that luck, 0 to 1, decides on."""
    found = Found(element.id, value, await cite(evidence, sentence, f"{element.kind}/1"))
    if luck < 0.68:
        return found
    if luck < 0.88:
        return Absent(element.id, (evidence.digest,) * 37)
    if luck < 0.95:
        return Unclear(element.id, "two places say different things", (found, found))
    return Unreachable(element.id, "a page that may say it was not read: TimedOut", evidence.uri)


async def visit_town(
    store: Store, town: Municipality, elements: tuple[Element, ...], dice: random.Random
) -> None:
    """Visit one municipality, better or worse served as chance will have it."""
    at = NOW - timedelta(hours=dice.uniform(1, 700))
    about = {one.id: said(one.kind, one.wordings["nb"].name, dice) for one in elements}
    evidence = page(town, [sentence for sentence, _ in about.values()], at)
    service, failed = dice.uniform(0.55, 1.5), dice.random()
    findings: list[Finding] = []
    for element in elements:
        sentence, value = about[element.id]
        luck = min(dice.random() * service, 0.999)
        if failed < 0.03:
            findings.append(Unreachable(element.id, "no connection could be made", town.website))
        elif failed < 0.05:
            findings.append(Blocked(element.id, "robots.txt forbids all pages", town.website))
        else:
            findings.append(await concluded(element, sentence, value, evidence, luck))
    failure = Failure("Unreachable", town.website, "no connection") if failed < 0.03 else None
    await visit(store, town, evidence, findings, failure=failure)


async def fill(store: Store, shipped: Catalog) -> list[Run]:
    """Visit all municipalities but the last four; the page of the runs gets a queue too."""
    dice = random.Random(int(os.environ.get("CHECKER_SEED", SEED)))  # noqa: S311  not a secret
    towns = shipped.country.municipalities
    for town in towns[:-4]:
        await visit_town(store, replace(town), shipped.elements, dice)
    for town in towns[-4:]:
        await store.ledger.enqueue("website", town.code, "waiting", due_at=NOW)
    return await store.ledger.runs(limit=5)
