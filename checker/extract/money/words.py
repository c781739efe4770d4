"""The words of a language as the reader of money needs them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from checker.extract.lexicon import Lexicon, per_language
from checker.extract.numerals import Numerals, cardinals, numerals_of
from checker.extract.words import Stems, stems
from checker.model.catalog import Language

#: Tag of a piece -> the lists of `Language.words` that give it.
_LISTS: Mapping[str, tuple[str, ...]] = {
    "per_alone": ("per_alone",),
    "lead": ("per_lead",),
    "started": ("started",),
    "per_behind": ("per_behind",),
    "other_period": ("other_period",),
    "vat": ("vat",),
    "vat_included": ("vat_included",),
    "vat_excluded": ("vat_excluded",),
    "vat_exempt": ("vat_exempt",),
    "up_to": ("up_to",),
    "maximum": ("maximum",),
    "passing": ("temporary",),
    "about": ("about",),
    "free": ("free",),
    "not": ("not",),
    "quantity": ("quantity",),
    "counted": ("counted",),
    "percent": ("percent",),
    "numbered": ("numbered", "classed"),
    "from": ("from",),
    "between": ("between",),
    "until": ("until",),
    "and": ("and",),
    "or": ("or",),
    "adopted": ("adopted",),
    "not_year": ("not_year",),
    "valid_from": ("valid_from",),
    "reduction": ("reduction",),
    "despite": ("despite_reduction",),
    "raised": ("raised",),
    "less": ("less",),
    "exceeds": ("exceeds",),
    "equals": ("equals",),
    "base": ("base_amount",),
    "price": ("price",),
    "in": ("in",),
    "share": ("share_of",),
    "of": ("of",),
    "change": ("change_header",),
}
#: Tails that make a number an amount without a currency word; ":-" is the Swedish one.
_TAILS = (",-", ",–", ",—", ",−", ".-", ".–", ":-", ":–", ":—", ":−")


@dataclass(frozen=True, slots=True)
class Words:
    """One language, made ready once."""

    lexicon: Lexicon
    numerals: Numerals
    price: Stems
    not_price: Stems
    all_prices: Stems
    reduction: Stems
    price_for: Stems  #: whom or what a column of prices is for: "Voksen", "Hytte"
    uncounted: Stems  #: a column headed so counts things, not money
    statistics: Stems  #: a table, a row or a part of a page headed so is not of prices
    maximum: Stems
    total: Stems  #: a column of sums beside one of prices: "Totalt"
    one_off: Stems  #: what is paid once: no period of its table or its sentence is its own
    weekdays: frozenset[str]
    cues: tuple[str, ...]  #: a stretch without any of them holds no amount
    marks: re.Pattern[str]  #: what makes an amount: a currency, a tail or "gratis", as a word
    currency: str = "NOK"  #: of a bare ",-"


@per_language
def words_of(language: Language) -> Words:
    """Return the words of a language as matchers; the same language is prepared once."""
    lists = language.words
    tables: dict[str, Mapping[str, str] | tuple[str, ...]] = {
        tag: tuple(
            word for name in names for word in lists.get(name, ()) if not word.startswith("-")
        )
        for tag, names in _LISTS.items()
    }
    tables |= {
        "currency": language.currency_words,
        "per": _without_currency(language),
        "unit": language.units,
        "month": {word: str(number) for word, number in language.months.items()},
        "number": {word: str(number) for word, number in cardinals(language).items()},
        "scale": _scales(lists),
        "minor": dict.fromkeys(lists.get("minor_unit", ()), _currency(language))
        | dict.fromkeys(lists.get("cent", ()), "EUR"),
    }
    free = lists.get("free", ())
    return Words(
        lexicon=Lexicon(tables),
        numerals=numerals_of(language),
        price=stems(lists.get("price", ())),
        not_price=stems(lists.get("not_price", ())),
        all_prices=stems(lists.get("all_prices", ())),
        reduction=stems(lists.get("reduction", ())),
        price_for=stems(lists.get("price_for", ())),
        uncounted=stems(lists.get("not_money_header", ())),
        statistics=stems(lists.get("not_money_heading", ())),
        one_off=stems(lists.get("one_off", ())),
        total=stems(lists.get("total", ())),
        maximum=stems(lists.get("maximum", ())),
        weekdays=frozenset(language.weekdays),
        cues=_cues((*language.currency_words, *lists.get("minor_unit", ()), *free, *_TAILS)),
        marks=_marks((*language.currency_words, *lists.get("minor_unit", ()), *free)),
        currency=_currency(language),
    )


def _without_currency(language: Language) -> dict[str, str]:
    """Return the units; "kr/mnd" is left out, it is a currency and a unit."""
    return {
        word: per
        for word, per in language.per_words.items()
        if word.partition("/")[0] not in language.currency_words
    }


def _currency(language: Language) -> str:
    return next(iter(language.currency_words.values()), "NOK")


def _scales(lists: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    powers = {"thousand": "1e3", "million": "1e6", "billion": "1e9"}
    return {word: power for name, power in powers.items() for word in lists.get(name, ())}


def _marks(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the expression for a mark of money; a word must be whole, but may touch digits."""
    letter = r"[^\W\d_]"
    whole = sorted({word.split()[0].rstrip(".:") or word for word in words if word.strip()})
    named = [word for word in whole if word[0].isalpha()]
    signs = [re.escape(word) for word in (*whole, *_TAILS) if not word[0].isalpha()]
    words_ = "|".join(map(re.escape, sorted(named, key=len, reverse=True))) or r"(?!)"
    return re.compile(rf"(?<!{letter})(?:{words_})(?!{letter})|{'|'.join(signs)}")


def _cues(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fewest strings of which each word holds one; "kr" stands for "kroner" too.

    >>> _cues(("kroner", "kr", "kr.", "gratis"))
    ('kr', 'gratis')
    """
    firsts = {word.split()[0].rstrip(".:") or word for word in words if word.strip()}
    chosen: list[str] = []
    for word in sorted(firsts, key=lambda one: (len(one), one)):
        if not any(known in word for known in chosen):
            chosen.append(word)
    return tuple(chosen)
