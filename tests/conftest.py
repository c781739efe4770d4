"""What every test may ask for; the servers on loopback are in servers.py."""

import pytest


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Run each coroutine test on asyncio, the loop that the product runs on."""
    return "asyncio"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep proxies and certificates of the machine out of every test."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ssl_cert_file"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
