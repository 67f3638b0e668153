"""Meaning becomes pages: each component's structure and its place on paper.

Positions are points from the upper start corner of the page (upper left, or upper right where
the language runs right to left); nothing here says left or right.
"""
