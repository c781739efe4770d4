"""How older databases become today's: one module per step, run by `checker.store.migrate`."""
