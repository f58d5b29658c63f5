"""Full-text search: the typed words, Danish forms, and matching in Wagtail's index on both databases."""
