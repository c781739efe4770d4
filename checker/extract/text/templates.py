"""Markup that is shown though its tag says otherwise: shadow trees, and what stands for scripts."""

import re

_TEMPLATE = re.compile(r"<(/?)template\b([^<>]*)>", re.IGNORECASE)
_NOSCRIPT = re.compile(r"</?noscript\b[^<>]*>", re.IGNORECASE)
_PARTS = re.compile(
    r"<noscript\b[^<>]*>\s*<(?:h[1-6]|p|div|main|section|article|table|ul|dl)\b", re.IGNORECASE
)
_SHADOW = "shadowroot"


def unveiled(markup: str) -> str:
    """Return markup in which a shadow tree that the server sends is an element as any.

    HTML Standard 4.12.3: a template with shadowrootmode is shown, others are not.

    >>> unveiled("<template shadowrootmode=open>a<template>b</template></template>")
    '<div>a<template>b</template></div>'
    """
    if _SHADOW not in markup:
        return markup
    shown: list[bool] = []

    def put(found: re.Match[str]) -> str:
        closing, attributes = found.groups()
        if not closing:
            shown.append(_SHADOW in attributes.lower())
            return "<div>" if shown[-1] else found.group()
        return "</div>" if shown and shown.pop() else found.group()

    return _TEMPLATE.sub(put, markup)


def stands_for_scripts(markup: str) -> bool:
    """Say whether parts of a page stand there for those whose browser runs no scripts.

    >>> stands_for_scripts("<noscript><h1>SFO</h1>"), stands_for_scripts("<noscript>Ai!")
    (True, False)
    """
    return _PARTS.search(markup) is not None


def without_scripts(markup: str) -> str:
    """Return markup as those see it whose browser runs no scripts.

    >>> without_scripts("<noscript><p>Hei</p></noscript>")
    '<p>Hei</p>'
    """
    return _NOSCRIPT.sub("", markup)
