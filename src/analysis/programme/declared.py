"""What every declaration is made of: frozen pieces, and texts in the languages of the reports."""

from __future__ import annotations

from typing import Annotated

from babel import localedata
from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator


class Declared(BaseModel):
    """A frozen declaration; a key that does not exist is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _exists(code: str) -> str:
    if not (code.isalpha() and code.islower() and localedata.exists(code)):
        raise ValueError(
            f'"{code}" is not the code of a language. Write nl, en, or another code such as fr'
        )
    return code


Language = Annotated[str, AfterValidator(_exists)]
"""A language by its code."""


class Text(BaseModel):
    """A text of the programme in the languages of its reports. Dutch comes first.

    Dutch and English are compulsory; any other language may stand beside them by its code.
    """

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, str]

    nl: str
    en: str

    @model_validator(mode="after")
    def _languages_exist(self) -> Text:
        for code in self.__pydantic_extra__:
            _exists(code)
        return self

    def in_languages(self) -> dict[str, str]:
        """The text by language."""
        return {"nl": self.nl, "en": self.en, **self.__pydantic_extra__}
