"""Units and people from a file: read, previewed row by row, stored once confirmed, and read again later."""
