"""Phone numbers and e-mail addresses of an office; those of a person only when asked for."""

from checker.extract.facts.emails import emails_in, is_personal
from checker.extract.facts.phones import phones_in
from checker.extract.hit import Hit
from checker.model.catalog import Language
from checker.model.evidence import Text
from checker.model.value import Contact

__all__ = ("find", "is_personal")


def find(text: Text, words: Language, *, region: str = "NO", personal: bool = False) -> list[Hit]:
    """Return each number and address with the stretch that says it, in order, disjoint.

    Args:
        text: Where to look.
        words: Its lists "phone", "phone_label", "other_number" tell numbers apart; "staff",
            "given_names", "place_names", "office_names" and "office_parts" tell persons;
            "at_sign", "at_word" and "dot_sign" spell addresses.
        region: ISO 3166 country whose numbers may stand without a country code.
        personal: Numbers beside the name of an employee too, marked so: of a school nurse there
            is no other. Addresses that are made of a name never.
    """
    given = frozenset(words.words.get("given_names", ()))
    hits = [
        Hit(Contact(phone=number), start, end, personal=named)
        for start, end, number, named in phones_in(text, words, region)
        if personal or not named
    ]
    hits += [
        Hit(Contact(email=address), start, end)
        for start, end, address in emails_in(text, words)
        if not is_personal(address, words) and address.partition("@")[0] not in given
    ]
    return _apart(hits)


def _apart(hits: list[Hit]) -> list[Hit]:
    """The hits in order; of two at one place the one that begins first, then the longer."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, -one.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
