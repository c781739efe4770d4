"""Opening hours: from words and figures to OpenStreetMap opening_hours."""

from checker.extract.hours.finder import find

__all__ = ["find"]
