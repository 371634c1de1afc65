"""What a page may tell is decided over all payloads of a release together."""

from analysis.disclosure.protection import protect

__all__ = ["protect"]
