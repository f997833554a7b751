"""A link that makes somebody a member of the team: for administrators. It works once."""

import secrets
from datetime import timedelta

from bot.cases import Colleague
from bot.storage import invite
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.telling import say
from bot.turns.work import Work

# An invitation that lies around in a chat is a way in for somebody else.
INVITATION_IS_GOOD_FOR = timedelta(days=7)
# Whom a link can be made for.
INVITED_ROLES = ("coach", "editor")


def invite_member(work: Work, who: Colleague, role: str) -> None:
    """The link is made and told; whoever may not is told why."""
    if not may(who, Act.INVITE_MEMBER):
        refuse(work, who, Act.INVITE_MEMBER)
        return
    token = secrets.token_urlsafe(18)
    made = work.new_id()
    invite.add(
        work.tx,
        id=made,
        token=token,
        role=role,
        by=who.id,
        at=work.at,
        expires_at=work.at + INVITATION_IS_GOOD_FOR,
    )
    work.desk.audit(who, "invited a coach" if role == "coach" else "invited an editor", "invite", made)
    text = "bot.staff.invite_made" if role == "coach" else "bot.staff.editor_invite_made"
    say(work, who, text, link=work.library.link(token))
