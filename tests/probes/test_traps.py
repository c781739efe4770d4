"""Sites without end: each is left after a sample, and every real page is read all the same.

A small server makes up each trap beside a real town; what was asked stands in its log.
"""

import hashlib
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from anyio.abc import ByteStream
from hypothesis import given
from hypothesis import strategies as st
from servers import Asked, Served, reply, town_hall
from visits import FEE, HOURS, SFO, Seen, look

from probes._traps import is_trap, nonsense, pattern, places

#: No trap may cost a site more requests.
MOST = 30

LOREM = (
    *("aske", "bjelke", "dis", "eng", "furu", "gard", "hage", "is", "jorde", "kai"),
    *("li", "myr", "nes", "odde", "pil", "rev", "sand", "tun", "ur", "vik"),
)

#: A town of real pages, none of them a trap: path -> what a link to it says.
REAL = {
    "/oppvekst": "Barn og skole",
    "/oppvekst/sfo": "SFO",
    "/oppvekst/sfo/priser": "Priser i SFO",
    "/oppvekst/skole": "Skolene våre",
    "/bygg": "Bygg og bolig",
    "/bygg/garasje": "Byggesak for garasje",
    "/bygg/gebyr": "Gebyr i byggesak",
    "/om": "Om kommunen",
    "/om/kontakt": "Kontakt rådhuset",
    "/om/historie": "Bygda før og nå",
}


def a(uri: str, words: str) -> str:
    return f'<li><a href="{uri}">{words}</a></li>'


def menu(mark: str = "") -> str:
    tops = [path for path in REAL if path.count("/") == 1]
    return "<nav><ul>" + "".join(a(path + mark, REAL[path]) for path in tops) + "</ul></nav>"


def real_page(path: str, extra: str = "", mark: str = "") -> str:
    below = [one for one in REAL if one.rpartition("/")[0] == path]
    links = "".join(a(one + mark, REAL[one]) for one in below)
    told = " ".join(f"{REAL[path]} {number} {word}" for number, word in enumerate(LOREM))
    body = f"<main><h1>{REAL[path]}</h1><p>{told}</p><ul>{links}</ul>{extra}</main>"
    return f"<html><title>{REAL[path]}</title><body>{menu(mark)}{body}"


def words_of(seed: str, count: int = 6) -> list[str]:
    """Words that seem random and are the same each time."""
    digest = hashlib.blake2b(seed.encode(), digest_size=count).digest()
    return [LOREM[byte % len(LOREM)] for byte in digest]


def prose(seed: str) -> str:
    return " ".join(" ".join(words_of(f"{seed}{number}")) for number in range(12))


def framed(title: str, content: str) -> str:
    return f"<html><title>{title}</title><body>{menu()}<main><h1>{title}</h1>{content}</main>"


#: A trap: its door on the home page, and what an address in it shows; None: not its address.
Trap = tuple[str, Callable[[str, int], str | None]]


def calendar(path: str, asked: int) -> str | None:
    parts = urlsplit(path)
    if parts.path != "/kalender":
        return None
    given = dict(parse_qsl(parts.query))
    month = int(given.get("month", "0")) + 12 * int(given.get("year", "2026"))
    days = "".join(
        a(f"/kalender?year={month // 12}&month={month % 12}&day={day}", f"SFO {day}.")
        for day in range(1, 29)
    )
    steps = [month - 1, month + 1]
    turn = "".join(a(f"/kalender?year={one // 12}&month={one % 12}", "Neste") for one in steps)
    return framed(f"Måned {month}", f"{prose(path)}<ul>{days}{turn}</ul>{asked}")


NAMES_OF_MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august")


def named_months(path: str, _asked: int) -> str | None:
    if not path.startswith("/hendingar"):
        return None
    year = int(path.split("/")[2]) if path.count("/") > 1 else 2026
    months = "".join(a(f"/hendingar/{year}/{name}", f"{name} {year}") for name in NAMES_OF_MONTHS)
    days = "".join(a(f"{path}/{day}", f"Skole {day}") for day in range(1, 20))
    years = a(f"/hendingar/{year + 1}", "Neste år") + a(f"/hendingar/{year - 1}", "Førre år")
    return framed(path, f"{prose(path)}<ul>{months}{days if path.count('/') < 5 else ''}{years}")


