"""Keeps evidence, findings and the run ledger; nobody else writes."""

from checker.store.opening import Store, open_store

__all__ = ["Store", "open_store"]
