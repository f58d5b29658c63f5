"""Word documents (WordprocessingML)."""
