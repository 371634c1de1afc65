"""Reads one list as text with a library that is made for tables; its environment is its own."""

import json
import resource
import sys
import time


def pandas(path):
    """All cells as text, none of them taken for a gap."""
    import pandas

    started = time.perf_counter()
    frame = pandas.read_csv(path, sep=";", dtype=str, keep_default_na=False)
    return len(frame), started


def polars(path):
    """All columns as text."""
    import polars

    started = time.perf_counter()
    frame = polars.read_csv(path, separator=";", infer_schema=False)
    return frame.height, started


def duckdb(path):
    """All columns as text, in a table in memory."""
    import duckdb

    connection = duckdb.connect()
    started = time.perf_counter()
    # Its strict mode takes a line end of two signs inside a cell for a quotation mark left open.
    how = "delim=';', quote='\"', strict_mode=false, header=true, all_varchar=true"
    told = f"read_csv('{path}', {how})"
    connection.execute(f"create table list as select * from {told}")
    ((count,),) = connection.execute("select count(*) from list").fetchall()
    return count, started


count, started = {"pandas": pandas, "polars": polars, "DuckDB": duckdb}[sys.argv[1]](sys.argv[2])
seconds = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"rows": count, "seconds": seconds, "peak": peak}))
