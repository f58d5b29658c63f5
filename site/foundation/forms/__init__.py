"""Form handling: one-time keys, optimistic locking, fields and widgets."""
