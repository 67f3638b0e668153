"""PDF as data: objects, their bytes, and whole files (ISO 32000-1 §7)."""
