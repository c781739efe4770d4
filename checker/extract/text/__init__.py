"""Bytes in, readable text with its shape out."""

from checker.extract.text.reader import read, read_plain

__all__ = ["read", "read_plain"]
