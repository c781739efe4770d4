"""What the head of a page declares about all of it."""

from dataclasses import dataclass

from checker.extract.text.regions import Attributes
from checker.extract.text.targets import target_of


@dataclass(slots=True)
class Declared:
    """The base of the page's addresses, and its language; the first to tell is right."""

    base: str
    language: str = ""
    _based: bool = False

    def tell(self, name: str, attributes: Attributes) -> None:
        """Take what an html, base or meta element says."""
        if name == "html":
            self.language = attributes.get("lang") or attributes.get("xml:lang") or ""
        elif name == "base" and not self._based and attributes.get("href"):
            self.base = target_of(attributes.get("href") or "", self.base) or self.base
            self._based = True
        elif (attributes.get("http-equiv") or "").lower() == "content-language":
            self.language = self.language or attributes.get("content") or ""
