"""What people fill in about a meeting. Forms read what is written; the verbs decide."""
