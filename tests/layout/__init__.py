"""Tests of the two pages: where everything stands, and how it gives way."""
