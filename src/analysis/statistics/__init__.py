"""Pure functions of arrays: how diverse, how unequal, how far apart, and how sure one may be.

Each function names the source of its formula. Nothing here knows a programme, a file or a word
that a reader sees; what cannot be computed is `nan`, never zero.
"""
