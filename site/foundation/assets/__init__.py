"""Front-end assets and static files."""
