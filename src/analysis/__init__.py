"""Trajectmonitor: raw exports of capacity-building programmes become reports one can send."""

__version__ = "0.1.0"
