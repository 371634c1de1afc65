"""What a page may tell is decided over all payloads of a release together."""

from analysis.disclosure.audit import exposed
from analysis.disclosure.plan import Plan, kept_by, plan
from analysis.disclosure.system import Sum

__all__ = ["Plan", "Sum", "exposed", "kept_by", "plan"]
