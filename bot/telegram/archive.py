"""Files that people sent to the bot, fetched from Telegram.

Their address holds the token: it is never logged.
"""

from bot.telegram.wire import Done, NoAnswer, NotConnected, Refused, Wire
from bot.turns.fetching import Fetched, Fetching, NotGiven, NotNow, TooLarge

TOO_MANY_REQUESTS = 429


class TelegramArchive:
    """Implements turns' Archive: getFile, then the file itself. Telegram gives at most 20 MB."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def fetch(self, file_id: str, most: int) -> Fetching:
        """Return the file if it has at most `most` bytes, else what stands in the way."""
        reply = await self._wire.call("getFile", {"file_id": file_id})
        match reply:
            case Done(result={"file_size": int(size)}) if size > most:
                return TooLarge()
            case Done(result={"file_path": str(path)}):
                return await self._download(path, most)
            case Refused(words=words) if "too big" in words:
                return TooLarge()
            case Refused(status=status) if status < 500 and status != TOO_MANY_REQUESTS:
                return NotGiven()
            case Done():  # an answer without an address: asking again would bring the same
                return NotGiven()
            case _:
                return NotNow()

    async def _download(self, path: str, most: int) -> Fetching:
        answer = await self._wire.fetch(path, most)
        if isinstance(answer, NotConnected | NoAnswer):
            return NotNow()
        status, content = answer
        if status != 200:
            return NotNow() if status >= 500 or status == TOO_MANY_REQUESTS else NotGiven()
        return TooLarge() if len(content) > most else Fetched(content=content)
