"""`sovang pairs`: what waits for a person, one pair field by field, and the person's word."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Any

from flows.office import known_office
from flows.report import ALWAYS_TOLD
from register.brief import Titled
from register.clock import now
from register.exports import words
from register.exports.pairs import case, conclusion, notes
from register.grouping import GroupedPair, group_of, grouped, how_many
from register.register import Register
from schemas import masking
from schemas.changes import paths, same, value
from schemas.changes import shown as texts
from schemas.errors import SovangError
from schemas.innovation import Innovation
from schemas.match import Judgement
from schemas.written import day, money
from sovang.settings import Settings

_CODES = {"benefit_period": words.PERIODS, "sector": words.SECTORS}
_LISTED, _REASONS = 20, 4  # pairs without --all, reasons of each


@dataclass(frozen=True, slots=True)
class Answer:
    """`said`: one of the five answers, or `undo`."""

    said: str
    person: str
    reason: str = ""


def person(given: str | None) -> str:
    """Who decides. Raises SovangError for a name that is none."""
    name = " ".join((getpass.getuser() if given is None else given).split())
    if not name:
        raise SovangError("--by trống: ghi tên người quyết định.")
    return name


def listed(settings: Settings, *, every: bool, as_json: bool) -> int:
    """Prints the pairs that wait, or all; returns the exit status."""
    office = known_office(settings.data, settings.database)
    with closing(office.register):
        found = grouped(office.register.database, waiting=not every)
        if as_json:
            print(json.dumps([pair.model_dump(mode="json") for pair in found], ensure_ascii=False, indent=1))
            return 0
        most = [*(found if every else islice(found, _LISTED))]
        titles = office.register.brief.titles({end for pair in most for end in (pair.id_a, pair.id_b)})
        total = how_many(office.register.database, waiting=not every)
    print("\n".join(_lines(most, titles, total)))
    return 0


def shown(settings: Settings, id_a: str, id_b: str, *, as_json: bool) -> int:
    """Prints one pair field by field, with every reason and what was said of it."""
    office = known_office(settings.data, settings.database)
    with closing(office.register):
        pair = _pair(office.register, id_a, id_b)
        one, other = _both(office.register, pair)
    if as_json:
        sides = [_private(side.model_dump(mode="json")) for side in (one, other)]
        print(json.dumps({**pair.model_dump(mode="json"), "sides": sides}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_sheet(pair, one, other)))
    return 0


def answered(settings: Settings, id_a: str, id_b: str, answer: Answer, *, as_json: bool) -> int:
    """Keeps or takes back a person's word and says what holds now."""
    office = known_office(settings.data, settings.database)
    with closing(office.register):
        judging = office.register.judging
        if answer.said == "undo":
            judging.undo(id_a, id_b, answer.person)
        else:
            judging.judge(_pair(office.register, id_a, id_b), Judgement(answer.said), answer.person, answer.reason)
        held = group_of(office.register.database, id_a, id_b)
    if as_json:
        print(json.dumps(held.model_dump(mode="json") if held else None, ensure_ascii=False))
    else:
        print(f"{id_a} – {id_b}: {_held(held) if held else 'không còn là cặp nghi trùng'}")
        for note in notes(held) if held else []:
            print(f"  {note}")
        if held and held.judgement == Judgement.SAME:
            print(f"Xem trước khi gộp: sovang merge {id_a}")
    return 0


class Shown(GroupedPair):
    """`live`: the register holds this pair; else it was compared for the one who asks."""

    live: bool = True


def _pair(register: Register, id_a: str, id_b: str) -> Shown:
    """What the register holds of the pair, else what comparing the two says now."""
    if id_a == id_b:
        raise SovangError(f"{id_a}: một sáng kiến không trùng với chính nó, cần hai mã khác nhau.")
    found = group_of(register.database, id_a, id_b)
    if found is not None:
        return Shown.model_validate(found.model_dump())
    from matchers import compare

    sides = register.judging.records([id_a, id_b])
    if missing := sorted({id_a, id_b} - {side.id for side in sides}):
        raise SovangError(f"Không có sáng kiến {', '.join(missing)} trong sổ: xem mã bằng `sovang find`.")
    return Shown(**compare(sides[0], sides[1]).model_dump(), at=now(), live=False)


