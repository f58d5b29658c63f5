"""Back up database and files into a folder, and restore them (docs/decisions/0054)."""
