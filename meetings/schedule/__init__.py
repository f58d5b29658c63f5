"""The year of chef and consultants, and everybody's private calendar feed."""
