"""The composition root: builds everything once; the only room that knows the probes."""
