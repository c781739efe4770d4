"""The words of the domain: frozen records, no I/O, no clock."""
