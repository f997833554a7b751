"""Sets that were checked and never published are forgotten, once no draft and no trial needs them."""

from datetime import datetime
from functools import partial

from bot.storage import Database, leftover


async def forget_leftovers(database: Database, *, before: datetime) -> int:
    """Sets kept before that time that nothing names are gone; return how many. For nightly upkeep.

    One short transaction each; the large tables are read page by page, and only when there is something to
    forget.
    """
    found = await database.read(partial(leftover.candidates, before=before))
    for table, column in leftover.IN_MANY_ROWS:
        after: int | None = -1
        while found and after is not None:
            named, after = await database.read(
                partial(leftover.named_in_page, table=table, column=column, after=after)
            )
            found -= named
    gone = [await database.run(partial(leftover.forget, hash=hash)) for hash in sorted(found)]
    return sum(gone)
