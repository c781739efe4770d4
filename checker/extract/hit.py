"""What an extractor brings: a value and where in the text it stands."""

from dataclasses import dataclass

from checker.model.value import Value


@dataclass(frozen=True, slots=True)
class Hit:
    """One value read at text.content[start:end]; the quote is that stretch, whole."""

    value: Value
    start: int
    end: int
    personal: bool = False  #: a number beside the name of an employee
