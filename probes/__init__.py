"""What touches the outside world; one module is one kind of probe, found by its KIND."""
