"""The command `sovang`. Everything heavy is imported inside the commands: `--help` must answer at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from schemas.errors import SovangError, trouble_with
from sovang import export_cli, usage
from sovang.find_cli import find
from sovang.import_cli import import_
from sovang.index_cli import index
from sovang.keeping_cli import keeping
from sovang.options import AsJson, Data, Database, Inbox, settings_of
from sovang.pairs_cli import merge, pairs, retrain
from sovang.people_cli import people
from sovang.person_cli import person, retention
from sovang.units_cli import units

app = typer.Typer(
    name="sovang",
    help="Sổ vàng sáng kiến: từ hồ sơ giấy đến một cuốn sổ sạch.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(units)
app.add_typer(index)
app.add_typer(person)
app.command()(retention)
app.command()(pairs)
app.command()(merge)
app.command()(retrain)
app.command()(find)
app.add_typer(people)
export_cli.add_to(app)
app.add_typer(keeping)
app.command("import")(import_)


_DAYS = ["%d/%m/%Y", "%Y-%m-%d"]


@app.command()
def ingest(
    paths: Annotated[list[str], typer.Argument(metavar="TỆP...", help="Tệp hay thư mục; `thư-mục/`: mỗi mục con.")],
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Nhận hồ sơ, đọc, so trùng và ghi vào sổ."""
    from sovang.runs import ingest as run

    raise typer.Exit(run(settings_of(data, database), paths, as_json=as_json))


@app.command()
def nightly(
    data: Data = None,
    database: Database = None,
    inbox: Inbox = None,
    plain: Annotated[bool, typer.Option("--plain", help="Chạy cùng các bước mà không dùng Prefect.")] = False,
    as_json: AsJson = False,
) -> None:
    """Lượt chạy đêm: hộp hồ sơ → đọc → so trùng → báo cáo, một lần."""
    from sovang.runs import nightly as run

    raise typer.Exit(run(settings_of(data, database, inbox), plain=plain, as_json=as_json))


@app.command()
def match(
    everything: Annotated[bool, typer.Option("--all", help="So lại toàn bộ sổ.")] = False,
    records: Annotated[Path | None, typer.Option("--records", help="So một tệp JSONL, không dùng sổ.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Tệp CSV kết quả của --records.")] = None,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Tìm sáng kiến trùng: trong sổ, hoặc trong một tệp."""
    from sovang import matching

    if out is not None and records is None:
        raise typer.BadParameter("--out chỉ dùng với --records")
    if records is not None:
        if out is None:
            raise typer.BadParameter("--records cần --out FILE.csv")
        raise typer.Exit(matching.match_file(records, out, as_json=as_json))
    raise typer.Exit(matching.match_register(settings_of(data, database), everything=everything, as_json=as_json))


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(metavar="TỆP...", help="Tệp cần đọc.")],
    as_json: AsJson = False,
) -> None:
    """In ra những gì máy đọc được trong tệp (chữ, bảng cách nhau bằng tab); không ghi sổ."""
    from sovang.reading import read as run

    raise typer.Exit(run(files, settings_of(None, None).limits, as_json=as_json))


@app.command()
def retry(
    dossiers: Annotated[
        list[str] | None, typer.Argument(metavar="MÃ-HỒ-SƠ", help="Mã hồ sơ, như HS2026-00042.")
    ] = None,
    failed: Annotated[bool, typer.Option("--all", help="Mọi hồ sơ có mục để riêng.")] = False,
    every: Annotated[bool, typer.Option("--every", help="Cả sổ, sau khi đổi quy định của chương trình.")] = False,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Đọc lại hồ sơ (đã cài thêm công cụ, dọn ổ đĩa…) hay xét lại theo quy định mới; điều người đã định vẫn giữ."""
    from sovang.runs import retry as run

    if [failed, every, bool(dossiers)].count(True) != 1:
        raise typer.BadParameter("nêu mã hồ sơ, hoặc --all, hoặc --every")
    raise typer.Exit(run(settings_of(data, database), dossiers or [], every=every, as_json=as_json))


@app.command()
def columns(
    dossier: Annotated[str | None, typer.Argument(metavar="MÃ-HỒ-SƠ", help="Mã hồ sơ; bỏ trống: mọi bảng chờ.")] = None,
    table: Annotated[int, typer.Option("--table", help="Bảng thứ mấy của hồ sơ.")] = 1,
    told: Annotated[list[str] | None, typer.Option("--set", metavar="CỘT=MỤC", help="Cột nào là mục nào.")] = None,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Bảng có mẫu lạ: xem các cột, chỉ cột nào là mục nào; câu trả lời được nhớ cho đơn vị ấy."""
    from sovang.columns import columns as run

    if told and dossier is None:
        raise typer.BadParameter("--set cần mã hồ sơ")

    raise typer.Exit(run(settings_of(data, database), dossier, table, told or [], as_json=as_json))


@app.command()
def status(data: Data = None, database: Database = None, as_json: AsJson = False) -> None:
    """Đang chờ gì, hỏng gì, nghi trùng gì, đã ghi sổ bao nhiêu."""
    from sovang.state import status as run

    raise typer.Exit(run(settings_of(data, database), as_json=as_json))


@app.command()
def verify(
    quick: Annotated[bool, typer.Option("--quick", help="Kiểm nhanh: nhật ký gần đây, vài trăm tệp gốc.")] = False,
    anchor: Annotated[str | None, typer.Option("--anchor", metavar="MỐC", help="So với mốc nhật ký đã ghi.")] = None,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Kiểm tra cơ sở dữ liệu, nhật ký và bản gốc có nguyên vẹn không; in mốc nhật ký."""
    from sovang.verifying import verify as run

    raise typer.Exit(run(settings_of(data, database), quick=quick, anchor=anchor, as_json=as_json))


@app.command()
def desk(
    host: Annotated[str, typer.Option("--host", help="Địa chỉ lắng nghe; mặc định chỉ máy này.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Cổng.")] = 8765,
    data: Data = None,
    database: Database = None,
) -> None:
    """Bàn thẩm định trên trình duyệt: xem, kiểm tra, xử lý nghi trùng."""
    from sovang.desk import desk as run

    raise typer.Exit(run(settings_of(data, database), host, port))


@app.command()
def doctor(data: Data = None, database: Database = None, as_json: AsJson = False) -> None:
    """Kiểm tra máy: Tesseract, LibreOffice, cơ sở dữ liệu, ổ đĩa; nói cách sửa từng mục."""
    from sovang.doctor import doctor as run

    raise typer.Exit(run(settings_of(data, database), as_json=as_json))


def main() -> None:
    """Entry point. Exit status: 0 done, 1 something set aside, 2 usage or setup, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.exit(usage.run(app))
    except SovangError as error:
        print(f"Lỗi: {error}", file=sys.stderr)
        sys.exit(2)
    except OSError as error:
        if error.errno is None or error.filename is None:
            raise  # no path that somebody can look at
        print(f"Lỗi: {trouble_with(error)}.", file=sys.stderr)
        sys.exit(2)
    except Exception as error:
        from sovang.faults import in_one_line

        print(
            f"Lỗi của phần mềm: {in_one_line(error)}. Báo người phụ trách kèm dòng này và sovang.log.", file=sys.stderr
        )
        sys.exit(2)
    except KeyboardInterrupt:
        print("Đã dừng. Chạy lại lệnh sẽ làm tiếp từ chỗ dở.", file=sys.stderr)
        sys.exit(130)
