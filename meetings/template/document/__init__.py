"""A parsed document becomes a draft template: preview, fields, and the action."""
