"""The talk between agreement holder and head of area about the open agreements, some months after the meeting."""
