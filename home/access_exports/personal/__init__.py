"""What each model tells about a person: a registry that names every column by which a person can be found."""