def facets(path: str, _asked: int) -> str | None:
    parts = urlsplit(path)
    if parts.path != "/tjenester":
        return None
    chosen = parse_qsl(parts.query)
    links = "".join(
        a(
            "/tjenester?" + "&".join(f"{k}={v}" for k, v in [*chosen, (name, word)]),
            f"Skole {name} {word}",
        )
        for name in ("tema", "type", "sted", "sorter", "side")
        for word in LOREM[:6]
        if len(chosen) < 6
    )
    return framed("Tjenester", f"{prose(path)}<ul>{links}")


def facet_paths(path: str, _asked: int) -> str | None:
    if not path.startswith("/finn"):
        return None
    links = "".join(a(f"{path}/{word}", f"Pris {word}") for word in LOREM[:8])
    return framed("Finn", f"{prose(path)}<ul>{links}")


def pages_of_news(path: str, _asked: int) -> str | None:
    parts = urlsplit(path)
    if parts.path != "/nyheter":
        return None
    number = int(dict(parse_qsl(parts.query)).get("side", "1"))
    links = "".join(a(f"/nyheter?side={number + step}", f"{number + step}") for step in range(9))
    return framed("Nyheter", f"{prose(path)}<ul>{links}")


def relative(path: str, _asked: int) -> str | None:
    if not path.startswith("/skole/"):
        return None
    return framed("Skole", f"Velkommen til skolen vår. {prose('x')}<ul>{a('sfo/', 'SFO')}")


def deeper(path: str, _asked: int) -> str | None:
    if not path.startswith("/arkiv"):
        return None
    links = "".join(a(f"{path.rstrip('/')}/{word}", word) for word in words_of(path, 4))
    return framed("Arkiv", f"{prose(path)}<ul>{links}")


def pool(path: str, _asked: int) -> str | None:
    if not path.startswith("/samling"):
        return None
    names = ["-".join(words_of(f"{path}{number}", 3)) for number in range(10)]
    links = "".join(a(f"/samling/{name}", name.replace("-", " ")) for name in names)
    return framed("Samling", f"{prose(path)}<ul>{links}")


def tempting_pool(path: str, _asked: int) -> str | None:
    if not path.startswith("/utvalg"):
        return None
    names = ["-".join(words_of(f"{path}{number}", 3)) for number in range(8)]
    links = "".join(a(f"/utvalg/{name}", f"SFO pris {name.replace('-', ' ')}") for name in names)
    return framed("Utvalg", f"{prose(path)}<ul>{links}")


def numbered(path: str, _asked: int) -> str | None:
    if not path.startswith("/sak/"):
        return None
    number = int("".join(one for one in path if one.isdigit()) or 0)
    links = "".join(a(f"/sak/{number * 3 + step}", "Byggesak") for step in range(8))
    return framed(f"Sak {number}", f"{prose(path)}<ul>{links}")


def hashed(path: str, _asked: int) -> str | None:
    if not path.startswith("/dok/"):
        return None
    names = [hashlib.md5(f"{path}{one}".encode()).hexdigest() for one in range(9)]  # noqa: S324
    links = "".join(a(f"/dok/{name}", "Gebyr") for name in names)
    return framed("Dokument", f"{prose(path)}<ul>{links}")


def sorted_tables(path: str, _asked: int) -> str | None:
    parts = urlsplit(path)
    if parts.path != "/om/ansvar" and not (parts.path in REAL and parts.query):
        return None
    links = "".join(
        a(f"{parts.path}?sort={name}&dir={way}&vis={size}", f"SFO {name}")
        for name in ("navn", "pris", "sted", "dato")
        for way in ("asc", "desc")
        for size in (10, 20, 50, 100)
    )
    told = framed("Ansvar", f"{prose('ansvar')}<ul>{links}")
    return told if parts.path == "/om/ansvar" else real_page(parts.path, f"<ul>{links}</ul>")


