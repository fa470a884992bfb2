"""People at the desk over real HTTP while a night runs: what they wait, and that nothing fails."""

from __future__ import annotations

import http.client
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

_THINKS = (0.5, 2.0)  # seconds between pages
_OWN = {"sec-fetch-site": "same-origin"}


def crowd(data: Path, who: tuple[Sequence[str], str], addresses: Sequence[str], seconds: int) -> str:
    """One line of figures. `who`: names and their password."""
    names, password = who
    waits: list[float] = []
    faults: list[str] = []
    with _child(data, "nightly", "--plain", "--json") as night, _served(data) as (port, desk):
        cookies = [_signed_in(port, name, password) for name in names]
        before, end = _cpu(desk), time.monotonic() + seconds
        work = [
            threading.Thread(target=_work, args=((port, cookie, end), addresses, waits, faults)) for cookie in cookies
        ]
        for one in work:
            one.start()
        for one in work:
            one.join()
        used, running = _cpu(desk) - before, night.poll() is None
    ordered = sorted(waits)
    return (
        f"{len(names)} people for {seconds} s, the night {'running' if running else 'over'}: {len(waits)} pages, "
        f"wall p50 {1000 * ordered[len(ordered) // 2]:.0f}  p95 {1000 * ordered[int(len(ordered) * 0.95)]:.0f} ms, "
        f"CPU {1000 * used / len(waits):.1f} ms a page, {len(faults)} faults {faults[:3]}"
    )


def _work(mine: tuple[int, str, float], addresses: Sequence[str], waits: list[float], faults: list[str]) -> None:
    """Opens pages one after the other; every fifth time the next piece of the queue is taken, and answered if a row."""
    port, cookie, end = mine
    chance = random.Random(cookie)
    while time.monotonic() < end:
        time.sleep(chance.uniform(*_THINKS))
        try:
            if chance.random() < 0.2:
                _settle(port, cookie, waits, faults)
            else:
                _told(_timed(port, ("GET", chance.choice(addresses), None), cookie, waits), (200,), faults)
        except (OSError, http.client.HTTPException) as error:
            faults.append(repr(error))


def _settle(port: int, cookie: str, waits: list[float], faults: list[str]) -> None:
    """Takes the next row in hand and says that its first question is right; somebody else may have been first."""
    page = _timed(port, ("GET", "/viec", None), cookie, waits)
    token = re.search(r'name="_token" value="([0-9a-f]{64})"', page[2])
    if not token:
        faults.append(f"/viec {page[0]}")
        return
    form = {"_token": token[1]}
    moved = _timed(port, ("POST", "/viec/tiep?loai=row", form), cookie, waits)
    _told(moved, (303,), faults)
    row = _timed(port, ("GET", moved[1], None), cookie, waits)
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', row[2]) for name in ("version", "asked")}
    if moved[1].startswith("/sang-kien/") and all(hidden.values()):
        form |= {name: found[1] for name, found in hidden.items() if found} | {"action": "right"}
        _told(_timed(port, ("POST", moved[1].partition("?")[0], form), cookie, waits), (303, 409), faults)


Asked = tuple[str, str, dict[str, str] | None]  # method, address, form
Answer = tuple[int, str, str]  # status, where to, page


def _timed(port: int, asked: Asked, cookie: str, waits: list[float]) -> Answer:
    began = time.perf_counter()
    answer = _ask(port, asked, cookie)
    waits.append(time.perf_counter() - began)
    return answer


def _ask(port: int, asked: Asked, cookie: str) -> Answer:
    method, address, form = asked
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {**_OWN, "cookie": cookie}
    body = urlencode(form) if form is not None else None
    if body is not None:
        headers["content-type"] = "application/x-www-form-urlencoded"
    connection.request(method, address, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    found = answer.status, answer.headers.get("location", ""), text
    connection.close()
    return found


def _told(answer: Answer, wanted: Sequence[int], faults: list[str]) -> None:
    if answer[0] not in wanted:
        faults.append(f"{answer[0]} {answer[1]}")


def _signed_in(port: int, name: str, password: str) -> str:
    """The cookie of a session."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    body = urlencode({"name": name, "password": password, "ve": "/"})
    connection.request("POST", "/dang-nhap", body, {**_OWN, "content-type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    kept = answer.headers.get("set-cookie", "").partition(";")[0]
    answer.read()
    assert kept, f"{name} could not sign in: {answer.status}"
    return kept


@contextmanager
def _child(data: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    told = {**os.environ, "SOVANG_DATA": str(data)}
    code = "import sys; from sovang.cli import main; main()"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    child = subprocess.Popen([sys.executable, "-c", code, *command], env=told, start_new_session=True, **quiet)  # type: ignore[call-overload]
    try:
        yield child
    finally:
        child.terminate()
        child.wait(60)


@contextmanager
def _served(data: Path) -> Iterator[tuple[int, int]]:
    """(port, process id) of a desk that answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with _child(data, "desk", "--port", str(port)) as desk:
        for _ in range(600):
            try:
                if _ask(port, ("GET", "/healthz", None), "")[0] == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield port, desk.pid


def _cpu(process: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