def _both(register: Register, pair: GroupedPair) -> tuple[Innovation, Innovation]:
    found = {item.id: item for item in register.listing.shown([pair.id_a, pair.id_b])}
    if missing := sorted({pair.id_a, pair.id_b} - found.keys()):
        raise SovangError(f"{', '.join(missing)} không còn trong sổ (dòng đã rút khi đọc lại).")
    return found[pair.id_a], found[pair.id_b]


def _lines(pairs: Sequence[GroupedPair], titles: Mapping[str, Titled], total: int) -> Iterator[str]:
    for number, pair in enumerate(pairs, 1):
        group = f"  [cụm {pair.cluster}]" if pair.cluster else ""
        yield f"{number}. {pair.id_a} – {pair.id_b}  {pair.score:.0%}  {case(pair) or _held(pair)}{group}"
        for end in (pair.id_a, pair.id_b):
            if end in titles:
                yield f"     {end}: {titles[end].title} ({titles[end].source_name}, TT {titles[end].ordinal})"
        first = sorted(pair.reasons, key=lambda reason: reason.code != ALWAYS_TOLD)
        told = [reason.told for reason in first if reason.weight or reason.code == ALWAYS_TOLD]
        yield f"     vì: {'; '.join(told[:_REASONS]) or 'nội dung gần giống'}"
        yield from (f"     {note}" for note in notes(pair))
    if total > len(pairs):
        yield f"… còn {total - len(pairs)} cặp nữa: thêm --all, hoặc `sovang export duplicates`."
    if not pairs:
        yield "Không có cặp nghi trùng nào đang chờ."
        return
    yield "Xem từng mục: sovang pairs MÃ MÃ. Kết luận: thêm --same (trùng), --different (không trùng),"
    yield "--series (cùng tác giả, khác sáng kiến), --copied (nghi sao chép), --unsure (chưa rõ); bỏ: --undo."


def _sheet(pair: Shown, one: Innovation, other: Innovation) -> Iterator[str]:
    yield f"{pair.id_a} – {pair.id_b}  {pair.score:.0%}  {case(pair)}".rstrip()
    yield f"Kết luận: {_held(pair) if pair.live else 'chưa có; máy không nghi cặp này'}"
    yield from notes(pair)
    yield ""
    facts = (("Đơn vị gửi", "unit"), ("Hồ sơ", "id"), ("Số tờ trình", "number"), ("Ngày tờ trình", "date"))
    rows = [(label, getattr(one.dossier, name), getattr(other.dossier, name)) for label, name in facts]
    rows += [(words.field(path), _seen(one, path), _seen(other, path)) for path in paths(one, other)]
    for label, left, right in rows:
        if not left and not right:
            continue
        if same(left, right):
            yield f"  = {label}: {texts(left, None)[0]}"
        else:
            yield f"  ≠ {label}:"
            yield from (f"      {side}: {text}" for side, text in zip("AB", texts(left, right), strict=True))
    yield ""
    yield "Lý do, nặng trước:"
    yield from (f"  {reason.told}" for reason in pair.reasons)


def _seen(item: Innovation, path: str) -> object:
    """A field's value as a reviewer sees it: phones masked, authors by name where their number differs."""
    if path == "authors":
        return [author.full_name for author in item.authors]
    found = value(item, path)
    if path.endswith(".phone") and found:
        return masking.phone(str(found))
    if path == "benefit_vnd" and isinstance(found, int):
        return money(found)
    return _CODES.get(path, {}).get(str(found), found)


def _private(side: dict[str, Any]) -> dict[str, Any]:
    """JSON of an innovation with its phones masked."""
    for author in side["authors"]:
        author["phone"] = masking.phone(author["phone"]) if author.get("phone") else None
    return side


def _held(pair: GroupedPair) -> str:
    said = conclusion(pair)
    return f"{said} ({pair.person}, {day(pair.at)})" if pair.person else said
