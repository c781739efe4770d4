"""Reads settings.toml and the environment, and shows settings without their secrets."""

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from checker.config.files import read_toml
from checker.config.layers import ENVIRONMENT, Layers, from_environment, variable
from checker.config.mistakes import Mistakes, Tell, listed
from checker.config.shape import fit
from checker.model.settings import Daemon, Plan, Politeness, Settings, StoreSettings, WebSettings

FILE = "settings.toml"

#: Never printed and never in a message.
SECRETS = frozenset({"web.operator_token", "store.url"})

MASK = "***"

_DAY_S = 86_400
_YEAR_S = 366 * _DAY_S
#: Ten thousand times what a page weighs: surely a slip.
_BYTES = 10**11

#: Lowest and highest sensible number of each setting, both allowed.
BOUNDS: Mapping[type, Mapping[str, tuple[float, float]]] = {
    WebSettings: {"port": (0, 65_535)},
    StoreSettings: {"busy_s": (0, 600)},
    Politeness: {
        "floor_s": (0, 3600),
        "crawl_delay_cap_s": (0, 3600),
        "connect_s": (0.01, 600),
        "read_s": (0.01, 600),
        "page_s": (0.01, 3600),
        "page_bytes": (1, _BYTES),
        "robots_bytes": (1, _BYTES),
        "redirects": (0, 50),
        "retries": (0, 10),
        "retry_after_cap_s": (0, _DAY_S),
        "pages_per_visit": (1, 100_000),
        "bytes_per_visit": (1, _BYTES),
        "searches_per_visit": (0, 100),
    },
    Plan: {
        "every_s": (1, 10 * _YEAR_S),
        "window_h": (0.01, 24),
        "limit_s": (0.01, _DAY_S),
    },
    Daemon: {
        "tick_s": (0.01, 3600),
        "at_once": (1, 1000),
        "lease_s": (0.1, _DAY_S),
        "attempts": (1, 100),
        "drain_s": (0, _DAY_S),
        "watchdog_ticks": (1, 1000),
    },
}


def read_settings(
    files: Iterable[Path], environ: Mapping[str, str], mistakes: Mistakes
) -> tuple[Settings | None, Tell]:
    """Return the settings, or None, and how to tell a mistake at a dotted key of them.

    Later files go before earlier ones, the environment before all.
    """
    layers = Layers()
    for file in files:
        content = read_toml(file, mistakes, path=FILE)
        if content is not None:
            _check_doubles(content, mistakes)
            layers.lay(content, FILE)
    layers.lay(from_environment(environ, mistakes), ENVIRONMENT)

    def tell(key: str, detail: str) -> None:
        origin = layers.origin(key)
        mistakes.tell(origin, variable(key) if origin == ENVIRONMENT else key, detail)

    found = Mistakes()
    settings = fit(Settings, layers.content, found, path=FILE, secrets=SECRETS)
    for mistake in found.told:
        tell(mistake.key, mistake.detail)
    sound = settings or fit(
        Settings, _without(layers.content, [one.key for one in found.told]), Mistakes(), path=FILE
    )
    if sound is not None:
        _check(sound, tell)
    return settings, tell


def _without(content: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """Return settings without some keys, so that what is left can be checked too.

    >>> _without({"web": {"port": "x", "host": "a"}, "plans": [{"probe": 1}]}, ["web.port"])
    {'web': {'host': 'a'}, 'plans': [{'probe': 1}]}
    """
    left: dict[str, Any] = deepcopy(dict(content))
    for key in keys:
        *way, last = (int(s) if s.isdigit() else s for s in re.findall(r"[^.\[\]]+", key))
        table: Any = left
        for step in way:
            inside = step in table if isinstance(table, dict) else isinstance(step, int)
            table = table[step] if inside else None
        if isinstance(table, dict):
            table.pop(last, None)
    return left


def _check_doubles(content: Mapping[str, Any], mistakes: Mistakes) -> None:
    plans = content.get("plans")
    if not isinstance(plans, list):
        return
    probes = sorted(
        str(plan["probe"]) for plan in plans if isinstance(plan, dict) and "probe" in plan
    )
    for one, other in pairwise(probes):
        if one == other:
            mistakes.tell(FILE, "plans", f"has two plans for probe {one!r}; keep one")


def _check(settings: Settings, tell: Tell) -> None:
    for name in ("web", "website", "daemon"):
        _check_bounds(f"{name}.", getattr(settings, name), tell)
    for number, plan in enumerate(settings.plans):
        _check_bounds(f"plans[{number}].", plan, tell)
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", plan.window_start):
            tell(
                f"plans[{number}].window_start", f"must be like '20:00', not {plan.window_start!r}"
            )
    if settings.log not in (logs := ("auto", "console", "json")):
        tell("log", f"must be {listed(logs)}, not {settings.log!r}")
    if not settings.state.strip():
        tell("state", "must name a folder")
    if not settings.web.host.strip():
        tell("web.host", "must be an address to listen on, like '127.0.0.1'")
    _check_agent(settings.website.user_agent, tell)
    _check_addresses(settings, tell)


def _check_bounds(under: str, record: object, tell: Tell) -> None:
    for name, (low, high) in BOUNDS[type(record)].items():
        number = getattr(record, name)
        if not low <= number <= high:
            tell(f"{under}{name}", f"must be {low:g} to {high:.12g}, not {number!r}")


def _check_agent(agent: str, tell: Tell) -> None:
    if not re.fullmatch(r"[\x20-\x7e]+", agent):
        tell("website.user_agent", "must be printable ASCII: it is sent as an HTTP header")
    elif not re.search(r"https?://|@", agent):
        tell("website.user_agent", "must hold a contact URL, like '(+https://…/about)'")


def _check_addresses(settings: Settings, tell: Tell) -> None:
    if settings.web.public_url and not re.match(r"https?://[^/\s]+", settings.web.public_url):
        tell("web.public_url", f"must start with https://, not {settings.web.public_url!r}")
    url = settings.store.url
    if url and not re.match(r"(sqlite|postgres(ql)?)(\+\w+)?://", url):
        tell("store.url", "must start with sqlite:/// or postgresql://")
    for number, host in enumerate(settings.website.opt_out):
        if not re.fullmatch(r"[\w-]+(\.[\w-]+)*(:\d+)?", host):
            tell(f"website.opt_out[{number}]", f"must be a host like 'www.ås.no', not {host!r}")


def masked(settings: Settings) -> dict[str, Any]:
    """Return all settings for printing, with MASK where a secret stands."""
    shown = asdict(settings)
    if settings.web.operator_token:
        shown["web"]["operator_token"] = MASK
    shown["store"]["url"] = _without_password(settings.store.url)
    return shown


def _without_password(url: str) -> str:
    """Return a database URL with its password masked, wherever a driver lets it stand.

    >>> _without_password("postgresql://anna:s3cret@db/kt?sslpassword=x&connect_timeout=3")
    'postgresql://anna:***@db/kt?sslpassword=***&connect_timeout=3'
    """
    # Greedy, as a password may hold "@" and "/": too much is masked rather than too little.
    url = re.sub(r"(://[^:/@]*):.*@", r"\1:***@", url)
    return re.sub(r"(?i)([?&][^=&]*pass[^=&]*=)[^&]*", r"\1***", url)
