"""Exported documents: PDF, Word and the package for the records system, from one typed content."""
