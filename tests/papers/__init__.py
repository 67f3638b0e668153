"""Tests of the papers for reviewers."""
