"""Picture files, read and repaired byte by byte."""
