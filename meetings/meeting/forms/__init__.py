"""Forms of a meeting. They parse input; the actions enforce the rules."""
