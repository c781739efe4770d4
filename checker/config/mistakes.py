"""Collects what is wrong in the configuration, so that everything is told at once."""

import difflib
from collections.abc import Callable, Iterable
from typing import TypeVar

from checker.errors import ConfigError

T = TypeVar("T")

#: Takes a dotted key and what is wrong there.
Tell = Callable[[str, str], None]


class Mistakes:
    """A list of mistakes that grows while files are read."""

    def __init__(self) -> None:
        #: In the order they were met.
        self.told: list[ConfigError] = []

    def tell(self, path: str, key: str, detail: str) -> None:
        """Note one mistake: the file, the dotted key in it, what is wrong and what is right."""
        self.told.append(ConfigError(path, key, detail))

    def raise_all(self) -> None:
        """Stop here if anything was wrong.

        Raises:
            ExceptionGroup: of ConfigError, one for each mistake in any file.
        """
        if self.told:
            number = len(self.told)
            raise ExceptionGroup(
                f"the configuration has {number} mistake{'s' if number > 1 else ''}", self.told
            )


def or_raise(result: T, mistakes: Mistakes) -> T:
    """Return the result if nothing was wrong.

    Raises:
        ExceptionGroup: of ConfigError, all mistakes.
    """
    mistakes.raise_all()
    return result


def listed(words: Iterable[str]) -> str:
    """Write words for a sentence.

    >>> listed(["json", "console", "auto"])
    "'json', 'console' or 'auto'"
    """
    quoted = [repr(word) for word in words]
    if len(quoted) < 2:  # noqa: PLR2004  one word needs no "or"
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the hint that belongs behind "unknown ...": the nearest word, or all of few.

    >>> nearest("prot", ["host", "port"])
    "did you mean 'port'?"
    >>> nearest("zzz", ["host", "port"])
    "known: 'host' or 'port'"
    """
    words = list(known)
    folded = {known_word.lower(): known_word for known_word in words}
    close = difflib.get_close_matches(word.lower(), folded, n=1, cutoff=0.6)
    if close:
        return f"did you mean {folded[close[0]]!r}?"
    few = 15
    if not words:
        return "there is none"
    return f"known: {listed(words[:few])}" + (" and more" if len(words) > few else "")
