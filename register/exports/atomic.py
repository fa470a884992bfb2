"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from schemas.errors import SetupError, trouble_with


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Gives a new name beside `path` to write to; it takes `path`'s place when the block ends well.

    Raises SetupError when the place cannot be written (a folder that is missing, a file open in Excel).
    """
    coming = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    try:
        coming.touch()  # fails here, before a writer is half-way
        yield coming
        with coming.open("rb+") as written:
            os.fsync(written.fileno())
        coming.replace(path)
    except OSError as error:
        raise SetupError(
            f"Không ghi được {trouble_with(error, path)}. Kiểm tra đường dẫn, đóng tệp nếu đang mở, rồi thử lại."
        ) from error
    finally:
        with suppress(OSError):
            coming.unlink(missing_ok=True)
