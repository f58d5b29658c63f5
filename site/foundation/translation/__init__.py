"""The Danish catalogue: extraction of messages, compilation, checks."""
