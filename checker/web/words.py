"""Every word the dashboard shows, read from one TOML file per language of the interface."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "words"


class Words:
    """The texts of one language, asked for by dotted key.

    A text may hold {names} to be filled in. A text that depends on a number is a table with the
    keys `one` and `other`, chosen by the argument `count`.
    """

    def __init__(self, language: str, texts: Mapping[str, object]) -> None:
        self.language = language  #: BCP 47
        self._texts = dict(_flatten("", texts))

    def __call__(self, key: str, **filled: object) -> str:
        """Return the text of a key.

        Raises:
            KeyError: there is no such text; a bug that the tests look for.
        """
        text = self._texts.get(key)
        if text is None:
            text = self._texts[f"{key}.one" if filled["count"] == 1 else f"{key}.other"]
        return text.format(**filled) if filled else text

    def get(self, key: str, otherwise: str) -> str:
        """Return the text of a key, or what is given where words come from outside."""
        return self._texts.get(key, otherwise)

    def keys(self) -> frozenset[str]:
        """Return all keys, forms of number joined into one."""
        return frozenset(key.removesuffix(".one").removesuffix(".other") for key in self._texts)


def _flatten(prefix: str, texts: Mapping[str, object]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, content in texts.items():
        if isinstance(content, Mapping):
            pairs += _flatten(f"{prefix}{key}.", content)
        else:
            pairs.append((f"{prefix}{key}", str(content)))
    return pairs


def load(language: str = "en") -> Words:
    """Return the words of one language of the interface.

    Raises:
        FileNotFoundError: nobody has written that language yet.
    """
    text = (FOLDER / f"{language}.toml").read_text(encoding="utf-8")
    return Words(language, tomllib.loads(text))
