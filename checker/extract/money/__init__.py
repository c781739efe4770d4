"""Prices, fees and sums with their unit, VAT and year."""

from checker.extract.money.finder import find

__all__ = ["find"]
