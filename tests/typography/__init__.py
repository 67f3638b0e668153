"""Tests of faces and of breaking text into lines."""
