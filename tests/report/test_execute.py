"""A real run by papermill: payloads come out, anything else is a failure with its cell's name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from analysis.payload import MIME_TYPE, Chart, Message, Table
from analysis.problems import NotebookError
from analysis.report.execute import collected, execute


def test_payloads_come_in_the_order_of_the_cells_with_their_names(executed):
    assert [(payload.cell, payload.type) for payload in executed.payloads] == [
        ("title", "title"),
        ("first", "key_figures"),
        ("table", "table"),
        ("chart", "chart"),
        ("annex", "table"),
        ("empty", "note"),
        ("ours", "note"),
    ]


def test_parameters_reach_the_notebook(executed):
    assert executed.payloads[0].as_of.isoformat() == "2019-04-12"


def test_progress_is_told_cell_by_cell(executed, progress):
    total = len(executed.notebook.cells)
    assert progress == [(done, total) for done in range(total + 1)]


def test_a_run_leaves_no_trace_and_brings_its_own_settings(write, tmp_path, monkeypatch, capfd):
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    before, here = dict(os.environ), Path.cwd()
    check = (
        "import os, pathlib\n"
        f"assert os.environ['TRAJECTMONITOR_WORKSPACE'] == {str(tmp_path)!r}\n"
        "assert 'trajectmonitor-' in str(pathlib.Path.cwd())"
    )
    execute(write(new_code_cell(check)), {}, tmp_path)
    assert (dict(os.environ), Path.cwd()) == (before, here)
    assert capfd.readouterr() == ("", "")


def test_a_failed_cell_is_named_without_quoting_a_value(write, tmp_path):
    path = write(new_code_cell("1", id="fine"), new_code_cell("{}['Jan Peeters']", id="broken"))
    with pytest.raises(NotebookError) as failure:
        execute(path, {}, tmp_path)
    assert str(failure.value) == "demo.ipynb, cell broken: the cell failed with KeyError"
    assert failure.value.notebook.cells[-1].outputs[0].ename == "KeyError"


def test_an_error_of_our_own_keeps_its_sentence(write, tmp_path):
    source = "from analysis.problems import UsageError\nraise UsageError('a.toml: no.')"
    with pytest.raises(NotebookError, match=r"failed with UsageError: a\.toml: no\."):
        execute(write(new_code_cell(source, id="x")), {}, tmp_path)


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (new_output("stream", name="stderr", text="Jan"), "printed something"),
        (new_output("execute_result", {"text/plain": "Jan"}), "ends in an expression"),
        (new_output("display_data", {"text/html": "Jan"}), "no payload"),
        (new_output("display_data", {MIME_TYPE: {"type": "Jan"}}), "cannot be read"),
        (new_output("error", ename="E", evalue="Jan", traceback=[]), "failed"),
    ],
)
def test_any_other_output_is_a_failure_that_quotes_nothing(output, said):
    notebook = new_notebook(cells=[new_code_cell("x", id="odd", outputs=[output])])
    with pytest.raises(NotebookError, match=f"demo, cell odd: .*{said}") as failure:
        collected("demo", notebook)
    assert "Jan" not in str(failure.value)
    assert failure.value.notebook is notebook


def test_two_tables_of_one_notebook_bear_no_one_id():
    table = Table(id="sectors", caption=Message(id="x"), columns=[], rows=[], row_key=[])
    chart = Chart(
        id="sectors", headline=Message(id="x"), subtitle=Message(id="x"), columns=[], rows=[],
        category="", series=[],
    )  # fmt: skip

    def notebook(*payloads):
        shown = [
            new_output("display_data", {MIME_TYPE: one.model_dump(mode="json")}) for one in payloads
        ]
        cells = [
            new_code_cell("x", id=name, outputs=[one])
            for name, one in zip(("first", "second"), shown, strict=True)
        ]
        return new_notebook(cells=cells)

    assert len(collected("demo", notebook(chart, table))) == 2
    with pytest.raises(
        NotebookError, match=r'cells first and second: each shows a table "sectors"'
    ):
        collected("demo", notebook(table, table))
