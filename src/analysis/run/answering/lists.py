"""What may be chosen in a workbook of questions: for each list its labels and what they mean."""

from __future__ import annotations

import difflib
from functools import cached_property

from analysis.cleaning.text import key, name_key
from analysis.draw.words import Words
from analysis.matching import Candidate, explained
from analysis.run.tables import Checked

REASONS = ("spelling", "abbreviation", "typing", "former_name", "asked")
"""Reasons that occur again and again, worded by the catalogue in every language."""


class Lists:
    """The lists of one programme in the language of the workbook."""

    def __init__(self, checked: Checked, words: Words) -> None:
        self.programme = checked.declarations.programme
        self.words = words
        rows = checked.cleaned.tables["participants"]
        named = rows["name"].fillna(rows["participant"]).astype("str")
        self._names = dict(zip(rows["participant"].astype("str"), named, strict=True))

    @cached_property
    def all(self) -> dict[str, dict[str, str]]:
        """List -> label -> what it stands for."""
        vocabularies = {*self.programme.vocabularies, *self.programme.recode, "municipality"}
        found = {f"code:{one}": self._codes(one) for one in sorted(vocabularies | {"domain"})}
        found["organisation"] = {self.called(one): one for one in self._names}
        found["export"] = {export.id: export.id for export in self.programme.exports}
        kinds = ("same", "apart", "new")
        found["match"] = {self.words.say(f"ask.match.{one}"): one for one in kinds}
        found["reason"] = {self.words.say(f"ask.reason.{one}"): one for one in REASONS}
        return {name: labels for name, labels in found.items() if labels}

    def of(self, name: str) -> list[str]:
        """The labels of a list."""
        return list(self.all.get(name, {}))

    def meant(self, name: str, text: str) -> str | None:
        """What a text of a list stands for: its label, or what the label stands for itself."""
        labels = self.all.get(name, {})
        spellings = {key(value): value for value in labels.values()}
        spellings |= {key(label): value for label, value in labels.items()}
        return spellings.get(key(text))

    def nearest(self, name: str, text: str) -> str | None:
        """The label of a list that is most like a text, if any is."""
        recoded = self.programme.recode.get(name.removeprefix("code:"), {})
        spelled = {key(raw): self.label(name, code) for raw, code in recoded.items()}
        spelled |= {key(label): label for label in self.of(name)}
        near = difflib.get_close_matches(key(text), list(spelled), n=1, cutoff=0.6)
        return spelled[near[0]] if near else None

    def label(self, name: str, value: str) -> str:
        """The label of a value; the value itself where it has none."""
        labels = {one: label for label, one in self.all.get(name, {}).items()}
        return labels.get(value, value)

    def called(self, participant: str) -> str:
        """The name of a participant, with its id where others bear that name."""
        name = self._names.get(participant, participant)
        return name if self._alone(name) else f"{name} ({participant})"

    def organisation(self, reference: str) -> str:
        """The label of an organisation that is declared by its id or its name."""
        if reference in self._names:
            return self.called(reference)
        found = [o for o, name in self._names.items() if name_key(name) == name_key(reference)]
        return self.called(found[0]) if len(found) == 1 else reference

    def declared(self, participant: str) -> str:
        """How a declaration names a participant: by its name where no other bears it."""
        name = self._names[participant]
        return name if self._alone(name) else participant

    def _alone(self, name: str) -> bool:
        return self._times.get(name_key(name), 0) < 2

    @cached_property
    def _times(self) -> dict[str, int]:
        times: dict[str, int] = {}
        for name in self._names.values():
            times[name_key(name)] = times.get(name_key(name), 0) + 1
        return times

    def _codes(self, vocabulary: str) -> dict[str, str]:
        if vocabulary == "municipality":
            return {one: one for one in self.programme.groups.get("arrondissement", {})}
        if vocabulary == "domain":
            codes = [domain.id for domain in self.programme.domains]
        else:
            recoded = self.programme.recode.get(vocabulary, {}).values()
            codes = [*dict.fromkeys([*self.programme.vocabularies.get(vocabulary, {}), *recoded])]
        return {self._worded(vocabulary, code): code for code in codes}

    def _worded(self, vocabulary: str, code: str) -> str:
        texts = self.words.labels.get(vocabulary, {}).get(code, {})
        return texts.get(self.words.language) or code

    def features(self, candidate: Candidate) -> str:
        """What speaks for and against a candidate, in words."""
        parts = []
        for feature, value in explained(candidate):
            if feature == "name":
                parts.append(self.words.say("ask.feature.name", share=f"{float(value or 0):.0%}"))
            elif feature == "rivals":
                if value:
                    parts.append(self.words.say("ask.feature.rivals", count=str(int(value))))
            elif self.words.has(id_ := f"ask.feature.{feature}.{'yes' if value else 'no'}"):
                parts.append(self.words.say(id_))
        return ", ".join(parts)
