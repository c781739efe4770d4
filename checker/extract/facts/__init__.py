"""Contacts, dates, links and sentences that state a rule."""