def soft_404(path: str, asked: int) -> str | None:
    if path in REAL or path in {"/", "/robots.txt", "/sitemap.xml"}:
        return None
    links = "".join(a(f"{path.rstrip('/')}/{word}", f"SFO {word}") for word in LOREM[:9])
    return framed("Siden finnes ikke", f"<p>Vi fant ikke {path}, nr. {asked}.</p><ul>{links}")


TRAPS: dict[str, Trap] = {
    "calendar": ("/kalender", calendar),
    "named months": ("/hendingar", named_months),
    "facets": ("/tjenester", facets),
    "facets in the path": ("/finn", facet_paths),
    "pages of news": ("/nyheter", pages_of_news),
    "relative links": ("/skole/", relative),
    "ever deeper": ("/arkiv", deeper),
    "spider pool": ("/samling", pool),
    "tempting spider pool": ("/utvalg", tempting_pool),
    "numbers": ("/sak/1", numbered),
    "hashes": ("/dok/a", hashed),
    "sorted tables": ("/om/ansvar", sorted_tables),
    "soft 404": ("/borte", soft_404),
}


async def visited(
    answer_to: Callable[[str, int], str | None], door: str = ""
) -> tuple[Seen, Served]:
    """Visit the town; `answer_to` is asked before the real pages, and may leave it to them."""

    async def answer(stream: ByteStream, asked: Asked) -> None:
        path = asked.path
        shown = answer_to(path, len(served.asked))
        if shown is None and path == "/":
            links = a(door, "Skole, SFO og mer") if door else ""
            shown = f"<html><title>Prøve</title><body>{menu()}<ul>{links}</ul>Velkommen"
        if shown is None and path in REAL:
            shown = real_page(path)
        await stream.send(reply("", "404 Not Found") if shown is None else reply(shown))

    async with town_hall(answer) as served:
        seen = await look(served.uri, (SFO, FEE, HOURS))
    return seen, served


@pytest.mark.parametrize("name", TRAPS)
async def test_traps(name: str) -> None:
    """No trap costs its site more than thirty requests, and none hides a real page."""
    door, trap = TRAPS[name]
    seen, served = await visited(trap, door)
    assert set(REAL) <= set(seen.paths)
    fallen = [
        path for path in served.paths if path not in {"/", "/robots.txt", "/sitemap.xml", *REAL}
    ]
    assert 1 <= len(fallen) <= MOST, fallen
    assert not any("stopped" in note for note in seen.visit.notes)


@pytest.mark.parametrize(
    "mark",
    [
        "?PHPSESSID={}ab12",
        ";jsessionid={}FF09",
        "?besok={}",
        "?a=1&sid={}9f8e7d6c5b4a39281706",
        "?utm_source=meny{}",
        "?print={}",
    ],
)
async def test_visitors_numbers(mark: str) -> None:
    """A number that changes with each answer does not multiply the site."""

    def answer(path: str, asked: int) -> str | None:
        bare = path.partition("?")[0].partition(";")[0]
        told = mark.format(asked)
        if bare == "/":
            return f"<html><title>Prøve</title><body>{menu(told)}Velkommen"
        return real_page(bare, mark=told) if bare in REAL else None

    seen, served = await visited(answer)
    assert {path.partition("?")[0].partition(";")[0] for path in seen.paths} >= set(REAL)
    assert len(served.paths) <= len(REAL) + MOST


async def test_letters() -> None:
    """A server that knows no letter case, linked in every way, is read about once."""

    def answer(path: str, _asked: int) -> str | None:
        low = path.lower()
        links = "".join(a(one.title(), REAL[one]) + a(one.upper(), REAL[one]) for one in REAL)
        if low == "/":
            return f"<html><title>Prøve</title><body>{menu()}{links}"
        return real_page(low, links) if low in REAL else None

    seen, served = await visited(answer)
    assert {path.lower() for path in seen.paths} >= set(REAL)
    assert len(served.paths) <= 1.5 * len(REAL) + 3


async def test_soft_404_is_no_page() -> None:
    """What only says that it is not there is no evidence, and is told once."""
    seen, _ = await visited(soft_404, "/borte")
    assert sum(path.startswith("/borte") for path in seen.paths) <= 1
    assert sum("404" in note for note in seen.visit.notes) == 1


