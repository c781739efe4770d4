"""Which SQLite this is, and whether it carries the fix for the WAL-reset bug."""

import sqlite3

VERSION = sqlite3.sqlite_version
#: First release with the fix, and the two backports of it (https://www.sqlite.org/changes.html).
_FIXED = (3, 51, 3)
_BACKPORTS = {(3, 44): 6, (3, 50): 7}


def has_wal_fix(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> bool:
    """Say whether two writers cannot corrupt a database in WAL mode.

    >>> has_wal_fix((3, 40, 1)), has_wal_fix((3, 50, 7)), has_wal_fix((3, 51, 2))
    (False, True, False)
    """
    major, minor, patch = version
    return version >= _FIXED or patch >= _BACKPORTS.get((major, minor), 1_000)
