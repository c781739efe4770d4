"""robots.txt as RFC 9309 demands it: each rule that Google's public test-suite also checks.

The files and paths are our own; the behaviour is the standard's, with its section beside it. What
that suite holds beyond the RFC (a missing colon, index.html as its folder, lines over 16 kB) is
left out, or stands apart at the end as our own choice.
"""

import pytest

from probes._robots import CUT_FROM_BYTES, read_rules

AGENT = "ProveBot/1.0 (+https://prove.invalid/about)"
SITE = "https://prove.invalid"


def allowed(content: str | bytes, path: str, *, agent: str = AGENT) -> bool:
    body = content.encode() if isinstance(content, str) else content
    return read_rules(body, agent).objection(SITE + path) is None


def group(*lines: str, agent: str = "ProveBot") -> str:
    return "\n".join((f"User-agent: {agent}", *lines)) + "\n"


GROUPS = (  # 2.1, 2.2.1: rules of one name are joined, rules before any name are nobody's
    "Allow: /fritt/stoff/\n\nUser-agent: ProveBot\nDisallow: /\nAllow: /x/\n"
    "User-agent: AnnenBot\nDisallow: /\nAllow: /y/\n\n\nAllow: /w/\n"
    "User-agent: TredjeBot\n\nUser-agent: ProveBot\nAllow: /z/\nDisallow: /\n"
)


@pytest.mark.parametrize(
    ("agent", "path", "may"),
    [
        ("ProveBot", "/x/b", True),
        ("ProveBot", "/z/d", True),
        ("ProveBot", "/y/c", False),
        ("AnnenBot", "/y/c", True),
        ("AnnenBot", "/w/a", True),  # blank lines end nothing
        ("AnnenBot", "/z/d", False),
        ("TredjeBot", "/z/d", True),  # two names share one group
        ("ProveBot", "/fritt/stoff/", False),
        ("AnnenBot", "/fritt/stoff/", False),
        ("TredjeBot", "/fritt/stoff/", False),
        ("FjerdeBot", "/fritt/stoff/", True),
    ],
)
def test_groups(agent: str, path: str, may: bool) -> None:  # noqa: FBT001  the last column
    """Rules belong to the names right before them; what stands before any name is ignored."""
    assert allowed(GROUPS, path, agent=agent) is may


EVERYBODY = "User-agent: *\nAllow: /\nUser-agent: ProveBot\nDisallow: /\n"
OTHERS = "User-agent: A\nAllow: /\nUser-agent: B\nDisallow: /\nUser-agent: C\nDisallow: /\n"
OWN = "User-agent: *\nDisallow: /x/\nUser-agent: ProveBot\nDisallow: /y/\n"

AGENTS = [  # 2.2.1
    ("", "ProveBot", "/x/y", True),  # no rules
    (group("Disallow: /"), "", "/x/y", True),  # nobody asks
    (EVERYBODY, "ProveBot", "/x/y", False),  # our own group, not everybody's
    (EVERYBODY, "AnnenBot", "/x/y", True),
    (OTHERS, "FjerdeBot", "/x/y", True),  # no group at all
    (OWN, "ProveBot", "/x/page", True),  # everybody's rules are not ours as well
    (OWN, "ProveBot", "/y/page", False),
    (group("Disallow: /", agent="PROVEBOT"), "ProveBot", "/a", False),
    (group("Disallow: /", agent="provebot"), "ProveBot", "/a", False),
    (group("Disallow: /", agent="pRoVeBoT"), "provebot", "/a", False),
    (group("Disallow: /", agent="ProveBot/2.1"), "ProveBot", "/a", False),  # a version is no name
    (group("Disallow: /", agent="Prove"), "ProveBot", "/a", True),  # nor is a part of one
    (group("Disallow: /", agent="ProveBot-Images"), "ProveBot", "/a", True),
    (group("Disallow: /", agent="AProveBot"), "ProveBot", "/a", True),
    (group("Disallow: /", agent="*bot"), "ProveBot", "/a", True),  # only "*" alone is everybody
    (group("Disallow: /", agent="* # alle"), "ProveBot", "/a", False),
]


@pytest.mark.parametrize(("content", "agent", "path", "may"), AGENTS)
def test_agents(content: str, agent: str, path: str, may: bool) -> None:  # noqa: FBT001
    """The group that names us binds us; else the one for everybody; else nothing."""
    assert allowed(content, path, agent=agent) is may


