"""Let in only what was meant for this computer, and send every answer out under strict headers."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HOSTS = frozenset({"localhost", "127.0.0.1"})
_METHODS = frozenset({"GET", "HEAD"})


class Guard:
    """Stand around the whole site."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        """Take the site, and the content policy that its pages are served under."""
        self._app = app
        self._headers = {
            "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "X-Frame-Options": "DENY",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse a request that another site may have made up."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        refusal = _refusal(scope)
        await (refusal or self._app)(scope, receive, send_guarded)


def _refusal(scope: Scope) -> PlainTextResponse | None:
    """Refuse other hosts, since a page elsewhere can give our address a name of its own."""
    host = Headers(scope=scope).get("host", "").rpartition(":")
    if (host[0] or host[2]) not in _HOSTS:
        return PlainTextResponse("This page answers to localhost only.", status_code=400)
    if scope["method"] not in _METHODS:
        return PlainTextResponse("There is nothing to send here.", status_code=405)
    return None
