"""Pages as evidence, and what must hold for every text that is read."""

from datetime import UTC, datetime

from checker.model.evidence import Evidence, Text

NOW = datetime(2026, 11, 23, tzinfo=UTC)
URI = "https://www.prove.kommune.no/skole/sfo"


def page(body: bytes | str, *, media_type: str = "text/html", uri: str = URI) -> Evidence:
    """Return evidence as a website probe would bring it."""
    content = body.encode() if isinstance(body, str) else body
    return Evidence(uri, media_type, NOW, content)


def sound(text: Text) -> None:
    """Blocks in order, apart, inside the text, with words; links inside the text, in order."""
    end = 0
    for block in text.blocks:
        assert end <= block.start < block.end <= len(text.content)
        assert text.content[block.start : block.end].strip()
        end = block.end
    starts = [anchor.start for anchor in text.anchors]
    assert starts == sorted(starts)
    assert all(one.start <= one.end <= len(text.content) for one in text.anchors)
