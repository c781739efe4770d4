"""Lays settings over settings, key by key, and remembers which file each value came from."""

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any, get_origin

from checker.config.mistakes import Mistakes, nearest
from checker.config.shape import hints
from checker.model.settings import Settings

PREFIX = "CHECKER__"
#: Stands where a message names a file.
ENVIRONMENT = "environment"

Tree = dict[str, Any]
_TRUTHS = {"yes": True, "on": True, "1": True, "no": False, "off": False, "0": False}


class Layers:
    """Settings as they pile up: shipped, the operator's, the environment's."""

    def __init__(self) -> None:
        #: The merged tables.
        self.content: Tree = {}
        self._origin: dict[str, str] = {}

    def lay(self, content: Mapping[str, Any], origin: str) -> None:
        """Put one file, or the environment, on top."""
        self._lay(self.content, content, "", origin)

    def origin(self, key: str) -> str:
        """Return who stated a dotted key, or what is above it."""
        while key and key not in self._origin:
            key = key[: max(key.rfind("."), key.rfind("["), 0)]
        return self._origin.get(key, "settings.toml")

    def _lay(self, onto: Tree, content: Mapping[str, Any], under: str, origin: str) -> None:
        for name, value in content.items():
            key = f"{under}{name}"
            if key == "plans" and value and isinstance(value, list):
                self._lay_plans(value, origin)
            elif isinstance(value, dict) and isinstance(onto.get(name), dict):
                self._lay(onto[name], value, f"{key}.", origin)
            elif isinstance(value, dict):
                onto[name] = {}
                self._origin[key] = origin
                self._lay(onto[name], value, f"{key}.", origin)
            else:
                onto[name] = value
                self._origin[key] = origin

    def _lay_plans(self, stated: list[Any], origin: str) -> None:
        """Change the plan of the same probe, or add one."""
        before = self.content.get("plans")
        plans: list[Any] = before if isinstance(before, list) else []
        self.content["plans"] = plans
        for plan in stated:
            if not isinstance(plan, dict):
                self._origin[f"plans[{len(plans)}]"] = origin
                plans.append(plan)
                continue
            probes = [old.get("probe") for old in plans if isinstance(old, dict)]
            probe = plan.get("probe")
            number = probes.index(probe) if probe in probes else len(plans)
            if number == len(plans):
                self._origin[f"plans[{number}]"] = origin
                plans.append({})
            self._lay(plans[number], plan, f"plans[{number}].", origin)


def variable(key: str) -> str:
    """Return the environment variable of a dotted key.

    >>> variable("web.port")
    'CHECKER__WEB__PORT'
    """
    return PREFIX + key.replace(".", "__").upper()


def all_keys(record: type = Settings, under: str = "") -> dict[str, Any]:
    """Return dotted key -> type of every setting; plans are one."""
    found: dict[str, Any] = {}
    for name, its_type in hints(record).items():
        if is_dataclass(its_type) and isinstance(its_type, type):
            found |= all_keys(its_type, f"{under}{name}.")
        else:
            found[f"{under}{name}"] = its_type
    return found


def from_environment(environ: Mapping[str, str], mistakes: Mistakes) -> Tree:
    """Return the settings among the variables, nested; unknown ones are mistakes.

    Lists are JSON or words with commas between; an empty variable states nothing, except text.
    """
    known = {variable(key): (key, its_type) for key, its_type in all_keys().items()}
    tree: Tree = {}
    for name, value in environ.items():
        if not name.upper().startswith(PREFIX):
            continue
        if name.upper() not in known:
            mistakes.tell(ENVIRONMENT, name, f"unknown setting; {nearest_variable(name, known)}")
            continue
        key, its_type = known[name.upper()]
        if value or its_type is str:
            *tables, last = key.split(".")
            table = tree
            for step in tables:
                table = table.setdefault(step, {})
            table[last] = value if its_type is str else _parsed(value, its_type)
    return tree


def nearest_variable(name: str, known: Mapping[str, object]) -> str:
    """Return the hint behind an unknown variable; the common prefix would make all alike."""
    shown = nearest(name.upper().removeprefix(PREFIX), [k.removeprefix(PREFIX) for k in known])
    return shown.replace("'", f"'{PREFIX}", 1) if shown.startswith("did") else shown


def _parsed(value: str, its_type: Any) -> Any:
    """Return what a variable says, or its text where it says nothing of that type."""
    text = value.strip()
    if its_type is bool and text.lower() in _TRUTHS:
        return _TRUTHS[text.lower()]
    try:
        return json.loads(text.lower() if its_type is bool else text)
    except json.JSONDecodeError:
        if get_origin(its_type) is tuple and not text.startswith(("[", "{")):
            return [part.strip() for part in text.split(",") if part.strip()]
        return value
