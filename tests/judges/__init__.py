"""Judges of finished PDFs: veraPDF, page-validation, and our own check that marks and tree agree.

`VeraPdf.judge` and `page_judge.judge` give a `Verdict` on a standard; `disagreements` gives what no
validator looks at; `outline` shows what a screen reader would speak, for a person to read.
"""
