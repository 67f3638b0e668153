"""Fuzzing: input that nobody thought of, steered by what code it reaches."""
