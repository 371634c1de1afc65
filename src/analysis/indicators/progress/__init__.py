"""Progress in the management domains, as participants see it themselves, from round to round.

Groups are told, never the score of one participant to others, and never a ranking of them.
"""
