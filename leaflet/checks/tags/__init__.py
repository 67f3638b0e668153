"""The tags of a finished PDF: its structure tree, the marks in its content, and whether they agree.

Read with pikepdf, which shares no line with what writes leaflets.
"""
