"""What every test may ask for; the servers on loopback are in servers.py."""

import os
import signal

import pytest
from hypothesis import HealthCheck, settings

#: Few examples by day; many, and the same ones each time, in CI. No deadline: a busy machine is
#: no bug.
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci",
    max_examples=500,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Run each coroutine test on asyncio, the loop that the product runs on."""
    return "asyncio"


@pytest.fixture(autouse=True, scope="session")
def _heed_signals() -> None:
    """Heed what a shell tells its background jobs to ignore: programs that we start inherit it."""
    for number in (signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep proxies and certificates of the machine out of every test."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ssl_cert_file"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
