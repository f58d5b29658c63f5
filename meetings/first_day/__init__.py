"""The first day of an installation: what the administrator sets up, and units and people from a file."""
