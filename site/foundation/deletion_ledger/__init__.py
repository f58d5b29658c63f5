"""A list, outside the database, of what was deleted, hidden or withdrawn, so that a restored backup does not bring it
back (docs/decisions/0054).
"""
