"""What a page may tell is decided over all payloads of a release together."""

from analysis.disclosure.audit import exposed
from analysis.disclosure.plan import Plan, plan

__all__ = ["Plan", "exposed", "plan"]
