"""One row in two versions: what each settles in the other, and what a person is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from register.exports import words
from schemas.changes import WORKED_OUT, alike, covers, folded, paths, put, same, shown, value
from schemas.finding import Code, Finding
from schemas.innovation import Reading
from schemas.version import Held

_SURE = 0.99


@dataclass(slots=True)
class Compared:
    """`answers`: fields in doubt before that the newer version answers; `settled`: the other way round, or as before;
    `changed`: fields that say something else; `kept`: those of `settled` that take the value in force before."""

    answers: list[str] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def compare(before: Held, after: Held) -> Compared:
    """Field by field; only what a person has not settled is ever answered."""
    out = Compared()
    old, new = before.force.accepted, after.force.accepted
    for path in paths(old, new):
        was, now = value(old, path), value(new, path)
        doubted, doubtful = _asked(before, path), _asked(after, path)
        if _of_another(out, path):
            if not same(was, now):
                out.changed.append(path)
        elif same(was, now):
            if doubted != doubtful and not (doubtful and _open_change(before, path)):
                (out.answers if doubted else out.settled).append(path)
        elif before.person and same(value(before.read.accepted, path), now):
            out.settled.append(path)  # sent again as it was: the person has mended it already
            out.kept.append(path)
        elif not doubtful and (
            (doubted and alike(was, now)) or (_recognised(before, after, path) and folded(was, now))
        ):
            out.answers.append(path)
        elif WORKED_OUT.get(path) not in (*out.changed, *out.answers, *out.kept):
            out.changed.append(path)
        else:
            _follow(out, path)
    return out


def _of_another(out: Compared, path: str) -> bool:
    """Whether a field is of an author who stands in another's place: one's phone says nothing of the other's."""
    author, _, name = path.partition(".")
    return bool(name) and f"{author}.full_name" in out.changed


def _open_change(held: Held, path: str) -> bool:
    """Whether the older version's value is a change that was itself in doubt when it was read."""
    return path in held.changed and covers(held.read.review_fields, path)


def _follow(out: Compared, path: str) -> None:
    """What is worked out from a cell goes with the cell: nobody is asked twice about one."""
    cell = WORKED_OUT[path]
    if cell in out.answers:
        out.answers.append(path)
    elif cell in out.kept:
        out.settled.append(path)
        out.kept.append(path)


def _asked(held: Held, path: str) -> bool:
    """Whether it is doubtful what stands on the paper; a change is no such doubt."""
    return not held.person and path not in held.changed and covers(_doubts(held), path)


def _recognised(before: Held, after: Held, path: str) -> bool:
    """Whether only the older version was read from a picture, and no person has seen its value."""
    open_ = not before.person and path not in before.changed
    return open_ and _is_picture(before.read, path) and not _is_picture(after.read, path)


def _is_picture(read: Reading, path: str) -> bool:
    cell = _root(WORKED_OUT.get(path, path))
    return any(f.rest > 0 or bool(f.doubts) for name, f in read.fields.items() if _root(name) == cell)


def _root(path: str) -> str:
    return path.partition("[")[0].partition(".")[0]


def _doubts(held: Held) -> list[str]:
    return [name for name in held.force.review_fields if name not in held.changed]


def answer(before: Held, after: Held, found: Compared) -> None:
    """Puts the newer version's certain values where the older one's were in doubt and no person has spoken."""
    if before.person or not found.answers:
        return
    read, news = before.force, []
    accepted = read.accepted
    for path in found.answers:
        new = value(after.force.accepted, path)
        if not same(value(accepted, path), new):
            was, now = shown(value(accepted, path), new)
            message = f"{words.field(path)}: lấy “{now}” theo bản gửi lại ({after.innovation}); bản này đọc là “{was}”."
            news.append(Finding(code=Code.RESUBMISSION, field=path, message=message, ask=False))
        accepted = put(accepted, path, new)
    change = {"accepted": accepted, "phase": after.force.phase if "applied_from" in found.answers else read.phase}
    before.force = _without(read.model_copy(update=change), found.answers, news)


def settle(before: Held, after: Held, found: Compared) -> None:
    """Leaves in the newer version only what differs, each with both values."""
    if after.person:
        return
    accepted = after.force.accepted
    for path in found.kept:
        accepted = put(accepted, path, value(before.force.accepted, path))
    asked = [_difference(before, after, path) for path in found.changed]
    read = _without(after.force.model_copy(update={"accepted": accepted}), found.settled, asked)
    after.changed = found.changed
    after.force = read.model_copy(update={"review_fields": sorted({*read.review_fields, *found.changed})})


def _difference(before: Held, after: Held, path: str) -> Finding:
    was, now = shown(value(before.force.accepted, path), value(after.force.accepted, path))
    spoken = " (đã có người kiểm tra)" if before.person else ""
    message = f"Bản gửi lại sửa: trước là “{was}”{spoken}, nay là “{now}” (so với {before.innovation})."
    return Finding(code=Code.RESUBMISSION, field=path, message=message)


def _without(read: Reading, paths_settled: Iterable[str], news: Iterable[Finding]) -> Reading:
    """The reading with these fields no longer asked about, and with more to tell."""
    settled = {*paths_settled}
    left = [name for name in read.review_fields if not _all_settled(read, name, settled)]
    gone = {*read.review_fields} - {*left}
    findings = [f for f in read.findings if not (f.ask and (f.field or "*") in gone)]
    roots = {_root(path) for path in settled} - {_root(name) for name in left}
    sure = {name: max(_SURE, chance) for name, chance in read.confidence.items() if _root(name) in roots}
    change = {"review_fields": left, "findings": [*findings, *news], "confidence": {**read.confidence, **sure}}
    return read.model_copy(update=change)


def _all_settled(read: Reading, name: str, settled: set[str]) -> bool:
    """Whether every field that a question covers is settled."""
    mine = [path for path in paths(read.accepted, read.accepted) if covers([name], path)]
    return bool(mine) and all(covers([*settled], path) for path in mine)
