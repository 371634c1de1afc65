"""What a page may tell is decided over all payloads of a release together."""

from analysis.disclosure.protection import Plan, plan

__all__ = ["Plan", "plan"]
