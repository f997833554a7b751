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
    inbox,
    invite,
    member,
    meta,
    outbox,
    person,
    referral,
    remark,
    timer,
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
    inbox,
    invite,
    member,
    meta,
    outbox,
    person,
    referral,
    remark,
    timer,
    wording,
)

METADATA: MetaData = SQLModel.metadata
