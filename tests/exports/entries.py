"""The entry of an export in a programme's declarations, for the tests of reading it."""

from typing import Any

from analysis.programme import Export


def entry(file: str, format: str = "delimited", **more: Any) -> Export:
    """An entry that says no more than a test needs."""
    declared = {"id": "e", "received": "2019-02-20", "content": "participants", "columns": {}}
    return Export.model_validate(declared | {"file": file, "format": format} | more)
