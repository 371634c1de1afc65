"""A page is a notebook exported by nbconvert with a template of our own.

The template extends nbconvert's empty one, so that no code, prompt or script of a notebook can
reach a page: it prints the texts and the payloads, and nothing else.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbformat import NotebookNode

TEMPLATES = Path(__file__).parent / "template"
NAME = "trajectmonitor"


class ReportExporter(HTMLExporter):
    """Exports a notebook whose payloads and frame stand in `resources["page"]`."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            template_name=NAME,
            extra_template_basedirs=[str(TEMPLATES)],
            **settings,
        )

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **settings: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page as text.

        HTMLExporter would parse the page again with BeautifulSoup, which reorders attributes,
        lowers the case of SVG names and gives every picture without alternative text a
        placeholder. So its parent does the work.
        """
        return TemplateExporter.from_notebook_node(self, nb, resources, **settings)

    def _create_environment(self) -> Environment:
        """nbconvert's environment escapes nothing; ours escapes all but what is marked."""
        environment = super()._create_environment()
        environment.autoescape = True
        environment.undefined = StrictUndefined
        return environment


@cache
def exporter() -> ReportExporter:
    """The one exporter of all pages: it compiles the templates once."""
    return ReportExporter()


def environment() -> Environment:
    """The same templates for a page that is no notebook: the list of reports."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES / NAME), autoescape=True, undefined=StrictUndefined
    )
