"""What people read of the copy of their data, and what the team is told when a record is gone.

The page is for its person alone: it says plainly what each thing is, and who else may read it.
"""

from collections.abc import Mapping

from bot.engine.script import Plural, Text, Words

KEEPING: Mapping[str, Text] = {
    "bot.staff.record_deleted": Words(
        source="Everything that was kept about {code} has been deleted, as {code} wished. The talk is over, "
        "and there is nothing left to open."
    ),
    # the page: its head
    "bot.copy_title": Words(source="My data"),
    "bot.copy_head": Words(
        source="This is everything that was kept about you on {day} at {time}. It is yours: you can keep it, "
        "show it to somebody, or delete it."
    ),
    "bot.copy_careful": Words(
        source="Whoever opens this file can read it. It may be good to keep it in a place of your own."
    ),
    "bot.copy_notice": Words(
        source="For whoever is shown these records: 42 CFR part 2 prohibits unauthorized use or disclosure "
        "of these records."
    ),
    "bot.copy_unreadable": Plural(
        count="count",
        one="{count} thing could not be opened, because its key is missing here. It is empty below.",
        other="{count} things could not be opened, because their key is missing here. They are empty below.",
    ),
    "bot.copy_all": Words(
        source="Small things that only the bot needs, such as row numbers, are in the other file, the one "
        "for programs."
    ),
    # its parts
    "bot.copy_part_you": Words(source="About you"),
    "bot.copy_part_consent": Words(source="What you agreed to"),
    "bot.copy_part_answer": Words(source="What you answered"),
    "bot.copy_part_remark": Words(source="What you wrote"),
    "bot.copy_part_check_in": Words(source="Your check-ins"),
    "bot.copy_part_conversation": Words(source="Our talks"),
    "bot.copy_part_referral": Words(source="Places you were told about"),
    "bot.copy_part_reach": Words(source="Ways to reach you"),
    "bot.copy_part_case": Words(source="When people were called for you"),
    "bot.copy_part_case_event": Words(source="What happened then"),
    "bot.copy_part_outbox": Words(source="What was written to you, and to the team about you"),
    "bot.copy_part_timer": Words(source="What is still to come"),
    "bot.copy_part_received": Words(source="Messages of yours that can still be cleared from the screen"),
    "bot.copy_part_way_in": Words(source="Links that were made for you"),
    "bot.copy_part_wording": Words(source="Which wordings you have read"),
    "bot.copy_part_note": Words(source="What the team wrote down about you"),
    "bot.copy_part_task": Words(source="What the team means to do for you, and by when"),
    "bot.copy_part_concern": Words(source="What you told us was not right"),
    "bot.copy_part_declined": Words(source="Coaches you do not want"),
    "bot.copy_part_second_alert": Words(source="Alerts about you that also went another way, with your code"),
    "bot.copy_part_audit": Words(source="Who opened or changed your record"),
    "bot.copy_nothing": Words(source="Nothing is kept here."),
    "bot.copy_count": Plural(count="count", one="{count} entry", other="{count} entries"),
    # words for single things
    "bot.copy_code": Words(source="Code for staff"),
    "bot.copy_name": Words(source="Name"),
    "bot.copy_language": Words(source="Language"),
    "bot.copy_zone": Words(source="Place of your clock"),
    "bot.copy_state": Words(source="State"),
    "bot.copy_check_in_at": Words(source="Hour of the check-in"),
    "bot.copy_goal": Words(source="Goal"),
    "bot.copy_release_day": Words(source="Day you came out"),
    "bot.copy_site": Words(source="Where you came from"),
    "bot.copy_clear_word": Words(source="Your word that clears the screen"),
    "bot.copy_discreet": Words(source="Discreet messages"),
    "bot.copy_sheltered": Words(source="Only your coach and our leaders may open the record"),
    "bot.copy_began": Words(source="With us since"),
    "bot.copy_created": Words(source="First message"),
    "bot.copy_seen": Words(source="Last message"),
    "bot.copy_wants_woman": Words(source="You wish for a woman as coach"),
    "bot.copy_wants_been_in_prison": Words(source="You wish for a coach who has been in prison"),
    "bot.copy_safe_to_call": Words(source="It is safe to call you"),
    "bot.copy_no_family": Words(source="Your family is not to be contacted"),
    "bot.copy_touched": Words(source="A coach last said hello"),
    "bot.copy_yes": Words(source="Yes"),
    "bot.copy_no": Words(source="No"),
    "bot.copy_skipped": Words(source="skipped"),
    "bot.copy_faded": Words(source="your words have been deleted, as their time was over"),
    "bot.copy_consent": Words(source="You said yes on {day}, in {language}."),
    "bot.copy_taken_back": Words(source="You took it back on {day}."),
    "bot.copy_to_team": Words(source="To the team. Their words are not repeated here."),
    "bot.copy_not_text": Words(source="A picture, a sound or a file"),
    "bot.copy_state_new": Words(source="You have not agreed to anything"),
    "bot.copy_state_consenting": Words(source="You have not agreed to anything"),
    "bot.copy_state_active": Words(source="Check-ins are on"),
    "bot.copy_state_paused": Words(source="Check-ins are on a break"),
    "bot.copy_state_stopped": Words(source="Check-ins are off"),
    "bot.copy_check_in_answered": Words(source="answered"),
    "bot.copy_check_in_missed": Words(source="no answer came"),
    "bot.copy_check_in_skipped": Words(source="left out"),
    "bot.copy_check_in_other": Words(source="planned"),
    "bot.copy_from_to": Words(source="{day} to {end}"),
    "bot.copy_still_open": Words(source="{day}, still open"),
    "bot.copy_by_you": Words(source="You"),
    "bot.copy_by_team": Words(source="Team"),
    "bot.copy_by_bot": Words(source="Bot, to the team"),
    "bot.copy_reach_number": Words(source="A number"),
    "bot.copy_reach_person": Words(source="Somebody you trust"),
    "bot.copy_reach_place": Words(source="A place"),
    "bot.copy_reach_other": Words(source="Something else"),
    "bot.copy_may_say": Words(source="What may be said there: {words}"),
    "bot.copy_timer_check_in": Words(source="A check-in"),
    "bot.copy_timer_talk": Words(source="A talk that the bot will offer"),
}
