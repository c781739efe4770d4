"""What an operator can set; each default is explained where it stands in config/settings.toml."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WebSettings:
    """The dashboard."""

    host: str = "127.0.0.1"
    port: int = 8357
    operator_token: str = field(default="", repr=False)  #: secret; "": operator only on loopback
    public_url: str = ""


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Where results and evidence are kept."""

    url: str = field(default="", repr=False)  #: "": SQLite in the state folder
    evidence: str = ""  #: "": the folder "evidence" in the state folder
    busy_s: float = 10.0  #: how long SQLite waits while another program holds its file


@dataclass(frozen=True, slots=True)
class Politeness:
    """How the website probe behaves towards others."""

    user_agent: str = "kommunetest/0.1 (+https://kommunetest.example/about)"
    floor_s: float = 1.0  #: least pause between two requests to one host
    crawl_delay_cap_s: float = 30.0  #: a longer declared Crawl-delay is cut to this, with a note
    connect_s: float = 10.0
    read_s: float = 20.0
    page_s: float = 60.0  #: one page with all its redirects and retries
    page_bytes: int = 5_000_000  #: decoded
    robots_bytes: int = 512_000  #: RFC 9309 2.5: at least 500 KiB
    redirects: int = 5
    retries: int = 2  #: after the first try; only where asking again can help
    retry_after_cap_s: float = 120.0
    pages_per_visit: int = 120
    bytes_per_visit: int = 60_000_000
    searches_per_visit: int = 20  #: queries to the site's own search for what no link promised
    allow_loopback: bool = False  #: only tests, demo and --allow-loopback
    opt_out: tuple[str, ...] = ()  #: hosts, or host:port, that asked to be left alone


@dataclass(frozen=True, slots=True)
class Plan:
    """How often one probe visits each municipality, and when in the day."""

    probe: str
    every_s: float  #: 2592000 is thirty days
    window_start: str = "20:00"  #: local wall-clock time
    window_h: float = 10.0
    limit_s: float = 900.0  #: one run


@dataclass(frozen=True, slots=True)
class Daemon:
    """The rhythm of the daemon itself."""

    tick_s: float = 15.0
    at_once: int = 24  #: municipalities visited side by side
    lease_s: float = 120.0
    attempts: int = 2  #: a fetching run is tried again once
    drain_s: float = 30.0  #: how long SIGTERM waits for running visits
    watchdog_ticks: int = 4  #: a tick older than so many is a hang


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it."""

    country: str = "no"
    state: str = "state"  #: folder for database, evidence and lock
    log: str = "auto"  #: "json", "console" or "auto" (console on a terminal)
    municipalities: tuple[str, ...] = ()  #: visit only these codes, names or groups; () for all
    web: WebSettings = field(default_factory=WebSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    website: Politeness = field(default_factory=Politeness)
    plans: tuple[Plan, ...] = (Plan(probe="website", every_s=2_592_000.0),)
    daemon: Daemon = field(default_factory=Daemon)
