"""The prose of docs/privacy.md. What can be counted or looked up stands in the map, and is put between it.

{braces} are filled in by `guide`. Every sentence says what the code does, or that somebody has to decide it.
"""

from collections.abc import Mapping
from typing import Final

# What each table is, in the words of somebody who asks "what do you have about me?".
TITLES: Final[Mapping[str, str]] = {
    "answer": "Answers and scores",
    "audit": "The audit log",
    "away": "Days on which somebody of the team is not there",
    "bundle": "Sets of conversations, as they were published",
    "case": "Cases: when people were called for somebody",
    "case_event": "What happened in a case",
    "check_in": "The ledger of check-ins: one line a day",
    "concern": "What somebody found not right",
    "consent": "What was agreed to, in which words, when",
    "conversation": "Conversations: which, when, where they stand",
    "declined": "Whom somebody does not want as a coach",
    "draft": "What a member has begun and not sent",
    "duty": "When somebody of the team said that they are here, or off",
    "errand": "Work that the bot does for a member",
    "gone": "How much retention took, night by night",
    "inbox": "Messages from phones, until they have been answered",
    "invite": "Links for new members",
    "manuscript": "What an editor has changed and not published",
    "member": "The team",
    "meta": "What the program remembers about itself",
    "note": "Notes of the team about somebody",
    "outbox": "Messages to phones, and what was said",
    "person": "The person",
    "proposal": "Sets of conversations that wait for a second member",
    "publication": "Which set was in force when",
    "quick_reply": "Answers that supervisors wrote for coaches to send",
    "reach": "Other ways to reach somebody",
    "received": "Numbers of messages that can still be taken off a screen",
    "referral": "Places somebody was pointed to",
    "remark": "Words that answered no question",
    "second_alert": "Alerts that also went by e-mail or over the web",
    "shift": "The roster of the team",
    "task": "What somebody of the team means to do",
    "timer": "What is to happen later",
    "trial": "A conversation that an editor plays",
    "way_in": "Links and cards that bring somebody in",
    "wording": "Which wordings somebody has read",
}

HEAD: Final = """\
# Privacy: what is kept, who may read it, for how long

> **Nobody has reviewed this page or this program legally.** It says what the code does. Whether that is
> enough for your programme, in your place, is for you and your lawyer; the questions are at the end.

This page is made from the program itself: `python -m bot privacy --write`. A test fails when it is out of
date. The times are those of the conversations that come with Holdfast; yours stand in `programme.yaml`.

## In short

- **Help comes before paperwork.** Crisis lines, tools and places to turn to are open to whoever writes. Of
  somebody who has agreed to nothing, chat and language are kept, with a code, the time of their first message
  and the day of their last, and go after {guest_days} days. So does what a card brought along: coach, place,
  day of a release.
- **Names, chats and words are sealed**, field by field. The database file alone names nobody; the key is in
  the settings (`ENCRYPTION_KEY`), not in the file.
- **Own words go after {words_days} days, the rest after {record_months} months**, every night, by itself.
- **Each look is written down**, in a log that cannot be changed unnoticed. `/whosaw` shows it to the person.
- **The person decides**: see, take out, correct, delete, take back, in the chat, at once (`/mydata`).
- **Nothing goes to courts, probation or employers by itself.** There is no code that could send it.
- **Telegram can read what passes through it.** Chats with bots are not end-to-end encrypted.
- **An alert by e-mail or over the web says a code and how urgent it is**, and no more. Whoever carries it
  there can read that.
- **Of whoever leaves the team** name, role and what they did stay; their e-mail address, their hours and what
  they said of themselves go at once.
"""

WHO: Final = """\
## Who may read what

The record of a person is read on a phone, one person at a time. There is no list of everything.

| who | reads |
|---|---|
| the person | all of it, and who opened it |
| coach | own people, and any open case; of a sheltered record only the case |
| supervisor | every record |
| admin | members and roles; an open case, because an alert may reach them alone |
| editor | the conversations; nobody's answers |
| evaluator | nothing of single people |
| whoever runs the machine | everything: they hold the key |

Every opening of a record is written to the audit log with the role and the time, and a refused try, too.
Ways to reach somebody open only with a reason, which the person can read. Alerts show a code and how urgent
it is, nothing of what was said.

A coach may know somebody from elsewhere. A person can have their record **sheltered**: then only their own
coach and supervisors open it, and whoever else takes their case sees that case alone.

**Without consent.** If somebody who has agreed to nothing is in danger, people are called all the same. What
they wrote then, and what is said in that case, is kept sealed for whoever takes it, and goes 72 hours after
the case is closed unless they agree meanwhile. The log then says "emergency, without consent": who was told,
who told it, when, and the nature of the emergency (42 CFR 2.51).
"""

