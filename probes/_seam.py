"""Turn the errors of the network libraries into ours, at one place."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import anyio
import httpcore
import httpx

from checker.errors import Malformed, ProbeError, TimedOut, Unreachable

#: Foreign error -> ours; the most specific class that fits wins.
TRANSLATION: dict[type[Exception], type[ProbeError]] = {
    TimeoutError: TimedOut,
    OSError: Unreachable,
    anyio.BrokenResourceError: Unreachable,
    anyio.ClosedResourceError: Unreachable,
    httpcore.TimeoutException: TimedOut,
    httpcore.NetworkError: Unreachable,
    httpcore.ProxyError: Unreachable,
    httpcore.ConnectionNotAvailable: Unreachable,
    httpcore.UnsupportedProtocol: Malformed,
    httpcore.ProtocolError: Malformed,
    httpx.TimeoutException: TimedOut,
    httpx.NetworkError: Unreachable,
    httpx.ProxyError: Unreachable,
    httpx.UnsupportedProtocol: Malformed,
    httpx.ProtocolError: Malformed,
    httpx.DecodingError: Malformed,
    httpx.TooManyRedirects: Malformed,
    httpx.InvalidURL: Malformed,
}

#: How h11 and httpcore say that the other side hung up in the middle: no bad answer, but none.
HUNG_UP = ("Server disconnected", "peer closed connection")


@contextmanager
def our_errors(uri: str) -> Iterator[None]:
    """Turn any error of the network raised inside into the ProbeError that fits best."""
    try:
        yield
    except ProbeError:
        raise
    except tuple(TRANSLATION) as error:
        ours = next(TRANSLATION[base] for base in type(error).__mro__ if base in TRANSLATION)
        if str(error).startswith(HUNG_UP):
            ours = Unreachable
        raise ours(uri, str(error) or type(error).__name__) from error


def worth_again(error: BaseException | None) -> bool:
    """Tell whether the same question can get another answer in a second."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return False
        if isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME:
            return False
        error = error.__cause__
    return True
