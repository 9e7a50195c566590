"""Let in only what was meant for this home, and send every answer out under strict headers."""

from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HERE = frozenset({"localhost", "127.0.0.1"})
_READS = frozenset({"GET", "HEAD"})
_FROM_HERE = frozenset({"same-origin", ""})


def only_here() -> frozenset[str]:
    """Give the names of this very computer."""
    return _HERE


class Guard:
    """Stand around the whole site."""

    def __init__(
        self,
        app: ASGIApp,
        policy: str,
        hosts: Callable[[], frozenset[str]] = only_here,
        *,
        takes_forms: bool = False,
    ) -> None:
        """Take the site, its content policy, the names it answers to, and whether it takes forms.

        A page may send a content policy of its own. `same-origin`, not `no-referrer`: under the
        latter a browser hides from us where our own forms come from.
        """
        self._app = app
        self._hosts = hosts
        self._takes_forms = takes_forms
        self._headers = {
            "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin" if takes_forms else "no-referrer",
            "X-Frame-Options": "DENY",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse a request that another site may have made up."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """Refuse other hosts, since a page elsewhere can give our address a name of its own."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        name, colon, port = host.rpartition(":")
        if (name if colon else port) not in self._hosts():
            return PlainTextResponse("This page answers to localhost only.", status_code=400)
        if scope["method"] in _READS:
            return None
        if scope["method"] != "POST" or not self._takes_forms:
            return PlainTextResponse("There is nothing to send here.", status_code=405)
        if not _is_own(headers, host):
            return PlainTextResponse("This did not come from one of our pages.", status_code=403)
        return None


def _is_own(headers: Headers, host: str) -> bool:
    """Say whether a form was sent by a page of ours, as the browser itself tells."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site", "")
    if origin is None:
        return site == "same-origin"
    return origin == f"http://{host}" and site in _FROM_HERE
