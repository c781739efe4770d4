"""Shows how visits go: a moving line on a terminal, nothing where nobody watches."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from checker.model.catalog import Municipality


class Watcher:
    """Hears of every page and says on standard error how far it has come."""

    def __init__(self, total: int) -> None:
        """Expect so many municipalities."""
        self._progress = Progress(
            SpinnerColumn(),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TextColumn("{task.description}", markup=False),
            console=Console(stderr=True),
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self._task = self._progress.add_task("", total=total)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def tell(self, code: str, sentence: str) -> None:
        """Show the newest sentence of any municipality."""
        room = max(20, self._progress.console.width - 45)
        self._progress.update(self._task, description=f"{code}: {sentence}"[:room])

    def done(self, municipality: Municipality) -> None:
        """Count a municipality as finished."""
        self._progress.update(self._task, advance=1, description=municipality.name)
