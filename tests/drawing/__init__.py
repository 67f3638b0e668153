"""Tests of what comes to stand in the drawn file."""
