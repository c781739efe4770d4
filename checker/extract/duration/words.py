"""The words of a language as the reader of durations needs them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from checker.extract.lexicon import Lexicon, per_language
from checker.extract.numerals import Numerals, cardinals, numerals_of
from checker.extract.words import Stems, stems
from checker.model.catalog import Language
from checker.model.value import Role

#: Tag of a piece -> the lists of `Language.words` that give it.
_LISTS: Mapping[str, tuple[str, ...]] = {
    "lead": ("per_lead",),
    "up_to": ("up_to",),
    "at_least": ("at_least",),
    "about": ("about",),
    "but": ("but",),
    "from": ("from",),
    "between": ("between",),
    "until": ("until",),
    "and": ("and",),
    "or": ("or",),
    "half": ("half",),
    "or_more": ("or_more",),
    "one_and_half": ("one_and_half",),
    "whole": ("whole",),
    "half_year": ("half_year",),
    "often": ("often",),
    "minute": ("minute",),
    "ago": ("ago",),
    "recent": ("recent",),
    "old": ("old",),
    "aged": ("aged",),
    "before": ("before",),
    "after": ("after",),
    "free": ("free",),
    "open": ("open", "opens", "closed"),
    "working": ("working_days",),
    "calendar": ("calendar_days",),
    "passing": ("temporary",),
    "article": ("article",),
    "limit_of": ("limit_of",),
    "next": ("next_unit",),
    "end_of": ("day_end",),
    "equals": ("equals",),
}
#: Lists of words that count as numbers do.
_COUNTS = ("half", "one_and_half", "next_unit")
_ROLES: tuple[Role, ...] = ("processing", "reply", "appeal", "statutory", "deadline")


@dataclass(frozen=True, slots=True)
class Words:
    """One language, made ready once."""

    lexicon: Lexicon
    numerals: Numerals
    roles: Mapping[Role, Stems]
    processing_time: Stems  #: nouns that say "processing time" themselves
    validity: Stems  #: how long something holds, not how long it takes
    people: Stems  #: who can be so and so old
    paying: Stems
    events: Stems  #: how long something goes on that nobody waits for
    cases: Stems  #: what they decide, as the label of a length: "Byggesaker: 3 uker"
    appeal_heading: Stems  #: a heading about appeals, where "fristen" is the one for them
    taking: Stems  #: that a case takes its time, or is done: "er ferdig på"
    granting: Stems  #: that somebody has time: "du har", "på deg"
    application: Stems  #: what is answered by a decision
    answers: Stems
    receipts: Stems  #: answers that decide nothing
    limits: Stems  #: "frist"
    lasting: Stems  #: a limit or an expectation, whoever's it is
    compounds: tuple[tuple[str, str], ...]  #: beginnings of words such as "ukersfrist", unit
    cues: tuple[str, ...]  #: a stretch without any of them holds no duration
    near: re.Pattern[str]  #: a number, and a unit at most one word behind
    glued: re.Pattern[str]  #: but for units of one letter: "48t"


@per_language
def words_of(language: Language) -> Words:
    """Return the words of a language as matchers; the same language is prepared once."""
    lists = language.words
    articles = dict.fromkeys(lists.get("article", ()), 1)
    couple = dict.fromkeys(lists.get("couple", ()), 2)
    counts = {**articles, **couple, **cardinals(language)}
    tables: dict[str, Mapping[str, str] | tuple[str, ...]] = {
        tag: tuple(word for name in names for word in lists.get(name, ()))
        for tag, names in _LISTS.items()
    }
    tables |= {
        "unit": language.units,
        "per": _rates(language),
        "currency": language.currency_words,
        "month": {word: str(number) for word, number in language.months.items()},
        "number": {word: str(number) for word, number in counts.items()},
    }
    return Words(
        lexicon=Lexicon(tables),
        numerals=numerals_of(language),
        roles={role: stems(lists.get(role, ())) for role in _ROLES}
        | {"deadline": stems((*lists.get("deadline", ()), *lists.get("notice", ())))},
        processing_time=stems(lists.get("processing_time", ())),
        validity=stems(lists.get("validity", ())),
        people=stems(lists.get("people", ())),
        paying=stems(lists.get("paying", ())),
        events=stems(lists.get("goes_on", ())),
        cases=stems(lists.get("case_words", ())),
        appeal_heading=stems(lists.get("appeal_heading", ())),
        taking=stems(lists.get("taking", ())),
        granting=stems(lists.get("granting", ())),
        application=stems(lists.get("application", ())),
        answers=stems(lists.get("answers", ())),
        receipts=stems(lists.get("receipts", ())),
        limits=stems(lists.get("time_limit", ())),
        lasting=stems(lists.get("lasting", ())),
        compounds=_compounds(language.units),
        cues=_cues((*language.units, *lists.get("minute", ()))),
        near=_near(
            (*counts, *(word for name in _COUNTS for word in lists.get(name, ()))),
            (*lists.get("numeral_and", ()), *lists.get("thousand", ())),
            _cues((*language.units, *lists.get("minute", ()))),
        ),
        glued=_glued(language.units),
    )


def _rates(language: Language) -> dict[str, str]:
    """Return the phrases for "per month"; "a month" is a length where no price stands before."""
    articles = {*language.words.get("article", ())}
    return {
        word: per
        for word, per in language.per_words.items()
        if word.partition(" ")[0] not in articles
    }


def _compounds(units: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the genitives that begin words such as "ukersfrist"; years begin too many others."""
    genitives = [(word, unit) for word, unit in units.items() if word[-1:] == "s" and unit != "Y"]
    return tuple(sorted(genitives, key=lambda pair: len(pair[0]), reverse=True))


def _near(
    counts: tuple[str, ...], joints: tuple[str, ...], units: tuple[str, ...]
) -> re.Pattern[str]:
    """Return the expression that rules out most lines before they are read piece by piece.

    Args:
        counts: number words.
        joints: what else numbers in one word are made of: "tohundreogfemti".
        units: strings of which each unit holds one.
    """
    if not units:
        return re.compile(r"(?!)")
    count, part = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"
        for words in (counts, (*counts, *joints))
    )
    word = r"[^\W\d_]"
    return re.compile(
        rf"(?:[\d½¼¾]|(?<!{word})(?>{count})(?:(?>{part}))*+(?!{word}))[^\w\n]{{0,4}}"
        rf"(?:{word}+[^\w\n]{{1,4}}){{0,2}}{word}*?(?:{'|'.join(map(re.escape, units))})"
    )


def _glued(units: Mapping[str, str]) -> re.Pattern[str]:
    letters = "".join(re.escape(word) for word in units if len(word) == 1)
    return re.compile(rf"\d ?[{letters}](?![^\W\d_])" if letters else r"(?!)")


def _cues(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fewest strings of which each unit holds one; one letter says nothing.

    >>> _cues(("uker", "uke", "t", "måned", "måneder"))
    ('uke', 'måned')
    """
    chosen: list[str] = []
    for word in sorted({word.rstrip(".") for word in words}, key=lambda one: (len(one), one)):
        if len(word) > 1 and not any(known in word for known in chosen):
            chosen.append(word)
    return tuple(chosen)
