"""Objections to evidence and its files: registering, upholding, closing and listing them."""
