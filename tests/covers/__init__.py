"""Tests of the import of covers."""
