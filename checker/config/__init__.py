"""Turns config/ into a catalogue and settings, and tells all mistakes in it at once."""

from checker.config.elements import load_elements
from checker.config.files import shipped
from checker.config.languages import load_languages
from checker.config.settings import masked, read_settings

__all__ = ["load_elements", "load_languages", "masked", "read_settings", "shipped"]
