"""Large print: one column of strips, on as many pages as the text takes.

Every component of the standard edition gives its structure; here it is set anew, line by line, as
``strips``, which ``breaking`` shares among the pages and ``pages`` puts between heads and feet.
"""
