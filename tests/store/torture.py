"""A program to be killed: each line on stdin starts a child that stores as fast as it can.

It tells on stdout what the store has acknowledged, one line each: "kept RUN DIGEST",
"leased RUN", "done RUN". The children are forked, so that none waits for imports.
"""

import os
import sys
from pathlib import Path

import anyio
from store.samples import START, found, page, seen

from checker.model.settings import StoreSettings
from checker.store import Store, open_store


def say(*words: object) -> None:
    os.write(1, (" ".join(str(word) for word in words) + "\n").encode())  # whole or not at all


async def work(state: Path) -> None:
    async with open_store(state, StoreSettings(), write=True) as store:
        await store.ledger.adopt(now=START, attempts=1_000_000)
        say("open", os.getpid())
        number = 0
        while True:
            number += 1
            await store.ledger.enqueue("website", "9901", f"{os.getpid()}/{number}", due_at=START)
            await visit(store)


async def visit(store: Store) -> None:
    run = await store.ledger.lease("w", now=START, lease_s=60)
    assert run is not None
    say("leased", run.id)
    digests = []
    for _ in range(3):
        digests.append(await store.results.keep(run, page(os.urandom(20_000))))
        say("kept", run.id, digests[-1])
    await store.results.record(run, seen(1, evidence=tuple(digests)), [found()], revision="r1")
    say("done", run.id)


def main() -> None:
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            anyio.run(work, Path(sys.argv[1]))
        os.waitpid(child, 0)
        say("dead", child)


if __name__ == "__main__":
    main()
