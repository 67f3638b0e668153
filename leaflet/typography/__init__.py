"""Faces, their characters and widths, and the breaking of text into lines."""
