"""A newcomer's walk through the demo, in a real browser: from hello to a coach who closes the case.

Needs Chromium (Debian: `apt install chromium`). The walk leaves a picture in tests/browser/walk.png.
"""

import os
import shutil
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.clock import Clock
from bot.commands.demo import Stage

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PICTURE = Path(__file__).parent / "walk.png"
# No sandbox inside a container, and nothing that asks the network for anything.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None and not os.environ.get("CI"),
        reason="needs Chromium: `apt install chromium` on Debian, `brew install chromium` on macOS",
    ),
]


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The demo as `make demo` starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Stage(Clock())
    await made.open(port, tmp_path)
    await made.coach_joins()
    yield made
    made.app.stop()
    await made.running
    await made.simulator.stop()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium."""
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        await opened.close()


class Hand:
    """Somebody who holds one phone of the page."""

    def __init__(self, page: Page, name: str) -> None:
        self.name = name
        self.phone: Locator = page.get_by_role("region", name=f"{name}’s phone")

    async def write(self, words: str) -> None:
        box = self.phone.get_by_role("textbox", name=f"Write on {self.name}’s phone")
        await box.fill(words)
        await box.press("Enter")

    async def tap(self, label: str) -> None:
        await self.phone.get_by_role("button", name=label, exact=True).last.click()

    async def sees(self, words: str) -> None:
        await expect(self.phone.get_by_text(words).last).to_be_visible(timeout=10_000)


async def test_a_newcomer_walks_from_hello_to_a_closed_case(stage: Stage, browser: Browser) -> None:
    page = await browser.new_page(
        viewport={"width": 1280, "height": 900}, color_scheme="light", reduced_motion="reduce"
    )
    await page.goto(stage.simulator.page_url)
    maya, sam = Hand(page, "Maya"), Hand(page, "Sam")

    await maya.write("hello")
    await maya.tap("Start")
    await maya.sees("18 or older")
    await maya.tap("Yes")
    await maya.tap("Next")
    await maya.sees("stored locked")
    await maya.tap("Next")
    await maya.sees("Is it all right")
    await maya.tap("Yes")
    await maya.sees("What would you like me to call you?")
    await maya.write("Maya")
    await maya.tap("Yes")
    await maya.sees("When is a good time")
    await maya.write("9:30 am")
    await maya.sees("In the last 30 days")
    await maya.tap("No")
    await maya.sees("I am glad you are here")

    await page.get_by_role("button", name="Next check-in").click()
    await maya.tap("I am ready")
    await maya.tap("It is hard today")
    await maya.sees("strongest ever")
    await maya.tap("Something happened")
    await maya.tap("I am okay")

    await sam.sees("urgent")
    await sam.tap("Open")
    await sam.tap("I have it")
    await maya.sees("Sam has your message")
    await sam.write("Hi Maya, I am here. Want to tell me about it?")
    await maya.sees("Want to tell me about it?")
    await maya.write("Yes. It was a long day.")
    await sam.sees("It was a long day.")
    await expect(page.locator(".ringing")).to_have_count(0)
    await page.screenshot(path=PICTURE)

    await sam.tap("Close")
    await sam.tap("We talked")
    await maya.sees("Sam has ended this talk")


async def test_the_page_fits_a_phone_and_the_dark(stage: Stage, browser: Browser) -> None:
    page = await browser.new_page(viewport={"width": 375, "height": 740}, color_scheme="dark")
    await page.goto(stage.simulator.page_url)

    await page.get_by_role("tab", name="Maya").click()
    await Hand(page, "Maya").write("hello")
    await Hand(page, "Maya").sees("I am Holdfast")

    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 375


async def test_a_button_further_up_answers_the_first_click_beside_new_messages(
    stage: Stage, browser: Browser
) -> None:
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    await page.goto(stage.simulator.page_url)
    maya, sam = Hand(page, "Maya"), Hand(page, "Sam")
    await maya.write("I want to die")
    await sam.sees("CRISIS")
    await sam.tap("Open")
    await sam.tap("I have it")
    await sam.sees("You have")
    for number in range(6):
        await sam.write(f"I am here, {number}")
    await maya.sees("I am here, 5")
    await maya.write("thank you")
    await sam.sees("thank you")

    await sam.tap("Close")
    await sam.sees("How did it go with")
