"""The kinds of probes: found by themselves, opened with the same tools."""

import importlib
import pkgutil
import random
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from types import ModuleType

import anyio

import probes
from checker.app.parts import House, clock
from checker.errors import UsageError
from checker.model.probe import Probe, Progress, Tools
from checker.reading import Reader


def find_probes() -> Mapping[str, ModuleType]:
    """Return the modules of `probes` by their KIND; a new module there is found by itself.

    Raises:
        UsageError: two modules have the same KIND.
    """
    kinds: dict[str, ModuleType] = {}
    for module_info in pkgutil.iter_modules(probes.__path__):
        if module_info.name.startswith("_"):
            continue
        module = importlib.import_module(f"probes.{module_info.name}")
        if module.KIND in kinds:
            raise UsageError(f"two probes are called {module.KIND}")
        kinds[module.KIND] = module
    return kinds


def check_kind(kind: str) -> None:
    """Raise UsageError when there is no such kind of probe."""
    kinds = find_probes()
    if kind not in kinds:
        raise UsageError(f"no such probe: {kind}; one of {', '.join(sorted(kinds))}")


@asynccontextmanager
async def open_probes(
    house: House, reader: Reader, *, progress: Progress
) -> AsyncIterator[Mapping[str, Probe]]:
    """Open every kind of probe and close them all at the end."""
    tools = Tools(
        settings=house.settings,
        read=reader.links,
        clock=clock,
        sleep=anyio.sleep,
        random=random.random,
        progress=progress,
    )
    async with AsyncExitStack() as stack:
        yield {
            kind: await stack.enter_async_context(module.create(tools))
            for kind, module in find_probes().items()
        }
