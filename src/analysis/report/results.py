"""What a report found, as structure without language: what two editions of it are compared by.

The payloads in it are the protected ones, so a file of results tells its audience what the page
does, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from analysis import payload
from analysis.payload import Payload, Title
from analysis.problems import NotebookError, UserError
from analysis.report.frame import PageFrame

FORMAT = "trajectmonitor-results-1"


def results(payloads: Sequence[Payload], frame: PageFrame) -> dict[str, Any]:
    """The protected payloads of a report with what it is, ready to be written as JSON.

    Raises NotebookError when the report shows no title.
    """
    title = next((one for one in payloads if isinstance(one, Title)), None)
    if title is None:
        raise NotebookError(
            f'Report "{frame.report}": it shows no title to audience {frame.audience}. '
            "Begin the notebook with show.title."
        )
    edition = frame.edition
    return {
        "format": FORMAT,
        "programme": title.programme,
        "report": frame.report,
        "audience": frame.audience,
        "as_of": frame.as_of.isoformat(),
        "edition": edition.number,
        "state": edition.state,
        "released_on": edition.released_on.isoformat() if edition.released_on else None,
        "digest": frame.provenance.digest,
        "payloads": [one.model_dump(mode="json") for one in payloads],
    }


def written(payloads: Sequence[Payload], frame: PageFrame) -> bytes:
    """The results as a file."""
    text = json.dumps(results(payloads, frame), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def read(found: Mapping[str, Any] | str | bytes) -> list[Payload]:
    """The payloads of results, as they were.

    Raises UserError when they are not in the form in which `written` leaves them.
    """
    try:
        known = found if isinstance(found, Mapping) else json.loads(found)
        if known["format"] != FORMAT:
            raise ValueError(known["format"])
        return [payload.read(one) for one in known["payloads"]]
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise UserError(
            f"The results of an earlier edition cannot be read ({type(error).__name__}): expected "
            f"the form {FORMAT}. Put the file back as it was published."
        ) from None
