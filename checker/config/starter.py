"""Writes the folder an operator starts from: every setting, commented out and explained."""

import re
from pathlib import Path

from checker.config.files import shipped
from checker.config.settings import FILE
from checker.errors import UsageError

README = """\
# Our configuration

`settings.toml` states what differs from the program's own settings: take the `#` away before a
line and change it. A file with the same path as one in the program's `config/` folder replaces
it (`countries/no/municipalities.csv`), a new file adds to it (`elements/<id>.toml`,
`groups/<id>.toml`). A mistake in any file is told at the start, with its key.
"""


def init(folder: Path) -> None:
    """Write settings.toml and README.md into a folder, which is made if need be.

    Raises:
        UsageError: one of them is there already, or the folder cannot be written.
    """
    content = {FILE: starter((shipped() / FILE).read_text(encoding="utf-8")), "README.md": README}
    there = [name for name in content if (folder / name).exists()]
    if there:
        raise UsageError(f"{folder / there[0]} is there already and is not overwritten")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in content.items():
            with (folder / name).open("x", encoding="utf-8") as file:
                file.write(text)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}") from error


def starter(settings: str) -> str:
    r"""Comment out all settings; explanations begin with "# ", settings with "#" alone.

    A table's name stays, so that a line below it can be switched on by itself.

    >>> print(starter('# The port.\n[web]\nport = 8357\n[[plans]]\n'), end="")
    # The port.
    [web]
    #port = 8357
    #[[plans]]
    """
    return re.sub(r"(?m)^(?=[a-z_]+ = |\[\[)", "#", settings)
