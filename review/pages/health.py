"""Whether the desk and its register answer: for whoever watches it."""

from __future__ import annotations

import sqlalchemy as sa
from fastapi import APIRouter
from starlette.responses import JSONResponse

from review.access import TheDesk

router = APIRouter()


@router.get("/healthz", name="health")
def health(desk: TheDesk) -> JSONResponse:
    with desk.register.database.read() as connection:
        connection.execute(sa.select(1))
    return JSONResponse({"status": "ok"})
