"""One reader per document format; each returns lines."""
