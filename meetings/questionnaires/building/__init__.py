"""Building a questionnaire in the Wagtail admin: its form, what stays once it was asked, and copies."""
