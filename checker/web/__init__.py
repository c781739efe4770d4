"""The dashboard: pages, JSON API and the few things an operator may do."""

from checker.web.app import create_app
from checker.web.desk import Desk, Status

__all__ = ["Desk", "Status", "create_app"]
