"""Who may put which set into force, and what is remembered about it."""

import asyncio
import json
from functools import partial
from pathlib import Path

import pytest

from bot.commands.publish import publish_folder
from bot.config import Settings
from bot.errors import RefusedError
from bot.publishing import (
    approve,
    before_this,
    files_of,
    hash_of,
    history,
    in_force,
    lock_kept,
    member_named,
    propose,
    publish,
    roll_back,
    waiting,
    waiting_for,
    withdraw,
)
from bot.scripts.lock import LOCK
from bot.storage import Database, Transaction, Vault, audit, member
from bot.storage.publication import Publication
from tests.publishing.sets import AT, GUARDED, HARMLESS, PAM, ROS, SAM, changed, plan_of
from tests.storage.conftest import KEY


async def published(database: Database, *edits: tuple[str, str, str], by: int | None = PAM) -> Publication:
    """Publish a change that needs nobody else."""
    plan = await plan_of(database, *edits)

    def act(tx: Transaction) -> Publication:
        return publish(tx, propose(tx, plan, by=by, at=AT).id, by=by, at=AT)

    return await database.run(act)


async def test_what_no_crisis_reaches_is_published_by_one(begun: Database) -> None:
    made = await published(begun, HARMLESS)

    assert await begun.read(in_force) == made
    assert (made.number, made.kind, made.by, made.approved_by) == (2, "published", PAM, None)
    files = await begun.read(lambda tx: files_of(tx, made.bundle))
    assert {name: text for name, text in files.items() if name != LOCK} == changed(HARMLESS)


async def test_the_command_line_may_publish_without_a_name(begun: Database) -> None:
    made = await published(begun, HARMLESS, by=None)

    (newest, _) = await begun.read(history)
    assert made.by is None
    assert newest.by is None


async def test_what_a_crisis_reaches_needs_a_second_member_and_history_names_both(begun: Database) -> None:
    plan = await plan_of(begun, GUARDED)
    proposed = await begun.run(lambda tx: propose(tx, plan, by=PAM, at=AT))

    assert proposed.needs_second
    with pytest.raises(RefusedError, match="second member"):
        await begun.run(lambda tx: publish(tx, proposed.id, by=PAM, at=AT))
    with pytest.raises(RefusedError, match="cannot approve it"):
        await begun.run(lambda tx: approve(tx, proposed.id, by=PAM, at=AT))
    assert [one.id for one in await begun.read(waiting)] == [proposed.id]

    await begun.run(lambda tx: approve(tx, proposed.id, by=ROS, at=AT))

    newest, first = await begun.read(history)
    assert (newest.by, newest.approved_by, newest.publication.bundle) == ("Pam", "Ros", plan.hash)
    assert (first.publication.kind, first.by) == ("first", None)
    assert await begun.read(waiting) == ()


async def test_a_guarded_change_is_never_proposed_by_nobody(begun: Database) -> None:
    plan = await plan_of(begun, GUARDED)

    with pytest.raises(RefusedError, match="two members") as refusal:
        await begun.run(lambda tx: propose(tx, plan, by=None, at=AT))
    assert "--as" in refusal.value.remedy


async def test_a_coach_and_who_has_left_decide_nothing(begun: Database) -> None:
    plan = await plan_of(begun, GUARDED)
    proposed = await begun.run(lambda tx: propose(tx, plan, by=PAM, at=AT))
    with pytest.raises(RefusedError, match="Only editors"):
        await begun.run(lambda tx: approve(tx, proposed.id, by=SAM, at=AT))
    await begun.run(lambda tx: member.leave(tx, ROS, AT))

    with pytest.raises(RefusedError, match="Only editors"):
        await begun.run(lambda tx: approve(tx, proposed.id, by=ROS, at=AT))


async def test_a_proposal_is_worth_nothing_once_something_else_is_in_force(begun: Database) -> None:
    plan = await plan_of(begun, GUARDED)
    proposed = await begun.run(lambda tx: propose(tx, plan, by=PAM, at=AT))
    await published(begun, HARMLESS)

    with pytest.raises(RefusedError, match="Something else came into force"):
        await begun.run(lambda tx: approve(tx, proposed.id, by=ROS, at=AT))
    with pytest.raises(RefusedError, match="Something else came into force"):
        await begun.run(lambda tx: propose(tx, plan, by=PAM, at=AT))
    assert await begun.read(waiting) == ()


async def test_what_was_settled_is_not_settled_again(begun: Database) -> None:
    plan = await plan_of(begun, GUARDED)
    proposed = await begun.run(lambda tx: propose(tx, plan, by=PAM, at=AT))

    assert await begun.run(lambda tx: withdraw(tx, proposed.id, by=PAM, at=AT))
    assert not await begun.run(lambda tx: withdraw(tx, proposed.id, by=PAM, at=AT))
    with pytest.raises(RefusedError, match="before"):
        await begun.run(lambda tx: approve(tx, proposed.id, by=ROS, at=AT))


async def test_nothing_new_is_nothing_to_propose(begun: Database) -> None:
    plan = await plan_of(begun)

    assert plan.differences == ()
    with pytest.raises(RefusedError, match="Nothing has changed"):
        await begun.run(lambda tx: propose(tx, plan, by=PAM, at=AT))


