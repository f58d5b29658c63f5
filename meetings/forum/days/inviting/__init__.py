"""Inviting to a forum day: who, the mails with their calendar files and links, answers and reminders."""
