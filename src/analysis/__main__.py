"""Lets `python -m analysis` do what the command `trajectmonitor` does."""

from analysis.cli import main

main()
