"""Tests of the command line: what is typed, printed and written, and the exit code."""
