"""Logs: one event with facts a line, on stderr; JSON for machines, colour on a terminal."""

import io
import logging
import sys
from contextlib import suppress
from typing import TextIO, cast

import structlog


class _Sink(io.TextIOBase):
    """Where the log goes. When that is full or gone, lines are lost and the work goes on."""

    def __init__(self, stream: TextIO) -> None:
        """Write to a stream."""
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, or lose it; what the stream's charset does not have is escaped."""
        charset = self._stream.encoding or "utf-8"
        with suppress(OSError, ValueError):  # ValueError: closed
            self._stream.write(text.encode(charset, "backslashreplace").decode(charset))
        return len(text)

    def flush(self) -> None:
        """Flush, or lose what was written."""
        with suppress(OSError, ValueError):
            self._stream.flush()


def configure(form: str = "auto", *, level: int = logging.INFO) -> None:
    """Set up structlog and the standard library's logging alike.

    Args:
        form: "json", "console", or "auto" for console on a terminal and JSON elsewhere.
        level: least level that is shown.
    """
    sink = cast("TextIO", _Sink(sys.stderr))
    plain = form == "console" or (form == "auto" and sys.stderr.isatty())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: list[structlog.typing.Processor] = (
        [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
        if plain
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    )
    structlog.configure(
        processors=[*shared, *renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sink),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderer],
    )
    handler = logging.StreamHandler(sink)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(level, logging.WARNING))
