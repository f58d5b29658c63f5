"""The program that runs the compiler, in a process of its own; it imports nothing of the project."""
