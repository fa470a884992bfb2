"""The programmes that collect innovations, and their rules: data, one TOML file each. `schemas/rules` applies them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from schemas.text import fold

Paper = Literal["letter", "table", "decision"]
Level = Literal["grassroots", "upper"]  # công đoàn cơ sở; công đoàn cấp trên trực tiếp cơ sở
Count = Annotated[int, Field(ge=0, le=10_000_000)]
_COMMON = "chuong trinh phong trao sang kien cong doan lien doan lao dong tinh"  # said in every letter


class Table(BaseModel):
    """A table of a programme's file. Names that no rule knows are slips, and are told."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Phase(Table):
    """An innovation belongs to the phase in which it began to be applied; the portal takes it in that phase's days."""

    id: str
    name: str
    first_day: date
    last_day: date
    portal_first: date | None = None
    portal_last: date | None = None


class Quota(Table):
    """How many innovations one unit may and must send. No level: every unit."""

    level: Level | None = None
    least: Count | None = None
    most: Count | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.least is None and self.most is None:
            raise ValueError("hạn mức cần có `least` (ít nhất) hoặc `most` (nhiều nhất)")
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError("hạn mức có `least` lớn hơn `most`")
        return self


class Target(Table):
    """What is striven for: a number of innovations, or a share of the members who have one."""

    phase: str | None = None  # none: the whole programme
    innovations: Count | None = None
    members_percent: Annotated[float, Field(gt=0, le=100)] | None = None
    source: str = ""


class Sources(Table):
    """The paragraph that each rule rests on, as a finding names it (`mục I.3 Hướng dẫn số …`)."""

    period: str = ""
    phases: str = ""
    portal: str = ""
    deadline: str = ""
    required: str = ""
    quotas: str = ""
    selected: str = ""
    recognised: str = ""
    unprotected: str = ""
    benefit_a_year: str = ""


class Rules(Table):
    """What a programme demands. First and last days are included; what is left out is not demanded."""

    source: str = ""  # the document that sets the rules, where `sources` names no paragraph
    applied_first: date | None = None  # an innovation must begin to be applied in this window
    applied_last: date | None = None
    portal_first: date | None = None
    portal_last: date | None = None
    portal_characters: Annotated[int, Field(gt=0)] | None = None  # of one answer on the portal
    dossier_deadline: date | None = None
    required: list[Paper] = ["letter", "table"]
    quotas: list[Quota] = Field(default_factory=list)
    selected: Count | None = None  # how many the province sends on
    recognised: bool = False  # only what an authority has recognised
    unprotected: bool = False  # nothing that intellectual property rights protect
    benefit_a_year: bool = False  # benefits are declared for one year
    phases: list[Phase] = Field(default_factory=list)
    targets: list[Target] = Field(default_factory=list)
    unit_targets: dict[str, Count] = Field(default_factory=dict)  # unit's name → innovations
    sources: Sources = Field(default_factory=Sources)

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        pairs = [
            ("applied_first", self.applied_first, self.applied_last),
            ("portal_first", self.portal_first, self.portal_last),
            *((f"phases.{p.id}", p.first_day, p.last_day) for p in self.phases),
            *((f"phases.{p.id}.portal_first", p.portal_first, p.portal_last) for p in self.phases),
        ]
        for name, first, last in pairs:
            if first and last and first > last:
                raise ValueError(f"`{name}`: ngày đầu {first:%d/%m/%Y} sau ngày cuối {last:%d/%m/%Y}")
        for one, two in zip(self.phases, self.phases[1:], strict=False):
            if one.last_day >= two.first_day:
                raise ValueError(f"giai đoạn “{two.id}” bắt đầu trước khi giai đoạn “{one.id}” kết thúc")
        unknown = {t.phase for t in self.targets if t.phase} - {p.id for p in self.phases}
        if unknown and self.phases:
            raise ValueError(f"`targets` nêu giai đoạn không có: {', '.join(sorted(unknown))}")
        return self

    def cited(self, rule: str) -> str:
        """The paragraph that a rule rests on, for the end of a sentence; empty where none is named."""
        paragraph = getattr(self.sources, rule) or self.source
        return f", theo {paragraph}" if paragraph else ""


class Variant(Rules):
    """A province's own rules: what it sets takes the place of the programme's, all else stays."""

    province: str


class Programme(Rules):
    """`names`: words by which letters name the programme; `mentions`: the same as regular expressions, folded."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    name: Annotated[str, Field(min_length=1)]
    names: list[str] = Field(default_factory=list)
    mentions: list[str] = Field(default_factory=list)
    variants: list[Variant] = Field(default_factory=list)

    @field_validator("mentions")
    @classmethod
    def _expressions(cls, given: list[str]) -> list[str]:
        for rule in given:
            try:
                too_wide = re.search(rule, _COMMON)
            except re.error as error:
                raise ValueError(f"biểu thức “{rule}” viết sai ({error})") from error
            if too_wide:
                raise ValueError(f"“{rule}” quá rộng, tờ trình nào cũng có")
        return given

    @field_validator("names")
    @classmethod
    def _words(cls, given: list[str]) -> list[str]:
        for words in given:
            if fold(words) in _COMMON:
                raise ValueError(f"“{words}” quá rộng, tờ trình nào cũng có")
        return given

    @model_validator(mode="after")
    def _can_be_known(self) -> Self:
        if not self.names and not self.mentions:
            raise ValueError("cần `names`: những chữ mà tờ trình dùng để gọi chương trình")
        return self

    def in_province(self, province: str | None) -> Programme:
        """The programme with a province's own rules; as it is where the province has none."""
        own = next((v for v in self.variants if province and fold(v.province) == fold(province)), None)
        if own is None:
            return self
        change = {name: getattr(own, name) for name in own.model_fields_set - {"province", "sources"}}
        sources = self.sources.model_copy(update={n: getattr(own.sources, n) for n in own.sources.model_fields_set})
        return self.model_copy(update={**change, "sources": sources})

    def named_at(self, key: str) -> int | None:
        """Where a folded text first names the programme."""
        rules = [*self.mentions, *(rf"\b{re.escape(fold(words))}\b" for words in self.names)]
        return min((found.start() for rule in rules if (found := re.search(rule, key))), default=None)


@cache
def programmes() -> tuple[Programme, ...]:
    """The programmes known to this build, in the order of their files' names."""
    folder = files("schemas") / "programmes"
    texts = sorted((f.name, f.read_text("utf-8")) for f in folder.iterdir() if f.name.endswith(".toml"))
    return tuple(Programme.model_validate(tomllib.loads(text)) for _, text in texts)


def named_in(text: str, known: Sequence[Programme] | None = None) -> list[Programme]:
    """The programmes that a text names, the one named first coming first. `known`: none given: this build's."""
    key = fold(text)
    found = [(at, p) for p in (programmes() if known is None else known) if (at := p.named_at(key)) is not None]
    return [programme for _, programme in sorted(found, key=lambda hit: hit[0])]
