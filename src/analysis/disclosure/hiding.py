"""A sentence whose count is hidden says something true without it."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.counted import Counted, Group
from analysis.disclosure.choice import Choice
from analysis.disclosure.said import group_of
from analysis.disclosure.wordings import COUNT, DERIVED, behind, chosen, everywhere, named, told
from analysis.payload import Hidden, Message, Value
from analysis.programme.disclosure import Disclosure

CONFIDENTIAL = Hidden(hidden="confidential")
SMALL_BASE = Hidden(hidden="small_base")

WITHOUT = "hidden.sentence"
"""Says in general that a figure is not shown."""


def is_hidden(
    counted: Counted, row: Mapping[str, object], choice: Choice, rules: Disclosure
) -> bool:
    """Whether the count of what a row says is hidden, or one that a statistic is worked out of."""
    group = group_of(counted, row, rules)
    if group in choice.hidden:
        return True
    parts = counted.parted(row) if rules.smallest(group.unit) > 1 else []
    return not all(choice.is_shown(Group(group.unit, part.of)) for part in parts)


def falls_apart(
    counted: Counted, row: Mapping[str, object], choice: Choice, rules: Disclosure
) -> bool:
    """Whether a part of those of whom a statistic is worked out is hidden by itself.

    Of two answers whose counts are hidden, a mean beside all others tells each.
    """
    whole = group_of(counted, row, rules)
    return any(_is_part(part, whole) for part in choice.hidden)


def _is_part(part: Group, whole: Group) -> bool:
    """Whether a group asks the same as another but for fewer values of one variable."""
    asks, asked = dict(part.of), dict(whole.of)
    other = [name for name in asks if asks[name] != asked.get(name)]
    return (
        part.unit == whole.unit
        and asks.keys() == asked.keys()
        and len(other) == 1
        and asks[other[0]] < asked[other[0]]
    )


def hidden_message(
    message: Message, choice: Choice, rules: Disclosure, lost: bool = False
) -> Message:
    """The message, or `<id>.confidential` with what may be told, where something is hidden.

    Where that does not exist, or names what is hidden, it only says that a figure is not shown.
    `lost` tells that the frame it was worded from is not shown as it was.
    """
    given = told(message)
    if lost or _tells_hidden(message, given, choice, rules):
        return _instead(message, choice, rules)
    values = {name: _of_base(value, message, rules) for name, value in given.items()}
    names = named(message.id)
    count = message.count if names is None or COUNT in names else None
    return message.model_copy(update={"values": values, "count": count})


def _tells_hidden(
    message: Message, given: Mapping[str, Value], choice: Choice, rules: Disclosure
) -> bool:
    hidden = {name for name, v in message.values.items() if _hides(v, choice, rules)}
    if hidden & behind(message).keys():
        return True
    if hidden and any(_decided(value) for value in given.values()):
        return True
    counted = [value.counted for value in message.values.values() if value.counted]
    means = any(value.kind == "number" and value.counted is None for value in given.values())
    return means and any(falls_apart(one, {}, choice, rules) for one in counted)


def _decided(value: Value) -> bool:
    """Whether counts decided what stands there: a mean, or the code of the largest group."""
    return value.counted is None and (value.kind in DERIVED or not chosen(value))


def _instead(message: Message, choice: Choice, rules: Disclosure) -> Message:
    id = f"{message.id}.confidential"
    names = named(id)
    safe = {
        name: value
        for name, value in message.values.items()
        if (not _hides(value, choice, rules) if value.counted else chosen(value))
    }
    if names is None or not everywhere(id) or not names <= safe.keys():
        return Message(id=WITHOUT)
    count = safe[COUNT].value if COUNT in names else None
    return Message(
        id=id,
        values={name: value for name, value in safe.items() if name in names},
        count=count if isinstance(count, int) else None,
    )


def _hides(value: Value, choice: Choice, rules: Disclosure) -> bool:
    return value.counted is not None and is_hidden(value.counted, {}, choice, rules)


def _of_base(value: Value, message: Message, rules: Disclosure) -> Value:
    """A share of too few is no share."""
    base = message.values.get("base")
    unit = message.values.get("unit")
    protected = unit is not None and rules.smallest(str(unit.value)) > 1
    if value.kind != "share" or not protected or not base or not isinstance(base.value, int):
        return value
    few = base.value < rules.min_base
    return value.model_copy(update={"value": Hidden(hidden="small_base")}) if few else value
