"""A report is written with message ids; the words of each language stand in its catalogue.

A catalogue is the gettext file `messages/<language>.po`, with our ids as msgid; the languages
are those that have one. Its header says for which place it writes (`Language: nl_BE`), and so
which numbers and dates. What a programme names itself (sectors, sessions) comes from its
declaration as labels. A code or a message without words never reaches a page: it is a UserError.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from analysis.draw.numbers import (
    Notation,
    chance_text,
    count_text,
    date_text,
    is_chance,
    number_text,
    share_text,
)
from analysis.payload import Cell, Column, Hidden, Message, Value
from analysis.problems import UserError, suggestion

Labels = Mapping[str, Mapping[str, Mapping[str, str]]]
"""vocabulary -> code -> language -> text"""

MISSING = "[x]"
HIDDEN = {"confidential": "[c]", "small_base": "[u]"}
"""The shorthand of official statistics for what a table does not show."""

PLURAL_ORDER = ("zero", "one", "two", "few", "many", "other")


FIRST = "nl"
"""The language in which a report is written before it is translated."""

FOUR_DIGITS = "notation.four_digits"
"""The message that shows how the language writes 1234 in a sentence."""


def languages() -> tuple[str, ...]:
    """The languages that have a catalogue, Dutch first."""
    known = (entry.name for entry in _messages().iterdir())
    found = sorted(name.removesuffix(".po") for name in known if name.endswith(".po"))
    return tuple(sorted(found, key=lambda language: language != FIRST))


@lru_cache(maxsize=8)
def catalogue(language: str) -> Catalog:
    """The words of one language, read once.

    Raises UserError when nobody translated into this language yet, or where the catalogue does
    not say for which place it writes.
    """
    if language not in (known := languages()):
        raise UserError(
            f'"{language}" is not a language of the pages. {suggestion(language, known)}'
        )
    with (_messages() / f"{language}.po").open("rb") as file:
        found = read_po(file, abort_invalid=True)
    if found.locale is None or not found.locale.territory:
        raise UserError(
            f"draw/messages/{language}.po: its header does not say for which place it writes. "
            f'Add a line "Language: {language}_BE\\n", with the right country.'
        )
    return found


def _messages() -> Traversable:
    return resources.files("analysis.draw") / "messages"


@dataclass(frozen=True)
class Words:
    """What messages, values and codes are called in one language."""

    language: str
    labels: Labels = field(default_factory=dict)

    @property
    def notation(self) -> Notation:
        """How this language writes numbers and dates."""
        locale = catalogue(self.language).locale
        assert locale is not None, "catalogue() refuses one without"
        return Notation(locale, groups_four_digits=self._form(FOUR_DIGITS, None) != "1234")

    def has(self, id: str) -> bool:
        """Whether the catalogue holds words for a message."""
        entry = catalogue(self.language).get(id)
        return entry is not None and bool(entry.string)

    def say(self, id: str, count: int | None = None, /, **texts: str) -> str:
        """A message of the page itself, with its values already in words."""
        try:
            return self._form(id, count).format_map(texts)
        except KeyError as name:
            raise UserError(
                f'messages/{self.language}.po, "{id}": names {{{name.args[0]}}}, '
                f"which this message is not given. {suggestion(str(name.args[0]), texts)}"
            ) from None

    def message(self, message: Message) -> str:
        """A message with its values put in by name, in the plural of its count."""
        texts = {
            name: self._written(value, value.value, in_table=False, name=name)
            for name, value in message.values.items()
        }
        return self.say(message.id, message.count, **texts)

    def value(self, value: Value) -> str:
        """A value in running text."""
        return self._written(value, value.value, in_table=False)

    def cell(self, column: Column, plain: Cell) -> str:
        """A value in a table, where a shorthand stands for what is not shown or recorded."""
        return self._written(column, plain, in_table=True, name=column.key)

    def heading(self, column: Column) -> str:
        """What stands above a column."""
        return self.message(column.heading or Message(id=f"column.{column.key}"))

    def label(self, vocabulary: str, code: str, count: int | None = None) -> str:
        """What a code is called: by its programme, else by the catalogue.

        Raises UserError when neither has words for it.
        """
        texts = self.labels.get(vocabulary, {}).get(code, {})
        if text := texts.get(self.language):
            return text
        id = f"code.{vocabulary}.{code}"
        if self.has(id):
            return self._form(id, count)
        raise UserError(
            f'The code "{code}" of "{vocabulary}" has no words in language "{self.language}". '
            f"Label it in the programme's declaration, or add {id} to "
            f"draw/messages/{self.language}.po."
        )

    def _form(self, id: str, count: int | None) -> str:
        entry = catalogue(self.language).get(id)
        if entry is None or not entry.string:
            raise UserError(
                f'draw/messages/{self.language}.po: message "{id}" is not there. '
                "Add it, with its words as msgstr."
            )
        if isinstance(entry.string, str):
            return entry.string
        return entry.string[self._plural(count, len(entry.string))]

    def _plural(self, count: int | None, forms: int) -> int:
        """Which plural form: the last where no count is known."""
        if count is None:
            return forms - 1
        rule = self.notation.locale.plural_form
        order = [tag for tag in PLURAL_ORDER if tag in {*rule.tags, "other"}]
        return min(order.index(rule(abs(count))), forms - 1)

    def _written(self, what: Column | Value, plain: Cell, *, in_table: bool, name: str = "") -> str:
        kind = what.kind
        if isinstance(plain, Hidden):
            return HIDDEN[plain.hidden] if in_table else self.say(f"hidden.{plain.hidden}")
        if plain is None:
            return MISSING if in_table else self.say("missing.text")
        if kind == "code":
            return self.label(what.vocabulary or "", str(plain))
        if kind == "mark":
            return self.say("mark.true" if plain else "mark.false")
        if kind == "text":
            return str(plain)
        if kind == "date":
            return date_text(str(plain), self.notation)
        if kind == "number" and is_chance(name) and isinstance(plain, float):
            return chance_text(plain, self.notation, what.decimals)
        return self._number(what, plain, in_table)

    def _number(self, what: Column | Value, plain: int | float | str, in_table: bool) -> str:
        kind = what.kind
        if isinstance(plain, (str, bool)):
            raise UserError(f"A {kind} must be a number, but one is {type(plain).__name__}.")
        if kind == "count":
            return count_text(int(plain), self.notation, in_table)
        if kind == "share":
            return share_text(float(plain), self.notation)
        return number_text(plain, self.notation, in_table, what.decimals)

    def day(self, day: date) -> str:
        """A date in words."""
        return date_text(day, self.notation)

    def listed(self, texts: Sequence[str]) -> str:
        """Several texts as one enumeration: `a, b en c`."""
        return format_list(list(texts), locale=self.notation.locale)
