"""Every error the checker raises on purpose.

* CheckerError
  * UsageError          the command cannot be carried out as it was given
    * UnknownTarget     no municipality, group or URL is called that
    * AlreadyRunning    another process holds the state folder
    * PortTaken         another program listens where the dashboard should
  * ConfigError         a file in config/ is wrong; the daemon does not start
  * Died                a worker process died over its task; the task failed, nothing else
  * StoreError          the database or the evidence folder is unusable; the daemon stops
    * DatabaseLocked    another process writes to the database and does not let go
    * DatabaseNewer     a later version of the program has written the database
    * DiskFull          there is no room for another byte
    * EvidenceAltered   a stored file no longer is what its name says
    * LeaseLost         somebody else has the run now; what was measured is not recorded
  * ProbeError          something outside failed; recorded as a Failure, never fatal
    * Unreachable       no connection: DNS, TCP or TLS
      * TimedOut        no answer within the time we allow
      * Unavailable     the server answers that it cannot answer now (HTTP 5xx, 429)
    * Refused           the other side said no: robots.txt, HTTP 401/403, opt-out
    * NotThere          the page does not exist (HTTP 404, 410)
    * ForbiddenAddress  the name leads to an address that a public crawler must not call
    * Malformed         bytes came, but are not what they claim to be
    * TooLarge          more bytes than we are willing to take
    * Illegible         pictures of words, such as a scanned paper, which no machine reads
    * Misread           a bug of ours over one page: the page is not to blame

`exit_code` is what the command line returns: 2 wrong usage, configuration or state folder,
3 the outside could not be reached at all, 1 a bug.
"""

from typing import ClassVar


class CheckerError(Exception):
    """Something the checker raises on purpose."""

    exit_code: ClassVar[int] = 2


class UsageError(CheckerError):
    """The command cannot be carried out as it was given."""


class UnknownTarget(UsageError):
    """No municipality, group or URL is called that."""


class AlreadyRunning(UsageError):
    """Another process holds the state folder."""


class PortTaken(UsageError):
    """Another program listens where the dashboard should."""


class ConfigError(CheckerError):
    """A file in the configuration is wrong."""

    def __init__(self, path: str, key: str, detail: str) -> None:
        #: The file, relative to the configuration folder it was read from.
        self.path = path
        #: Dotted key inside the file, or "" for the whole file.
        self.key = key
        #: What is wrong and what would be right.
        self.detail = detail
        super().__init__(f"{path}: {key}: {detail}" if key else f"{path}: {detail}")

    def __reduce__(self) -> tuple[type["ConfigError"], tuple[str, str, str]]:
        return type(self), (self.path, self.key, self.detail)


class Died(CheckerError):
    """A worker process died over its task."""

    exit_code = 1

    def __init__(self, task: str, detail: str) -> None:
        #: The function that it performed.
        self.task = task
        #: What became of it.
        self.detail = detail
        super().__init__(f"{task}: {detail}")

    def __reduce__(self) -> tuple[type["Died"], tuple[str, str]]:
        return type(self), (self.task, self.detail)


class StoreError(CheckerError):
    """The database or the evidence folder is unusable."""


class DatabaseLocked(StoreError):
    """Another process writes to the database and does not let go."""


class DatabaseNewer(StoreError):
    """A later version of the program has written the database."""


class DiskFull(StoreError):
    """There is no room for another byte."""


class EvidenceAltered(StoreError):
    """A stored file no longer is what its name says."""


class LeaseLost(StoreError):
    """Somebody else has the run now; what was measured is not recorded."""


class ProbeError(CheckerError):
    """Something outside us failed."""

    exit_code: ClassVar[int] = 3
    #: Worth asking again? A refusal is an answer, so it is not.
    retryable: ClassVar[bool] = True

    def __init__(self, uri: str, detail: str = "") -> None:
        #: What was asked: an https:, mailto:, tel: or dns: URI.
        self.uri = uri
        #: What the other side or the library said.
        self.detail = detail
        super().__init__(f"{type(self).__doc__} {uri} {detail}".strip())

    def __reduce__(self) -> tuple[type["ProbeError"], tuple[str, str]]:
        return type(self), (self.uri, self.detail)  # as it comes back from a worker process


class Unreachable(ProbeError, ConnectionError):
    """No connection could be made."""


class TimedOut(Unreachable, TimeoutError):
    """No answer within the time we allow."""


class Unavailable(Unreachable):
    """The server says that it cannot answer now."""


class Refused(ProbeError):
    """The other side said no."""

    retryable = False


class NotThere(ProbeError):
    """The page does not exist."""

    retryable = False


class ForbiddenAddress(ProbeError):
    """The name leads to an address that a public crawler must not call."""

    retryable = False


class Malformed(ProbeError):
    """Bytes came, but are not what they claim to be."""

    retryable = False


class TooLarge(ProbeError):
    """More bytes came than we are willing to take."""

    retryable = False


class Illegible(ProbeError):
    """A scanned document that no machine reads."""

    retryable = False


class Misread(ProbeError):
    """A mistake of ours kept us from reading it."""

    exit_code = 1
    retryable = False