@pytest.mark.parametrize("agent", ["USER-AGENT", "user-agent", "uSeR-aGeNt"])
@pytest.mark.parametrize(("allow", "disallow"), [("ALLOW", "DISALLOW"), ("aLlOw", "dIsAlLoW")])
def test_names_of_lines(agent: str, allow: str, disallow: str) -> None:
    """The names of lines have no case (2.2)."""
    content = f"{agent}: ProveBot\n{allow}: /x/\n{disallow}: /\n"
    assert allowed(content, "/x/y")
    assert not allowed(content, "/a/b")


MATCHES = [  # 2.2.2: rules, path, may it be read
    (["Disallow: /x/"], "/x/y", False),
    (["Disallow: /X/"], "/x/y", True),  # paths have case
    (["Disallow: /x/side.html", "Allow: /x/"], "/x/side.html", False),  # the longest wins
    (["Allow: /x/side.html", "Disallow: /x/"], "/x/side.html", True),
    (["Allow: /x/side.html", "Disallow: /x/"], "/x/", False),
    (["Disallow:", "Allow:"], "/x/side.html", True),  # an empty rule says nothing
    (["Disallow: /", "Allow: /"], "/x/side.html", True),  # the kinder of two as long
    (["Disallow: /x/side.html", "Allow: /x/side.html"], "/x/side.html", True),
    (["Disallow: /x", "Allow: /x/"], "/x", False),
    (["Disallow: /x", "Allow: /x/"], "/x/", True),
    (["Allow: /side", "Disallow: /*.html"], "/side.html", False),  # longer with its wildcard
    (["Allow: /side", "Disallow: /*.html"], "/side", True),
    (["Allow: /x/side.", "Disallow: /*.html"], "/x/side.html", True),
    (["Allow: /x/side.", "Disallow: /*.html"], "/x/y.html", False),
    (["Allow: /p", "Disallow: /"], "/pris", True),
    (["Allow: /mappe", "Disallow: /mappe"], "/mappe/pris", True),
    (["Allow: /pris", "Disallow: /*.htm"], "/pris.htm", False),
    (["Allow: /$", "Disallow: /"], "/", True),
    (["Allow: /$", "Disallow: /"], "/pris.html", False),
]

ENCODED = [  # 2.2.2: both sides percent-encoded alike before they are compared
    (["Disallow: /", "Allow: /a/b?q=t&u=http://c.no?d&e"], "/a/b?q=t&u=http://c.no?d&e", True),
    (["Disallow: /", "Allow: /a/blå"], "/a/bl%C3%A5", True),
    (["Disallow: /", "Allow: /a/bl%C3%A5"], "/a/bl%C3%A5", True),
    (["Disallow: /", "Allow: /a/bl%c3%a5"], "/a/bl%C3%A5", True),
    (["Disallow: /", "Allow: /a/%62%61%7A"], "/a/%62%61%7A", True),
    (["Disallow: /", "Allow: /a/%62%61%7A"], "/a/baz", True),  # unreserved: the same octet
    (["Disallow: /a%2Fb"], "/a/b", True),  # reserved: another
    (["Disallow: /a%2Fb"], "/a%2fb", False),
    (["Disallow: /pris%2A"], "/pris*", False),  # 2.2.3: a literal "*" is written encoded
    (["Disallow: /pris%2A"], "/prisliste", True),
    (["Disallow: /pris%24"], "/pris$", False),
]

SPECIAL = [  # 2.2.3: "#" "$" "*"
    (["Disallow: /a/b/quz", "Allow: /a/*/qux"], "/a/b/quz", False),
    (["Disallow: /a/b/quz", "Allow: /a/*/qux"], "/a/quz", True),
    (["Disallow: /a/b/quz", "Allow: /a/*/qux"], "/a//quz", True),
    (["Disallow: /a/b/quz", "Allow: /a/*/qux"], "/a/bax/quz", True),
    (["Disallow: /a/b$", "Allow: /a/b/qux"], "/a/b", False),
    (["Disallow: /a/b$", "Allow: /a/b/qux"], "/a/b/qux", True),
    (["Disallow: /a/b$", "Allow: /a/b/qux"], "/a/b/", True),
    (["Disallow: /a/b$", "Allow: /a/b/qux"], "/a/b/baz", True),
    (["# Disallow: /", "Disallow: /a/quz#qux", "Allow: /"], "/a/b", True),
    (["# Disallow: /", "Disallow: /a/quz#qux", "Allow: /"], "/a/quz", False),
]

