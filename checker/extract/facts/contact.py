"""Phone numbers and e-mail addresses of an office; never those of a person."""

from checker.extract.facts.emails import emails_in, is_personal
from checker.extract.facts.phones import phones_in
from checker.extract.hit import Hit
from checker.model.catalog import Language
from checker.model.evidence import Text
from checker.model.value import Contact

__all__ = ("find", "is_personal")


def find(text: Text, words: Language, *, region: str = "NO") -> list[Hit]:
    """Return each number and address with the stretch that says it, in order, disjoint.

    Args:
        text: Where to look.
        words: Its lists "phone", "phone_label", "other_number" tell numbers apart; "staff",
            "given_names" and "place_names" tell persons.
        region: ISO 3166 country whose numbers may stand without a country code.
    """
    given = frozenset(words.words.get("given_names", ()))
    hits = [
        Hit(Contact(phone=number), start, end)
        for start, end, number in phones_in(text, words, region)
    ]
    hits += [
        Hit(Contact(email=address), start, end)
        for start, end, address in emails_in(text)
        if not is_personal(address) and address.partition("@")[0] not in given
    ]
    return _apart(hits)


def _apart(hits: list[Hit]) -> list[Hit]:
    """The hits in order; of two at one place the one that begins first, then the longer."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, -one.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
