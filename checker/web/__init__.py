"""The dashboard: pages, JSON API and the few things an operator may do."""
