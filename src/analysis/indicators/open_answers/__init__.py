"""Open answers: what they are about, whether coders agree on it, and which may be quoted."""
