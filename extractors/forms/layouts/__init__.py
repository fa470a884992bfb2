"""Paper layouts as data: one small TOML file each.

`name`: what staff see. `needs`: of each list at least one field must be among the headings. `without`: fields that
must not. `[headings]`: wordings that have a meaning in this layout only, `"wording" = "field"`; what means the same
everywhere belongs into headings.toml.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractors.forms.form import Form
from extractors.forms.headings import key_of


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    needs: list[list[str]] = Field(min_length=1)
    without: list[str] = Field(default_factory=list)
    headings: dict[str, str] = Field(default_factory=dict)


def layout(form_id: str) -> Form:
    """The layout of the file `<form_id>.toml`. Raises ValueError that names the file and what is wrong in it."""
    source = files("extractors.forms.layouts") / f"{form_id}.toml"
    try:
        return form_of(form_id, source.read_text("utf-8"))
    except (FileNotFoundError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise ValueError(f"extractors/forms/layouts/{form_id}.toml: {error}") from error


def form_of(form_id: str, text: str) -> Form:
    """The layout that a TOML text describes."""
    read = _File.model_validate(tomllib.loads(text))
    headings = {key_of(wording): field for wording, field in read.headings.items()}
    return Form(form_id, read.name, tuple(map(frozenset, read.needs)), frozenset(read.without), headings)
