"""Checks of finished PDFs: read with readers independent of the writer, compared with the text."""
