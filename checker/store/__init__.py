"""Keeps evidence, findings and the run ledger; nobody else writes."""

from checker.store.blobs import Blobs, Sizes
from checker.store.ledger import Ledger
from checker.store.lock import hold
from checker.store.opening import Store, open_store
from checker.store.records import (
    Capture,
    Latest,
    National,
    Order,
    Standing,
    StoredFinding,
    StoredObservation,
    Tally,
)
from checker.store.results import Results

__all__ = [
    "Blobs",
    "Capture",
    "Latest",
    "Ledger",
    "National",
    "Order",
    "Results",
    "Sizes",
    "Standing",
    "Store",
    "StoredFinding",
    "StoredObservation",
    "Tally",
    "hold",
    "open_store",
]