PATHS = {  # 2.2.2 and 2.2.3: a rule that allows, what it opens and what stays shut
    "/fisk": (
        "/fisk /fisk.html /fisk/laks.html /fiskehoder /fiskehoder/a.html /fisk.html?id=x",
        "/Fisk.asp /steinfisk /?id=fisk /bar",
    ),
    "/fisk*": (
        "/fisk /fisk.html /fisk/laks.html /fiskehoder /fisk.html?id=x",
        "/Fisk.bar /steinfisk /?id=fisk /bar",
    ),
    "/fisk/": (
        "/fisk/ /fisk/laks /fisk/?laks /fisk/laks.html /fisk/?id=x",
        "/fisk /fisk.html /Fisk/Laks.html /bar",
    ),
    "/*.php": (
        "/fil.php /mappe/fil.php /mappe/fil.php?x //mappe/a.php.fil.html /fil.php/ /i?f=fil.php/",
        "/php/ /i?php /vindu.PHP /bar",
    ),
    "/*.php$": (
        "/fil.php /mappe/fil.php",
        "/fil.php?x /fil.php/ /fil.php5 /php/ /fil?php /aaaphpaaa //vindu.PHP /bar",
    ),
    "/fisk*.php": ("/fisk.php /fiskehoder/steinfisk.php?x", "/Fisk.PHP /bar"),
}
OPENED = [
    (["Disallow: /", f"Allow: {rule}"], path, may)
    for rule, columns in PATHS.items()
    for may, paths in zip((True, False), columns, strict=True)
    for path in paths.split()
]


@pytest.mark.parametrize(("rules", "path", "may"), [*MATCHES, *ENCODED, *SPECIAL, *OPENED])
def test_matches(rules: list[str], path: str, may: bool) -> None:  # noqa: FBT001
    """The rule with the most octets decides, compared octet by octet, with "*" and "$"."""
    assert allowed(group(*rules), path) is may


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "end"])
def test_line_ends(end: str, last: str) -> None:
    """Three line ends are known, the last may be missing, and they may be mixed (2.2)."""
    lines = ["User-agent: ProveBot", "Allow: /x", "User-agent: AnnenBot", "", "", "Disallow: /"]
    content = end.join(lines) + (end if last else "")
    assert allowed(content, "/a")
    assert not allowed(content, "/a", agent="AnnenBot")
    assert not allowed(content.replace(end, "\n", 2), "/a", agent="AnnenBot")


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\x0b", "\x0c"])
def test_no_line_end(separator: str) -> None:
    """What else a language calls a line end is a part of the path."""
    content = group(f"Disallow: /a{separator}Disallow: /b")
    assert allowed(content, "/b")
    assert allowed(content, "/a")


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xef\xbb", b"\xef"])
def test_byte_order_mark(mark: bytes) -> None:
    """A byte order mark, or half of one, does not hide the first line."""
    assert not allowed(mark + group("Disallow: /").encode(), "/a")


def test_broken_mark() -> None:
    """Other bytes spoil the line they stand in; so does a mark that does not come first."""
    assert allowed(b"\xef\x11\xbf" + group("Disallow: /").encode(), "/a")
    assert allowed(b"User-agent: ProveBot\n\xef\xbb\xbfDisallow: /\n", "/a")


@pytest.mark.parametrize("line", ["Sitemap: https://prove.invalid/s.xml", "Clean-param: a", "x: y"])
def test_other_lines(line: str) -> None:
    """A line that is no rule ends no group (2.2.4)."""
    content = f"User-agent: ProveBot\n{line}\nUser-agent: AnnenBot\n{line}\nDisallow: /\n"
    assert not allowed(content, "/a")
    assert not allowed(content, "/a", agent="AnnenBot")


def test_sitemap_anywhere() -> None:
    """A sitemap is named before, between or behind groups (2.2.4)."""
    rules, line = group("Allow: /a"), "Sitemap: https://prove.invalid/s.xml\n"
    for content in (line + rules, rules + "\n\n" + line, rules + line + rules):
        assert read_rules(content.encode(), AGENT).sitemaps == ("https://prove.invalid/s.xml",)


def test_our_choice() -> None:
    """Crawl-delay ends a group, as those who write it mean; a colon may be missing."""
    meant = "User-agent: *\nCrawl-delay: 5\n\nUser-agent: AnnenBot\nDisallow: /\n"
    assert allowed(meant, "/a")
    assert not allowed("User-agent ProveBot\nDisallow /\n", "/a")


def test_cut() -> None:
    """Of a huge file the whole lines before the cut count: half a path forbids nothing (2.5)."""
    huge = group("Disallow: /internt", *["# " + "x" * 97] * 5_300)
    cut = huge[: huge.index("# x", CUT_FROM_BYTES)] + "Disallow: /"
    assert not allowed(cut, "/internt")
    assert allowed(cut, "/pris")
    assert not allowed(cut + "\n", "/pris")
