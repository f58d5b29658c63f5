"""The screen of the day: a meeting while it is held, its item, clock, notes and agreements."""
