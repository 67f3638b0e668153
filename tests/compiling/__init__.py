"""Tests of a leaflet's way from laid-out pages to bytes that stamps copy."""