TIMES: Final = """\
## How long

| what | until |
|---|---|
| own words: free answers, remarks, messages, notes | {words_days} days after they were written |
| tasks of the team, what somebody found not right | the same, once they are done or closed |
| words that somebody wrote for themselves, such as reasons | as long as they are with the programme |
| name, goal, place they come from, ways to reach them | as long as they are with the programme |
| answers, check-ins, conversations, cases that are closed, consents that ended | {record_months} months |
| how fire drills went | {record_months} months |
| somebody who has not written for {record_months} months | everything, then |
| somebody who never agreed to anything | {guest_days} days after their last message |
| who agreed once: how many check-ins they did | as a number, as long as they are with the programme |
| messages from phones that the bot failed on | {words_days} days |
| numbers of messages that can still be taken off a screen | 48 hours |
| links and cards | {link_days} days after they have ended |
| the audit log | 6 years, then whoever runs the bot deletes it |

`own words kept:` and `record kept:` in `programme.yaml` change the first times. Nobody with an open case is
forgotten. Retention runs at night and after each start, beside the running bot, in slices of some
milliseconds; a night that is cut off goes on with the next. `python -m bot privacy` shows what went last.

**Deleting** takes the record, messages that still wait to be sent, timers, drafts, the open case and what a
coach's chat still shows of it and Telegram still lets go (48 hours). There are no search indexes over words.
What stays is in the audit log: that a record was deleted, when, and by whose wish; who opened it before, and,
sealed, the reasons the team gave. It holds a row's number, no chat, and no words of the person. SQLite writes
zeros over what it deletes (`secure_delete`); PostgreSQL lets go of it when it vacuums.

**Backups** are yours to make and to delete. Beside the database stands the list of deleted records
(`ERASED_FILE`): days and keyed hashes, nothing readable. When an older backup is put back, the bot deletes
everybody on that list again before it answers anybody; only crisis lines go out sooner. A list that cannot be
read keeps no help away: the bot starts, and says so in its log. So keep that list out of the backups, or on
another disk, and delete backups after a year: lines of the list go after {list_days} days. Whoever destroys
the key, destroys every backup sealed with it.
"""

TABLES: Final = """\
## What is kept

"Sealed" is AES-256-GCM, field by field, bound to its place. "One-way" cannot be turned back. "Clear" is
readable for whoever has the file: it names nobody by itself.
"""

TEAM: Final = "### About the team, the conversations and the program itself"
PEOPLE: Final = "### About participants"

TELEGRAM: Final = """\
## Outside of this program

- **Telegram** stores chats in its cloud and can read those with bots. It knows who writes to the bot, and
  when. It signs no business associate agreement. Bots cannot use its secret chats.
- **Phones.** What was said stands on the person's phone until they clear it. A discreet mode keeps words off
  the locked screen; a word of their own clears the chat of the last 48 hours. What a coach is relayed leaves
  her chat after 44 hours, or when the case is closed.
- **The machine** the bot runs on: whoever can read its memory, or has the key and the file, can read it all.
- **Logs** hold events and numbers: no name, no chat, no word, no answer, at any level.
"""

LAW: Final = """\
## What is protected from a subpoena, and what is not

This part is what the authors understand of United States law. It is no advice, and nobody has reviewed it.

**If your programme is a "Part 2 program"** (42 CFR 2.11: federally assisted, and holds itself out as
providing diagnosis, treatment or referral for substance use), these records may be:

- kept from a subpoena alone. To compel them in a proceeding against the person takes a court order under
  subpart E (42 CFR 2.61 to 2.67) *and* a subpoena, or the person's own written consent for that purpose. The
  consent that this bot asks for is not one for legal proceedings;
- passed on only with consent, or where the rule allows it: a medical emergency (2.51), a crime on the
  premises or against staff, a report of child abuse or neglect (2.12).

**Not protected by that rule**, whatever the programme is: what stands on the person's own phone or on a
coach's; what Telegram holds and is compelled to give; what the person shows to somebody; records of a
programme that is not under Part 2, which HIPAA may let go on a subpoena (45 CFR 164.512(e)), or no federal
rule protects at all.

What helps in every case: there is less to hand over. Own words are gone after {words_days} days; a deleted
record is gone, also from a backup that is put back; a stolen or seized file without its key names nobody.

**If you are asked for a record**, do not answer alone and do not delete anything then: call your lawyer.
`python -m bot export CODE` writes one person's record, and that is written in the log that the person reads.

**In the European Union** what is kept here is data about health (GDPR article 9), and the ground is explicit
consent. To see, correct, delete and take along (articles 15, 16, 17 and 20) is `/mydata`. No decision about a
person is made by the program alone (article 22): it calls people.
"""

DECIDE: Final = """\
## What a programme must decide with its lawyer

1. Are we a Part 2 program, a HIPAA covered entity, both, or neither? Build as if, until you know.
2. Is the text of our consent (`conversations/agreement.yaml`) enough for us, in each language, and what does
   our notice under 42 CFR 2.22 say?
3. Telegram signs no agreement with us. Is a channel that the person chooses, after being warned, all right?
4. Who hosts the machine, in which country, and do they sign what we need (QSOA, BAA, processor agreement)?
5. Who holds the key, who holds the backups, and who of them is told when somebody leaves?
6. Are {words_days} days and {record_months} months right? What must we keep longer, and is it kept elsewhere?
   If a lawyer tells you to keep something (a hold), these times delete it all the same: take it out first.
7. What do our coaches have to report by law, and does the person read that before they agree?
8. Under {minimum_age} years: what do we do when a child writes to us? The bot gives lines and stops asking.
9. After somebody takes back their consent: how long do we keep what is there? The bot keeps it, closed, until
   {record_months} months after their last message, unless they delete it.
10. Who answers when somebody asks for their data on paper, and within which time?
11. What do we do when something has been lost or seen by others: whom do we tell, and how fast?
12. A data protection impact assessment, if the GDPR applies to us.
"""

COMMANDS: Final = """\
## For whoever runs the bot

| command | does |
|---|---|
| `python -m bot export CODE [--to FOLDER]` | writes one person's record; that is audited |
| `python -m bot erase CODE --yes` | deletes one person's record, beside a running bot too |
| `python -m bot privacy [--write]` | shows this page and what the last nights took; writes it |
| `python -m bot audit verify [--known NUMBER:PROOF]` | proves that no entry of the log was changed, taken \
out or put in; with what it printed earlier, also that no older copy of it was put back |
| `python -m bot audit shorten` | takes out of the log what is older than 6 years; the bot must not run |
| `python -m bot audit show [--person CODE] [--member NAME]` | shows who did what; participants by code |

Whoever has the machine could also read the database by hand, and no log would know. That is trust, not code.
"""
