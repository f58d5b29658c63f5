"""Who has seen a piece of evidence."""
