"""The year of head of area and consultants, and everybody's private calendar feed."""
