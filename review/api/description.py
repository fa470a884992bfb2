"""What can be called, as OpenAPI: for accounts only, as it tells a stranger what there is."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import JSONResponse

router = APIRouter(tags=["mô tả"])


@router.get("/openapi.json", name="api_description", summary="Mô tả này")
def description(request: Request) -> JSONResponse:
    app: FastAPI = request.app
    return JSONResponse(app.openapi())
