"""Doubt what a site shows: is this page there, and do the pages of this place ever end?"""

from collections.abc import Callable
from urllib.parse import urljoin

from checker.errors import NotThere, ProbeError
from checker.model.probe import Assignment
from probes._canonical import Names
from probes._frontier import Frontier, Link
from probes._http import Door
from probes._missing import Missing, says_missing
from probes._reply import Reply
from probes._traps import nonsense


class Doubt:
    """Asks a site for a few pages that nobody made, and judges its others by what comes.

    Nothing is asked until there is a reason: a page that says it is not there, a link that leads
    back home, a place with many pages. Most visits ask for none or two.
    """

    def __init__(
        self,
        door: Door,
        assignment: Assignment,
        names: Names,
        frontier: Frontier,
        notes: list[str],
        *,
        random: Callable[[], float],
    ) -> None:
        self.front: Reply | None = None  #: the home page as it came
        self._door = door
        self._languages = assignment.languages
        self._words = assignment.missing_words
        self._names = names
        self._frontier = frontier
        self._notes = notes
        self._random = random
        self._missing = Missing()

    async def is_missing(self, reply: Reply, link: Link) -> bool:
        """Tell whether a page only says that it is not there, whatever its status."""
        if link.clicks == 0 or self.front is None or reply.uri == self.front.uri:
            return False
        sent_back = reply.uri != link.uri and self._names.key(reply.uri) in self._frontier
        if sent_back or says_missing(reply, self._words):
            await self._learn(link.uri)
        return self._missing.shows(reply)

    async def resolve(self) -> None:
        """Find out which of the places that gave many pages would give them without end."""
        for uri, place in self._frontier.sample.doubts():
            await self._learn(uri)
            asked = nonsense(uri, place, self._random)
            try:
                reply = await self._ask(asked)
            except ProbeError:
                continue
            self._frontier.sample.judged(place, honest=self._is_honest(asked, reply))

    def _is_honest(self, asked: str, reply: Reply | None) -> bool:
        if reply is None or self._names.key(reply.uri) != self._names.key(asked):
            return True
        return self._missing.shows(reply)

    async def _learn(self, uri: str) -> None:
        """Ask once for two pages that nobody made, to know what the site says then."""
        if self._missing.learned or self.front is None:
            return
        self._missing.learned = True
        near, top = (nonsense(one, "", self._random) for one in (uri, urljoin(self.front.uri, "/")))
        try:
            answers = [await self._ask(one) for one in (near, top)]
        except ProbeError:
            return
        self._missing.learn(self.front, answers)
        if not self._missing.honest:
            self._notes.append("the site does not say 404 when a page is not there")

    async def _ask(self, uri: str) -> Reply | None:
        """Return what a site shows for an address; None: it says that nothing is there.

        Raises:
            ProbeError: robots.txt closes it, or there is no answer.
        """
        try:
            return await self._door.get(uri, languages=self._languages)
        except NotThere:
            return None
