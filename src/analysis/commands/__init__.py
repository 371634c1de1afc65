"""The verbs of the command `trajectmonitor`, by what they are about."""
