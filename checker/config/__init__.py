"""Turns config/ into a catalogue and settings, and tells all mistakes in it at once."""

from checker.config.elements import load_elements
from checker.config.files import shipped
from checker.config.languages import load_languages

__all__ = ["load_elements", "load_languages", "shipped"]
