"""Counts out of a base, and statistics with their n: one subject per file.

Every function takes a programme's data and gives a frame: key columns, then `unit`, `count`,
`base` and `share` where something is counted. `base` and `share` are empty when not recorded.
"""
