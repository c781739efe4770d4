"""Breaks pages the way servers, editors and networks do."""

import random

TAGS = (
    b"<table>", b"</td>", b"<a href='", b"<!--", b"<script>", b"</p></div>", b"<td rowspan=9>",
    b"&#xfffffff;", b"\0", b"\xff\xfe", b"<svg>", b"<template>", b"<li><ul>", b"\xc3",
)  # fmt: skip


def mutated(body: bytes, chance: random.Random) -> bytes:
    """Return a page as a broken server sends it: cut, doubled, swapped, with foreign tags."""
    made = bytearray(body)
    for _ in range(chance.randint(1, 8)):
        at, to = sorted(chance.randint(0, len(made)) for _ in range(2))
        match chance.randint(0, 5):
            case 0:
                del made[at:to]
            case 1:
                made[at:at] = made[at:to]
            case 2:
                del made[to:]
            case 3:
                made[at:at] = chance.choice(TAGS) * chance.randint(1, 4)
            case 4 if made:
                made[at % len(made)] = chance.randint(0, 255)
            case _:
                made[at:to] = made[at:to][::-1]
        del made[200_000:]
    return bytes(made)
