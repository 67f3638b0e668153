"""Tests of large print."""