async def test_going_back_needs_nobody_else_and_back_again_is_where_one_was(begun: Database) -> None:
    first = await begun.read(in_force)
    made = await published(begun, HARMLESS)
    assert first is not None
    assert await begun.read(before_this) == first.bundle

    back = await begun.run(lambda tx: roll_back(tx, first.bundle, base=made.bundle, by=PAM, at=AT))

    assert (back.number, back.kind, back.bundle) == (3, "rolled back", first.bundle)
    assert await begun.read(before_this) == made.bundle


async def test_one_goes_back_only_to_what_was_in_force(begun: Database) -> None:
    plan = await plan_of(begun, GUARDED)
    await begun.run(lambda tx: propose(tx, plan, by=PAM, at=AT))

    with pytest.raises(RefusedError, match="never in force"):
        await begun.run(lambda tx: roll_back(tx, plan.hash, base=plan.base, by=PAM, at=AT))
    with pytest.raises(RefusedError, match="in force already"):
        await begun.run(lambda tx: roll_back(tx, plan.base or "", base=plan.base, by=PAM, at=AT))
    with pytest.raises(RefusedError, match="only one was ever"):
        await begun.read(before_this)


async def test_every_act_is_in_the_audit_log(begun: Database) -> None:
    plan = await plan_of(begun, GUARDED)
    proposed = await begun.run(lambda tx: propose(tx, plan, by=PAM, at=AT))
    made = await begun.run(lambda tx: approve(tx, proposed.id, by=ROS, at=AT))

    (asked,) = await begun.read(lambda tx: audit.of(tx, "proposal", proposed.id))
    done = await begun.read(lambda tx: audit.of(tx, "publication", made.number))
    assert (asked.who, asked.action) == (PAM, "proposed")
    assert [(one.who, one.role, one.action) for one in done] == [
        (PAM, "editor", "published"),
        (ROS, "supervisor", "approved"),
    ]


async def test_the_lock_keeps_what_every_published_key_has_meant(begun: Database) -> None:
    edits = (
        ("keys.yaml", "values: [good, okay, hard]}", "values: [good, okay, hard, so_so]}"),
        ("keys.yaml", "label: Craving, ", "label: Urge, "),
    )
    await published(begun, *edits)
    lock = json.loads(await begun.read(lock_kept))

    assert lock["mood"]["values"] == ["good", "hard", "okay", "so_so"]
    first = (await begun.read(history))[1].publication
    newest = await begun.read(in_force)
    assert newest is not None
    await begun.run(lambda tx: roll_back(tx, first.bundle, base=newest.bundle, by=PAM, at=AT))
    assert json.loads(await begun.read(lock_kept)) == lock


async def test_a_set_is_named_by_the_first_letters_of_its_hash(begun: Database) -> None:
    newest = await begun.read(in_force)
    assert newest is not None

    assert await begun.read(lambda tx: hash_of(tx, newest.bundle[:6].upper())) == newest.bundle
    for wrong in ("", "abc", "nothing", "%%%%%%", newest.bundle[:4] + "g", "0" * 64):
        with pytest.raises(RefusedError):
            await begun.read(partial(hash_of, prefix=wrong))
    with pytest.raises(RefusedError, match="does not wait"):
        await begun.read(lambda tx: waiting_for(tx, newest.bundle[:8]))


async def test_a_member_is_named_as_the_bot_knows_them(begun: Database) -> None:
    assert (await begun.read(lambda tx: member_named(tx, " pam "))).id == PAM
    with pytest.raises(RefusedError, match="No editor"):
        await begun.read(lambda tx: member_named(tx, "Sam"))
    await begun.run(lambda tx: member.change(tx, ROS, name="Pam"))
    with pytest.raises(RefusedError, match="More than one"):
        await begun.read(lambda tx: member_named(tx, "Pam"))


async def test_the_command_line_writes_to_postgresql_itself(
    postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bot.commands.publish.read_own_catalogs", lambda _: None)
    folder = tmp_path / "conversations"
    folder.mkdir()
    for name, text in changed(("programme.yaml", "[en, es]", "[en]")).items():
        (folder / name).write_text(text, "utf-8")
    settings = Settings(
        _env_file=None,
        encryption_key=KEY,
        database_url=postgresql_url,
        conversations_folder=folder,
        locales_folder=tmp_path,
    )
    other = Database.open(postgresql_url, Vault.from_setting(KEY))  # a bot that runs

    code = await asyncio.to_thread(publish_folder, None, None, None, yes=True, settings=settings)
    newest = await other.read(in_force)
    other.close()

    assert code == 0, capsys.readouterr().out
    assert newest is not None
    assert newest.kind == "first"


async def test_the_same_set_waits_once_however_often_somebody_proposes_it(begun: Database) -> None:
    plan = await plan_of(begun, GUARDED)
    first = await begun.run(lambda tx: propose(tx, plan, by=PAM, at=AT))
    again = await begun.run(lambda tx: propose(tx, plan, by=PAM, at=AT))

    assert again == first
    assert await begun.read(waiting) == (first,)


async def test_what_was_approved_does_not_wait_again_after_going_back(begun: Database) -> None:
    plan = await plan_of(begun, GUARDED)
    of_pam = await begun.run(lambda tx: propose(tx, plan, by=PAM, at=AT))
    await begun.run(lambda tx: propose(tx, plan, by=ROS, at=AT))

    def approved_and_taken_back(tx: Transaction) -> None:
        approve(tx, of_pam.id, by=ROS, at=AT)
        assert plan.base is not None
        roll_back(tx, plan.base, base=plan.hash, by=PAM, at=AT)

    await begun.run(approved_and_taken_back)

    assert await begun.read(waiting) == ()
