"""Checks of finished PDFs, each with a good file damaged as real accidents do."""
