"""Papers for reviewers: the reviewer's pack, and two versions of a text side by side.

They are tagged as leaflets are, and drawn by the same hand; they carry no clinic and no covers.
"""
