"""How long something takes or may take, and whose time it is."""

from checker.extract.duration.finder import find

__all__ = ["find"]
