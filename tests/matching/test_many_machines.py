"""Names that many machines recognise each a part of get the verdicts that one machine gives."""

import csv
import os

import pytest

from analysis.matching import Known, Mention, Organisation

PART = 200


def labels(folder):
    with (folder / "derived_org_labels.csv").open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.full
def test_the_processes_of_a_cluster_recognise_their_parts_as_one_process_does_all(real):
    from distributed import Client, LocalCluster

    found = labels(real("belgif_org_names"))
    official = {row["org_uri"]: row["label"] for row in reversed(found) if row["lang"] == "nl"}
    known = Known(Organisation(uri, (name,)) for uri, name in official.items())
    names = [Mention(row["label"]) for row in found]
    parts = [names[place : place + PART] for place in range(0, len(names), PART)]
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1",
            dashboard_address=None,
        ) as cluster,
        Client(cluster) as client,
    ):  # fmt: skip
        everywhere = client.scatter(known, broadcast=True)
        verdicts = client.gather(client.map(Known.recognise, [everywhere] * len(parts), parts))
        workers = client.run(os.getpid)
    assert len(set(workers.values()) - {os.getpid()}) == 2
    alone = known.recognise(names)
    assert [verdict for part in verdicts for verdict in part] == alone
    assert {verdict.outcome for verdict in alone} == {"same", "doubtful", "new"}
