"""The Danish message catalogue: extraction, compilation, checks."""
