"""The commands of judging: `sovang pairs`, `sovang merge`, `sovang retrain`."""

from __future__ import annotations

from typing import Annotated

import typer

from sovang.options import AsJson, Data, Database, settings_of

By = Annotated[str | None, typer.Option("--by", metavar="NGƯỜI", help="Ai quyết định; bỏ trống: người đang đăng nhập.")]


def pairs(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="MÃ MÃ", help="Hai mã sáng kiến; bỏ trống: các cặp đang chờ.")
    ] = None,
    same: Annotated[bool, typer.Option("--same", help="Trùng: hai dòng là một sáng kiến.")] = False,
    different: Annotated[bool, typer.Option("--different", help="Không trùng: hai sáng kiến khác nhau.")] = False,
    series: Annotated[bool, typer.Option("--series", help="Cùng tác giả, khác sáng kiến.")] = False,
    copied: Annotated[bool, typer.Option("--copied", help="Nghi sao chép; cần hai người.")] = False,
    unsure: Annotated[bool, typer.Option("--unsure", help="Chưa rõ: đã xem, để lại.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Bỏ kết luận mới nhất của cặp này.")] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="CHỮ", help="Vì sao.")] = "",
    by: By = None,
    every: Annotated[bool, typer.Option("--all", help="Liệt kê mọi cặp, cả cặp đã kết luận.")] = False,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Cặp nghi trùng: xem cặp đang chờ với lý do, xem từng mục một cặp, kết luận, hoặc bỏ kết luận."""
    from sovang import pairs as desk

    told = {"same": same, "different": different, "series": series, "copied": copied, "unsure": unsure, "undo": undo}
    said = [name for name, given in told.items() if given]
    if len(said) > 1:
        raise typer.BadParameter(f"chỉ một kết luận một lần, không cùng lúc --{' và --'.join(said)}")
    if ids and len(ids) != 2:
        raise typer.BadParameter("cần đúng hai mã sáng kiến, như HS2026-00001-002 HS2026-00007-001")
    if not ids and (said or reason):
        raise typer.BadParameter("kết luận cần hai mã sáng kiến")
    settings = settings_of(data, database)
    if not ids:
        raise typer.Exit(desk.listed(settings, every=every, as_json=as_json))
    if not said:
        raise typer.Exit(desk.shown(settings, ids[0], ids[1], as_json=as_json))
    word = desk.Answer(said[0], desk.person(by), reason)
    raise typer.Exit(desk.answered(settings, ids[0], ids[1], word, as_json=as_json))


def merge(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="MÃ...", help="Sáng kiến của nhóm; bỏ trống: nhóm chờ gộp."),
    ] = None,
    do: Annotated[bool, typer.Option("--apply", help="Gộp như vừa xem.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Bỏ gộp: mọi dòng trở lại như trước.")] = False,
    keep: Annotated[
        str | None, typer.Option("--keep", metavar="MÃ", help="Dòng được giữ; bỏ trống: dòng sớm nhất.")
    ] = None,
    told: Annotated[list[str] | None, typer.Option("--set", metavar="MỤC=MÃ", help="Lấy mục này từ dòng kia.")] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="CHỮ", help="Vì sao.")] = "",
    by: By = None,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Gộp các dòng đã kết luận trùng thành một sáng kiến: xem trước từng mục, gộp, hoặc bỏ gộp."""
    from sovang import merging, pairs

    settings = settings_of(data, database)
    if not ids:
        if do or undo or keep or told:
            raise typer.BadParameter("cần mã sáng kiến: xem nhóm chờ gộp bằng `sovang merge`")
        raise typer.Exit(merging.listed(settings, as_json=as_json))
    if undo:
        if do or keep or told or len(ids) > 1:
            raise typer.BadParameter("--undo chỉ cần một mã sáng kiến của nhóm")
        raise typer.Exit(merging.undone(settings, ids[0], pairs.person(by), as_json=as_json))
    wanted = merging.Wanted(ids, keep, told or [])
    if not do:
        raise typer.Exit(merging.planned(settings, wanted, as_json=as_json))
    raise typer.Exit(merging.applied(settings, wanted, pairs.person(by), reason, as_json=as_json))


def retrain(
    adopt: Annotated[bool, typer.Option("--adopt", help="Dùng mô hình mới nếu không kém đi.")] = False,
    revert: Annotated[bool, typer.Option("--revert", help="Quay lại mô hình dùng trước đó.")] = False,
    by: By = None,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Chỉnh mô hình so trùng theo kết luận của cơ quan: xem đổi gì, rồi mới dùng; quay lại được."""
    from sovang import pairs, retraining

    if adopt and revert:
        raise typer.BadParameter("--adopt hoặc --revert, không cùng lúc")
    settings = settings_of(data, database)
    if revert:
        raise typer.Exit(retraining.reverted(settings, pairs.person(by), as_json=as_json))
    adopting = pairs.person(by) if adopt else None
    raise typer.Exit(retraining.tried(settings, adopting=adopting, as_json=as_json))
