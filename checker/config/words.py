"""Checks the words that texts are searched with: lower-case stems, none empty."""

from collections.abc import Sequence

from checker.config.mistakes import Tell


def check_word(key: str, word: str, tell: Tell) -> None:
    """Note what keeps a word from ever matching: capitals, blanks around it, nothing in it."""
    if not word.strip().lstrip("-").rstrip("|"):
        tell(key, "holds an empty word; it would match everywhere")
    elif word != word.lower():
        tell(key, f"words are lower-case: {word.lower()!r}, not {word!r}")
    elif word != word.strip():
        tell(key, f"has blanks around it: {word.strip()!r}, not {word!r}")


def check_list(key: str, words: Sequence[str], tell: Tell) -> None:
    """Note an empty list, a word in it twice, and each word that could never match."""
    if not words:
        tell(key, "is an empty list; name a word, or leave the key out where it is optional")
    for word in words:
        check_word(key, word, tell)
    for word in dict.fromkeys(word for word in words if words.count(word) > 1):
        tell(key, f"has {word!r} twice")
