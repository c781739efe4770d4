"""Turns config/ into a catalogue and settings, and tells all mistakes in it at once."""

from checker.config.elements import load_elements
from checker.config.files import shipped
from checker.config.languages import load_languages
from checker.config.loading import Loaded, load
from checker.config.settings import masked
from checker.config.starter import init
from checker.config.targets import targets

__all__ = [
    "Loaded",
    "init",
    "load",
    "load_elements",
    "load_languages",
    "masked",
    "shipped",
    "targets",
]
