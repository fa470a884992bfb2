"""What one backup consists of: the last thing that is written of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

from pydantic import BaseModel, Field, ValidationError

from register.vault import Damaged


class Kept(BaseModel):
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    size: int = Field(ge=0)


class Manifest(BaseModel):
    """`files`: path within the data folder → content. `audit`: number and hash of the chain's newest line before it.

    `missing`: originals that were not there, or damaged, when this backup was made.
    """

    format: int = 1
    at: dt.datetime
    database: str  # sqlite, postgresql
    revision: str
    dump: Kept
    audit: tuple[int, str]
    originals: dict[str, int]  # sha256 → bytes
    missing: list[str] = Field(default_factory=list)
    files: dict[str, Kept] = Field(default_factory=dict)

    def content(self) -> bytes:
        """Its JSON under the JSON's SHA-256: plain manifests have no other guard."""
        text = self.model_dump_json(indent=1)
        return f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}\n".encode()

    @classmethod
    def parse(cls, content: bytes) -> Manifest:
        """Raises Damaged."""
        seal, _, text = content.partition(b"\n")
        if hashlib.sha256(text[:-1]).hexdigest().encode() != seal:
            raise Damaged("danh mục của bản sao lưu bị sửa hoặc bị cắt")
        try:
            return cls.model_validate(json.loads(text))
        except (ValueError, ValidationError) as error:
            raise Damaged("danh mục của bản sao lưu thuộc phiên bản khác") from error

    def objects(self) -> set[str]:
        return {*self.originals, self.dump.sha256, *(one.sha256 for one in self.files.values())}
