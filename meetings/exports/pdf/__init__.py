"""A document as PDF/A-3a and PDF/UA-1, set by Typst in a process of its own."""
