"""Foreign errors become ours, all of them."""

import inspect

import httpcore
import httpx
import pytest

from checker.errors import ForbiddenAddress, ProbeError, TimedOut, Unreachable
from probes._seam import TRANSLATION, our_errors

URI = "https://prove.invalid/"


def below(base: type[Exception]) -> list[type[Exception]]:
    """Return base and everything that is derived from it."""
    return [base, *(child for direct in base.__subclasses__() for child in below(direct))]


OF_HTTPX = [*below(httpx.RequestError), httpx.InvalidURL]
OF_HTTPCORE = [
    member
    for _, member in inspect.getmembers(httpcore, inspect.isclass)
    if issubclass(member, Exception)
]
BASES = {httpx.RequestError, httpx.TransportError}  # never raised themselves


@pytest.mark.parametrize("error", [kind for kind in OF_HTTPX if kind not in BASES])
def test_httpx(error: type[Exception]) -> None:
    """A new httpx release cannot slip an unknown error past us."""
    assert any(base in TRANSLATION for base in error.__mro__), error
    with pytest.raises(ProbeError, match="boom") as caught, our_errors(URI):
        raise error("boom")
    assert isinstance(caught.value.__cause__, error)


@pytest.mark.parametrize("error", OF_HTTPCORE)
def test_httpcore(error: type[Exception]) -> None:
    """Nor can httpcore, whose errors our transport lets through."""
    with pytest.raises(ProbeError, match="boom"), our_errors(URI):
        raise error("boom")


@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (TimeoutError(), TimedOut),
        (ConnectionResetError(), Unreachable),
        (httpx.ConnectTimeout("x"), TimedOut),
        (httpcore.RemoteProtocolError("Server disconnected without an answer"), Unreachable),
        (ForbiddenAddress(URI), ForbiddenAddress),
        (TimedOut(URI), TimedOut),
    ],
)
def test_most_specific(error: Exception, ours: type[ProbeError]) -> None:
    """The class that fits best wins, and our own errors pass as they are."""
    with pytest.raises(ProbeError) as caught, our_errors(URI):
        raise error
    assert type(caught.value) is ours


def test_bug_is_no_outside_error() -> None:
    """A mistake of our own is not blamed on a municipality."""
    with pytest.raises(ZeroDivisionError), our_errors(URI):
        raise ZeroDivisionError
