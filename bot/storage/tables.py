"""Every table there is, in one place, for migrations and the privacy map."""

from sqlalchemy import MetaData
from sqlmodel import SQLModel

from bot.storage import (
    answer,
    audit,
    bundle,
    case,
    case_event,
    check_in,
    consent,
    conversation,
    draft,
    errand,
    inbox,
    invite,
    manuscript,
    member,
    meta,
    outbox,
    person,
    proposal,
    publication,
    referral,
    remark,
    timer,
    trial,
    wording,
)

NOUNS = (
    answer,
    audit,
    bundle,
    case,
    case_event,
    check_in,
    consent,
    conversation,
    draft,
    errand,
    inbox,
    invite,
    manuscript,
    member,
    meta,
    outbox,
    person,
    proposal,
    publication,
    referral,
    remark,
    timer,
    trial,
    wording,
)

METADATA: MetaData = SQLModel.metadata
