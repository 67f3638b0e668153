"""Tests of the objects and files that leaflet writes, and the tools that read them."""