async def test_redirects_to_home() -> None:
    """Dead links that lead home are no pages, whatever they promise."""
    dead = [f"/gammel/{name}" for name in LOREM]

    def answer(path: str, _asked: int) -> str | None:
        return (
            real_page(path, "".join(a(one, f"SFO {one}") for one in dead)) if path in REAL else None
        )

    async def serve(stream: ByteStream, asked: Asked) -> None:
        shown = answer(asked.path, 0)
        if asked.path in {"/robots.txt", "/sitemap.xml"}:
            await stream.send(reply("", "404 X"))
        elif asked.path == "/":
            await stream.send(reply(f"<html><title>Prøve</title><body>{menu()}Velkommen"))
        elif shown is None:
            await stream.send(reply("", "302 X", headers={"Location": "/"}))
        else:
            await stream.send(reply(shown))

    async with town_hall(serve) as served:
        seen = await look(served.uri, (SFO, FEE, HOURS))
    assert set(seen.paths) == {"/", *REAL}


async def test_site_named_by_numbers() -> None:
    """A site whose pages all have numbers for names is read, not sampled."""
    titles = [f"{word} for {kind}" for kind in ("SFO", "byggesak", "rådhus") for word in LOREM]

    def answer(path: str, _asked: int) -> str | None:
        number = path.removeprefix("/?id=")
        listed = "".join(a(f"/?id={one}", title) for one, title in enumerate(titles))
        if path == "/":
            return f"<html><title>Prøve</title><body><ul>{listed}</ul>"
        if number.isdigit() and int(number) < len(titles):
            return f"<html><title>{titles[int(number)]}</title><body>{prose(number)}"
        return None

    seen, served = await visited(answer)
    assert len({path for path in served.paths if "id=" in path}) >= len(titles)
    assert len(seen.evidence) == len(titles) + 1


async def test_large_folder() -> None:
    """A folder with a hundred real pages is read: it says 404 for a name that nobody made."""
    names = [f"/tjenester/{one}-{other}" for one in LOREM[:10] for other in LOREM[10:]]

    def answer(path: str, _asked: int) -> str | None:
        if path == "/tjenester":
            links = "".join(a(name, f"SFO {name}") for name in names)
            return framed("Tjenester", f"<ul>{links}</ul>")
        return framed(path, prose(path)) if path in names else None

    seen, _ = await visited(answer, "/tjenester")
    assert set(names) <= set(seen.paths)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/kalender/2026/3", "/kalender/2025/11"),
        ("/kalender/2026/mars", "/kalender/2026/oktober"),
        ("/dok/9f8e7d6c5b4a", "/dok/0123456789ab"),
        ("/dok/3f2504e0-4f89-11d3-9a0c-0305e82c3301", "/dok/6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
        ("/a?id=3&q=x", "/a?q=y&id=4"),
        ("/a/b/a/b", "/a/b"),
        ("/x/1/2/3", "/x/1/2"),
    ],
)
def test_one_pattern(one: str, other: str) -> None:
    """Numbers, dates, machine-made names, values and repetition do not make a pattern."""
    assert pattern(f"https://x.no{one}") == pattern(f"https://x.no{other}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/barnehage", "/skole"),
        ("/a?id=3", "/a?nr=3"),
        ("/mai-feiring", "/jul-feiring"),
        ("/facade", "/decade"),
        ("/sfo-priser", "/sfo-tider"),
    ],
)
def test_two_patterns(one: str, other: str) -> None:
    """Words do, also those that could be hexadecimal numbers."""
    assert pattern(f"https://x.no{one}") != pattern(f"https://x.no{other}")


@given(st.text("/abc019-_.?&=%å;(", max_size=60), st.floats(0, 0.999))
def test_any_address(path: str, chance: float) -> None:
    """Every address has its places and a neighbour that nobody made, on the same host."""
    uri = f"https://x.no/{path}"
    assert places(uri)[0] == pattern(uri)
    for place in places(uri):
        made_up = nonsense(uri, place, lambda: chance)
        assert urlsplit(made_up).netloc == "x.no"
        assert isinstance(is_trap(made_up), bool)
