"""The card that a running daemon leaves in its state folder, and whether it still answers."""

import json
import os
from dataclasses import dataclass, field
from typing import Literal

import httpx

from checker.app.parts import House
from checker.errors import UsageError

#: In the state folder: where the running daemon is, and the token of the command line.
CARD = "daemon.json"
#: How long, in seconds, a daemon may take to say that it lives.
HEALTH_S = 3.0


@dataclass(frozen=True, slots=True)
class Card:
    """Where a daemon that runs is, and how its command line proves to be that."""

    pid: int
    url: str
    token: str = field(repr=False)


def find_card(house: House) -> Card | None:
    """Return where the running daemon is, or None; a card without its process is old.

    Raises:
        UsageError: it is another user's.
    """
    try:
        content = json.loads((house.state / CARD).read_text(encoding="utf-8"))
        card = Card(int(content["pid"]), str(content["url"]), str(content["token"]))
        os.kill(card.pid, 0)
    except PermissionError as error:
        raise UsageError(
            f"the daemon of {house.state} belongs to another user: ask as that user, "
            "or on its dashboard"
        ) from error
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None
    return card


def health(card: Card | None) -> Literal["running", "does not answer", "stopped"]:
    """Tell how the daemon of a card is."""
    if card is None:
        return "stopped"
    try:
        answer = httpx.get(f"{card.url}healthz", trust_env=False, timeout=HEALTH_S)
    except httpx.TimeoutException:
        return "does not answer"
    except (httpx.HTTPError, httpx.InvalidURL):  # its pid is another program's by now
        return "stopped"
    return "running" if "tick_age_s" in answer.text else "stopped"
