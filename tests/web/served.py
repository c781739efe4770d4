"""Serves a dashboard on loopback, in a thread of its own, for a real browser."""

import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import anyio
from fastapi import FastAPI

from checker.model.settings import StoreSettings, WebSettings
from checker.store import Store, open_store
from checker.web.serving import listen, serving, url_of


@contextmanager
def served(
    folder: Path, fill: Callable[[Store], Awaitable[object]], make: Callable[[Store], FastAPI]
) -> Iterator[str]:
    """Give the address of a dashboard over a filled store, until the context ends."""
    ready, stop = threading.Event(), threading.Event()
    address: list[str] = []

    async def serve() -> None:
        async with open_store(folder, StoreSettings(), write=True) as store:
            await fill(store)
            door = listen(WebSettings(port=0))
            async with serving(make(store), door):
                address.append(url_of(door).rstrip("/"))
                ready.set()
                await anyio.to_thread.run_sync(stop.wait)

    thread = threading.Thread(target=anyio.run, args=(serve,))
    thread.start()
    try:
        assert ready.wait(timeout=30)
        yield address[0]
    finally:
        stop.set()
        thread.join(timeout=10)
