"""Parse times in a document: times of day, durations, length of the meeting, school year."""
