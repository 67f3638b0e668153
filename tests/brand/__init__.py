"""Tests of what a clinic may set of the leaflet's looks."""
