"""Serves the chat page from the package's own folder."""

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).resolve().parent.parent / "page"
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def page_routes() -> list[web.RouteDef]:
    return [web.get("/", _index), web.get("/page/{name:[a-z_-]+\\.[a-z]+}", _file)]


async def _index(_request: web.Request) -> web.Response:
    return _serve(FOLDER / "index.html")


async def _file(request: web.Request) -> web.Response:
    return _serve(FOLDER / request.match_info["name"])


def _serve(path: Path) -> web.Response:
    content_type = _TYPES.get(path.suffix)
    if content_type is None or not path.is_file():
        raise web.HTTPNotFound
    return web.Response(
        body=path.read_bytes(), content_type=content_type, charset="utf-8", headers=_HEADERS
    )
