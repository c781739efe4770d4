"""`checker demo`: the embedded country, the real daemon, the dashboard; nothing stays behind."""

import sys
import tempfile
import webbrowser
from functools import partial
from pathlib import Path

import anyio
from anyio import to_thread
from rich.console import Console

from checker.app.parts import build
from checker.app.service import Started, run_service
from checker.demo.towns import towns, write_country
from checker.errors import PortTaken
from checker.log import configure


def show_demo(*, port: int, browser: bool) -> int:
    """Run the demo until Ctrl-C; return the exit code."""
    configure("console", level=40)
    anyio.run(partial(_demo, port, browser=browser))
    return 0


async def _demo(port: int, *, browser: bool) -> None:
    console = Console(stderr=True, highlight=False)
    with tempfile.TemporaryDirectory(prefix="checker-demo-") as name:
        folder = Path(name)
        async with towns() as ports:
            write_country(folder / "config", ports)
            house = build(folder / "config", folder / "state", allow_loopback=True)
            console.print(
                f"{len(house.catalog.country.municipalities)} towns on loopback; "
                "the daemon visits them now and again every minute."
            )

            async def started(now: Started) -> None:
                console.print(f"Dashboard: [bold link={now.url}]{now.url}[/]  (Ctrl-C ends all)")
                if browser and sys.stdout.isatty():
                    await to_thread.run_sync(webbrowser.open, now.url)

            def progress(code: str, sentence: str) -> None:
                shown = f"  {code}  {sentence}"
                console.print(shown, markup=False, overflow="ellipsis", no_wrap=True)

            async def run(at: int) -> None:
                await run_service(house, port=at, progress=progress, started=started)

            try:
                await run(port)
            except PortTaken:
                console.print(f"Port {port} is busy; taking a free one.")
                await run(0)
    console.print("The demo has ended; nothing is left behind.")
