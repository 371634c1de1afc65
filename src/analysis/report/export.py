"""JupyterLab's menu and `jupyter nbconvert` export an executed notebook as a page.

Such a page is a draft for insiders: nothing in it was protected. It holds the texts and what
`show` showed; code, prompts and all other outputs stay behind.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nbconvert.utils.exceptions import ConversionException
from nbformat import NotebookNode
from pydantic import ValidationError
from traitlets import Unicode

from analysis.disclosure.protection import protect
from analysis.payload import MIME_TYPE, Payload, Title, read
from analysis.problems import NotebookError, UserError
from analysis.programme import Declarations, read_declarations
from analysis.report.execute import Executed
from analysis.report.exporter import ReportExporter
from analysis.report.frame import PageFrame, Provenance
from analysis.report.page import render
from analysis.workspace import Workspace, open_workspace


class NotebookExporter(ReportExporter):
    """Exports an executed notebook as an internal draft in one language."""

    export_from_notebook = "Rapport (HTML)"
    file_extension = Unicode(".intern.html")
    language = Unicode("nl", help="The language of the page.").tag(config=True)

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **settings: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page as text; a failure is one sentence."""
        ready = self._init_resources(resources or {})
        try:
            html = draft(nb, self.language, ready.get("metadata", {}))
        except UserError as error:
            raise ConversionException(str(error)) from None
        return html, ready


def draft(notebook: NotebookNode, language: str, metadata: dict[str, Any]) -> str:
    """An executed notebook as an internal draft page.

    Raises NotebookError when it shows nothing, or shows no title.
    """
    name = str(metadata.get("name") or "notebook")
    payloads = protect(shown(notebook, name), "internal")
    title = next((one for one in payloads if isinstance(one, Title)), None)
    if title is None:
        raise NotebookError(
            f"{name}: it has no title to show. Begin it with show.title, run all its cells, "
            "save it, and export it again."
        )
    declared = read_declarations(_workspace(metadata.get("path")), title.programme)
    frame = _frame(name, language, title, payloads, declared)
    return render(Executed(notebook, payloads), payloads, frame)


def shown(notebook: NotebookNode, name: str) -> list[Payload]:
    """The payloads among the outputs of a notebook; all others are passed over."""
    return [
        _payload(name, cell, output.data[MIME_TYPE])
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if MIME_TYPE in output.get("data", {})
    ]


def _payload(name: str, cell: NotebookNode, content: Any) -> Payload:
    try:
        return read(content).model_copy(update={"cell": cell.id})
    except ValidationError:
        raise NotebookError(
            f"{name}, cell {cell.id}: what it shows cannot be read. Run the notebook again."
        ) from None


def _workspace(folder: str | None) -> Workspace:
    """The workspace around a notebook, else the one around the current folder."""
    if folder:
        here = Path(folder).resolve()
        for root in (here, *here.parents):
            if (root / "programmes").is_dir():
                return Workspace(root)
    return open_workspace()


def _frame(
    name: str, language: str, title: Title, payloads: Sequence[Payload], declared: Declarations
) -> PageFrame:
    programme = declared.programme
    content = [payload.model_dump(mode="json") for payload in payloads]
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    fictional = programme.fictional
    return PageFrame(
        language=language,
        labels=declared.labels,
        audience="internal",
        report=name,
        name=name,
        organisation=programme.owner,
        programme=programme.name.in_languages()[language],
        as_of=title.as_of,
        provenance=Provenance(digest),
        contact=programme.contact,
        fictional=fictional.in_languages()[language] if fictional else "",
    )
