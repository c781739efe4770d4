"""The language of a page: what it declares, what its address says, what its words say."""

import importlib
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Protocol

#: Codes that pages use, and the tag we use for them (BCP 47; "no" says neither form).
_TAGS = {
    "no": "", "nor": "", "nb": "nb", "nob": "nb", "bokmål": "nb", "nn": "nn", "nno": "nn",
    "ny": "nn", "se": "se", "sme": "se", "sma": "sma", "smj": "smj", "sms": "sms", "fkv": "fkv",
    "en": "en", "eng": "en", "da": "da", "sv": "sv", "fi": "fi", "de": "de", "pl": "pl",
    "uk": "uk", "fr": "fr", "es": "es", "ar": "ar", "so": "so", "ru": "ru",
}  # fmt: skip
_SMALL = frozenset({"se", "sma", "smj", "sms", "fkv"})
_IN_FILE = re.compile(r"\.(no|nb|nn|se|en)\.html?\Z", re.IGNORECASE)
_IN_PATH = re.compile(
    r"/(nb|nn|nynorsk|sv|svenska|se|sme|sma|smj|en|english)(?:[-_][a-z]{2})?(?:/|\Z)", re.IGNORECASE
)
_PATH_NAMES = {"nynorsk": "nn", "english": "en", "svenska": "sv", "no": ""}
#: Words that one written form has and the other has not.
_NN_WORDS = (
    "ikkje frå kva korleis kvar kven kvifor eit ein ei dei vere vera nokon noko berre òg skule "
    "veke veker månader kjem gjer seier sjå saman mykje fleire eigne eigen opningstid "
    "opningstider opningstidene opent stengd tenester tenesta teneste innbyggjar innbyggjarar "
    "innbyggjarane kommunar heile desse då blir vert medan dykk dykkar opplysningar måndag "
    "laurdag sundag kyrkje heimeside"
)
_NB_WORDS = (
    "ikke fra hva hvordan hvor hvem hvorfor et en de være noen noe bare også skole uke uker "
    "måneder kommer gjør sier sammen mye flere egne egen åpningstid åpningstider "
    "åpningstidene åpent tjeneste tjenester tjenesten innbygger innbyggere innbyggerne "
    "kommuner hele disse mens deres dere opplysninger mandag lørdag søndag kirke hjemmeside"
)
#: Words of Swedish and letters of Sámi that neither form has, and words that they have too.
_SV_WORDS = "och är för från att inte även när någon något också hur vad vilka"
_SAMI = re.compile("[áčđŋšŧž]")
_SHARED = frozenset({"en", "de", "egen"})
_NN, _NB = frozenset(_NN_WORDS.split()), frozenset(_NB_WORDS.split())
_SV = frozenset(_SV_WORDS.split())
_TELLING = _NN | _NB | _SV | _SHARED
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH, _SURE = 5, 12  #: words: to tell at all, to overrule what was declared
_LOOKED_AT = 4000  #: characters
_KNOWN = ("no", "nn", "da", "sv", "en", "se")


class _Identifier(Protocol):
    """What we use of py3langid, which publishes no types."""

    def set_languages(self, langs: Sequence[str]) -> None: ...

    def classify(self, instance: str) -> tuple[str, float]: ...


def language_of(text: str, *, declared: str = "", uri: str = "") -> str:
    """Return the BCP 47 tag of a text, "" when neither declared nor told by its words.

    Words outweigh a declaration: templates say "en" or "no" whatever is written in them.

    >>> language_of("Kommunen held ope kvar dag, og du kan ikkje kome utan time.", declared="no")
    'nn'
    >>> language_of("Åpent", declared="nb-NO"), language_of("Åpent")
    ('nb', '')
    """
    told = _told(declared)
    hint = told or _hint_in(uri) or told
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    form = _written_form(words)
    norwegian = hint in {"nb", "nn", ""}
    if form and (norwegian or hint is None):
        return form
    if hint in _SMALL or len(words) < (_ENOUGH if hint is None else _SURE):
        return "nb" if hint == "" else hint or ""
    spoken = _classified(" ".join(words))
    if spoken in {"nb", "nn"}:
        return form or hint if norwegian and hint else form or spoken
    if norwegian:
        return spoken if spoken == "en" else hint or "nb"
    return spoken if hint in {None, "en", "da", "sv"} else hint or ""


def _told(declared: str) -> str | None:
    """The tag of a declaration, "" for Norwegian of either form, None for nothing known."""
    first = re.split(r"[-_,; ]", declared.strip().lower(), maxsplit=1)[0]
    return _TAGS.get(first)


def _hint_in(uri: str) -> str | None:
    path = uri.partition("?")[0]
    found = _IN_FILE.search(path) or _IN_PATH.search(path)
    if found is None:
        return None
    name = found.group(1).lower()
    return _PATH_NAMES.get(name, name) or None


def _written_form(words: list[str]) -> str:
    """Bokmål or nynorsk by the words that only one has, "" when they do not tell."""
    some = [word for word in words if word in _TELLING]
    nn = sum(1 for word in some if word in _NN)
    nb = sum(1 for word in some if word in _NB)
    shared = sum(1 for word in some if word in _SHARED)
    foreign = sum(1 for word in some if word in _SV)
    if _SAMI.search(" ".join(words)):
        foreign += sum(1 for word in words if word not in _SV and _SAMI.search(word))
    if max(nn, nb) < 2 or nn == nb or foreign > max(nn, nb - shared):  # noqa: PLR2004  or a name
        return ""
    return "nn" if nn > nb else "nb"


@lru_cache(maxsize=512)
def _classified(words: str) -> str:
    spoken, _ = _identifier().classify(words)
    return "nb" if spoken == "no" else spoken


@cache
def _identifier() -> _Identifier:
    """The model, loaded when first asked: it takes 0.7 s, and most pages declare themselves."""
    module = importlib.import_module("py3langid.langid")
    identifier: _Identifier = module.LanguageIdentifier.from_model_file(module.MODEL_FILE)
    identifier.set_languages(_KNOWN)
    return identifier
