"""E-mail addresses in a text, also disguised ones; those of persons are told apart."""

import re
from collections.abc import Iterator

from checker.model.evidence import Text

_LOCAL = r"[^\W_][\w.+&'-]{0,63}"
_LABEL = r"[^\W_](?:[\w-]{0,62}[^\W_])?"
_AT = (
    r"(?:@|\s?[\[({<]\s?(?:at|a|@|alfa|alfakr[øo]ll|kr[øo]llalfa|snabel-?a)\s?[\])}>]\s?"
    r"|\s@\s?|@\s)"
)
_DOT = r"(?:\.|\s?[\[({]\s?(?:dot|punktum|\.)\s?[\])}]\s?)"
_ADDRESS = re.compile(
    rf"(?<![\w.@/])(?P<local>{_LOCAL})(?P<at>{_AT})(?P<domain>{_LABEL}(?:{_DOT}{_LABEL})+)",
    re.IGNORECASE,
)
_WRITTEN_DOT = re.compile(_DOT, re.IGNORECASE)
_TOP = re.compile(r"[a-zæøåäö]{2,24}|xn--[a-z0-9-]+")
_FILE_ENDINGS = frozenset({"png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js"})

#: Parts of the names of mailboxes that an office has, not a person; long enough to be no part
#: of a person's name.
_OFFICE_PARTS = (
    "postmott", "service", "kontor", "bibliotek", "folkebibl", "skole", "skule", "barnehage",
    "barnehag", "helse", "bygg", "teknisk", "renovasjon", "kultur", "kontakt", "firma", "kunde",
    "faktura", "regnskap", "økonomi", "okonomi", "personvern", "ombud", "legevakt", "barnevern",
    "sentral", "kommune", "tilsyn", "brann", "idrett", "svømme", "svomme", "ungdom", "frivillig",
    "flyktning", "bolig", "bustad", "eiendom", "eigedom", "landbruk", "miljø", "miljo", "næring",
    "naering", "oppvekst", "omsorg", "sykehjem", "sjukeheim", "tildeling", "redaksjon", "support",
    "noreply", "museum", "resepsjon", "booking", "utleie", "aktivitet", "senter", "avdeling",
    "enhet", "eining", "tjeneste", "teneste", "office", "contact", "reception", "library",
    "school", "innbygg", "forvaltning", "vannverk", "vassverk", "arkiv", "politisk", "sekretariat",
    "beredskap", "varsling", "kundtj", "forskol", "förskol", "skola", "utbildning", "namnd",
    "nämnd", "kansli", "socialtj", "stadsbygg", "bygglov", "elevhals", "registrator", "turist",
    "rekrutter", "jobb", "gjenvinning", "avfall", "søknad",
    "familie", "krise", "rådhus", "radhus", "klage", "saksbehandling", "feier", "nettside",
)  # fmt: skip
_OFFICE_NAMES = frozenset(
    {
        "post", "info", "plan", "sfo", "aks", "nav", "ppt", "pp", "vann", "vatn", "avløp", "avlop",
        "vei", "veg", "va", "drift", "lønn", "lonn", "skatt", "lege", "hjelp", "vakt", "park",
        "hall", "bad", "kino", "havn", "valg", "val", "web", "it", "ikt", "hr", "stab", "team",
        "mail", "epost", "e-post", "admin", "torg", "bhg", "bib", "biblio", "kulturskole", "media",
        "presse", "legal", "dpo", "help", "hello", "hei", "kurs", "salg", "hms", "landbruk",
        "geodata", "kart", "oppmåling", "oppmaling", "sak", "barn", "unge", "voksen", "psykisk",
        "rus", "gjeld", "bok", "mottak", "no", "nord", "sør", "sor", "øst", "ost", "vest",
        "legesenter", "ungdomsråd", "byggesak", "landbrukskontor", "ok", "svar",
    }
)  # fmt: skip
_PERSON = re.compile(
    r"[a-zæøåäöéü]+(?:-[a-zæøåäöéü]+)?(?:[._][a-zæøåäöéü]+(?:-[a-zæøåäöéü]+)?)+\d?"
)


def emails_in(text: Text) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and address: written ones and those behind links, in no order."""
    for found in _ADDRESS.finditer(text.content):
        address = _written(found)
        if address is not None:
            yield found.start(), found.start() + len(found.group().rstrip(".-_ ")), address
    for anchor in text.anchors:
        if anchor.uri.startswith("mailto:") and anchor.start < anchor.end:
            found_in_link = _ADDRESS.fullmatch(anchor.uri.removeprefix("mailto:"))
            address = _written(found_in_link) if found_in_link else None
            if address is not None:
                yield anchor.start, anchor.end, address


def _written(found: re.Match[str]) -> str | None:
    """The address as one writes it, None when it only looks like one (logo@2x.png)."""
    domain = _WRITTEN_DOT.sub(".", found.group("domain")).lower().rstrip(".-_")
    top = domain.rpartition(".")[2]
    if "." not in domain or top in _FILE_ENDINGS or not _TOP.fullmatch(top):
        return None
    return f"{found.group('local').lower().strip('.')}@{domain}"


def is_personal(email: str) -> bool:
    """Whether an address names a person, as given and family name: those are never published.

    >>> is_personal("kari.nordmann@x.kommune.no"), is_personal("bygg.plan@x.kommune.no")
    (True, False)
    >>> is_personal("postmottak@x.kommune.no")
    False
    """
    local = email.partition("@")[0].lower()
    if not _PERSON.fullmatch(local):
        return False
    parts = re.split(r"[._]", local.rstrip("0123456789"))
    place = email.partition("@")[2].split(".")
    return not any(
        part in _OFFICE_NAMES or part in place or any(word in part for word in _OFFICE_PARTS)
        for part in parts
    )
