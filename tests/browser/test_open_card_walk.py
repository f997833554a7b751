"""What a coach sees first on a phone of 375 pixels after Open: why, and what to do."""

import os
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright, expect

from tests.browser.test_newcomers_walk import ARGUMENTS, CHROMIUM
from tests.stories.walking import checks_in, does, joins
from tests.world import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None and not os.environ.get("CI"),
        reason="needs Chromium: `apt install chromium` on Debian, `brew install chromium` on macOS",
    ),
]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium."""
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        await opened.close()


# How far down a word stands in what can be seen of the talk: {"top": ..., "height": ...} in pixels.
PLACE = """([log, word]) => {
  const walker = document.createTreeWalker(log, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.lastIndexOf(word);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + word.length);
    return range.getBoundingClientRect().top - log.getBoundingClientRect().top;
  }
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_why_and_what_to_do_are_on_the_first_screen_and_the_picture_waits_below(
    world: World, browser: Browser, scheme: str
) -> None:
    await joins(world, world.maya)
    for craving in ("3", "2", "4", "1", "2"):
        await checks_in(world, world.maya, "Getting by", craving, "No", "Skip")
    await checks_in(world, world.maya, "It is hard today", "8")
    code = (await world.person_at(world.maya)).code
    page = await browser.new_page(
        viewport={"width": 375, "height": 812}, color_scheme="dark" if scheme == "dark" else "light"
    )
    await page.goto(world.sim.page_url)
    await page.get_by_role("tab", name="Sam").click()
    await does(world, world.sam, f"/case {code}")
    phone = page.get_by_role("region", name="Sam’s phone")
    log = phone.locator(".log")
    await expect(phone.locator("img.picture")).to_have_count(1, timeout=10_000)

    height = await log.evaluate("log => log.clientHeight")
    for word in (
        f"{code} · urgent\nIn the hands",
        "Why:",
        "usually 2",
        "What can help now:",
        "Say your first name",
    ):
        place = await log.evaluate(f"(log, word) => ({PLACE})([log, word])", word)
        assert 0 <= place < height - 20, word
    assert await page.evaluate("document.documentElement.scrollWidth") <= 375
