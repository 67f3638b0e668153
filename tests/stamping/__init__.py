"""Tests of what a clinic's brand and covers do to a leaflet, and what they cannot do."""
