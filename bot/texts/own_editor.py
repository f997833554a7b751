"""What people read who change the conversations from their phones, and while they try one.

They are programme staff, not programmers. What the checker found, and what a change is in words, comes in
plain English between these words.
"""

from collections.abc import Mapping

from bot.engine.script import Plural, Text, Words

EDITOR: Mapping[str, Text] = {
    # joining, help
    "bot.staff.editor_welcome": Words(
        source="Welcome, {name}. You look after the words here. Send me a conversation as a file, such as "
        "daily_checkin.yaml, and I tell you what I find in it. /try plays any conversation on your phone, "
        "and /help says what else there is. You see nobody's answers here, and no alert comes to you."
    ),
    "bot.staff.editor_help": Words(
        source="Send me a file of the conversations (its name ends in .yaml or .po). I check it and draw it. "
        "Then you can try it, ask somebody to look at it, and publish it. Several files make one draft.\n\n"
        "/try plays a conversation on your phone, such as /try daily_checkin\n"
        "/draft shows what you have changed so far\n"
        "/scripts lists the conversations; /scripts daily_checkin sends you that file\n"
        "/name changes the name your colleagues see"
    ),
    "bot.staff.editor_help_admin": Words(
        source="/invite makes a link for somebody new, for a coach or for an editor."
    ),
    "bot.staff.editor_help_files": Words(
        source="You can also send me a file of the conversations (its name ends in .yaml or .po). I check it "
        "and draw it. Then you can try it, ask somebody to look at it, and publish it. Several files make "
        "one draft. /scripts lists the conversations, and /scripts daily_checkin sends you that file."
    ),
    "bot.staff.editor_invite_made": Words(
        source="You can send this link to one editor. It works once, for 7 days: {link}"
    ),
    # a file comes in
    "bot.staff.editor_reading": Words(source="I am reading {file}. This takes a few seconds."),
    "bot.staff.editor_reading_pasted": Words(
        source="I am reading what you pasted. This takes a few seconds."
    ),
    "bot.staff.editor_wrong_kind": Words(
        source="I can read conversations (files that end in .yaml) and translations (files that end in .po). "
        "You can send one as a file."
    ),
    "bot.staff.editor_lock": Words(
        source="keys.lock is written by publishing and guards what stored answers mean, so it is never sent "
        "by hand. You can send the file you changed, such as keys.yaml."
    ),
    "bot.staff.editor_too_large": Words(
        source="This file is larger than 1 MB, so it cannot be a conversation. Nothing was changed."
    ),
    "bot.staff.editor_not_utf8": Words(
        source="This file is not plain text in UTF-8. In your editor, choose “Save as” and UTF-8, then send "
        "it again. Nothing was changed."
    ),
    "bot.staff.editor_not_given": Words(
        source="Telegram did not give me this file. You can send it again. Nothing was changed."
    ),
    "bot.staff.editor_which_file": Words(
        source="I cannot tell which file this is. You can send it as a file with its name, such as "
        "daily_checkin.yaml, keys.yaml or es.po."
    ),
    "bot.staff.editor_pasted_too_long": Words(
        source="Telegram cuts texts as long as this one, so a part may be missing. You can send it as a file."
    ),
    "bot.staff.editor_failed": Words(
        source="Something on our side went wrong with this, and whoever runs the bot can find it in the log. "
        "Nothing was changed. You can try it once more."
    ),
    # the answer
    "bot.staff.editor_no_errors": Words(source="No errors."),
    "bot.staff.editor_errors": Plural(
        count="count", one="One error to mend.", other="{count} errors to mend."
    ),
    "bot.staff.editor_warnings": Plural(
        count="count", one="One thing to look at.", other="{count} things to look at."
    ),
    "bot.staff.editor_more": Plural(count="count", one="… and one more.", other="… and {count} more."),
    "bot.staff.editor_whole_list": Words(source="The whole list."),
    "bot.staff.editor_picture": Words(source="{script} at a glance"),
    "bot.staff.editor_to_translate": Plural(
        count="count",
        one="One text in {language} waits to be translated. You can fill it in and send me this file.",
        other="{count} texts in {language} wait to be translated. You can fill them in and send me this "
        "file.",
    ),
    "bot.staff.editor_file_in_force": Words(
        source="This file is in force now. You can change it and send it back to me."
    ),
    "bot.staff.editor_file_of_draft": Words(
        source="This is the file in your draft. You can change it and send it back to me."
    ),
    "bot.staff.editor_changes": Words(source="What changes:"),
    "bot.staff.editor_nothing_new": Words(
        source="This says the same as what is in force, so there is nothing to publish."
    ),
    "bot.staff.editor_mend": Words(
        source="You can mend it and send the file again. What is in force stays as it is."
    ),
    "bot.staff.editor_needs_second": Words(
        source="A crisis or a consent can reach this change, so a second person looks at it before it is "
        "published."
    ),
    "bot.staff.editor_several": Plural(
        count="count",
        one="Your draft has one file.",
        other="Your draft has {count} files. They are tried and published together; /draft shows them.",
    ),
    "bot.staff.editor_what_now": Words(source="What would you like to do?"),
    "bot.staff.editor_button_try": Words(source="Try it on my phone"),
    "bot.staff.editor_button_eyes": Words(source="Ask for a second pair of eyes"),
    "bot.staff.editor_button_publish": Words(source="Publish"),
    "bot.staff.editor_button_discard": Words(source="Discard my draft"),
    "bot.staff.editor_button_right": Words(source="Looks right to me"),
    "bot.staff.editor_button_not_yet": Words(source="Not yet"),
    # the draft
    "bot.staff.editor_draft": Words(source="Your draft:"),
    "bot.staff.editor_no_draft": Words(
        source="You have no draft. It begins with the first file you send me."
    ),
    "bot.staff.editor_discarded": Words(source="Your draft is gone. What is in force stays as it is."),
    "bot.staff.editor_not_this_one": Words(
        source="This is not how things stand any more: it was published, discarded or changed since. /draft "
        "shows what you have now."
    ),
    "bot.staff.editor_not_yours": Words(source="This button is for somebody else."),
    "bot.staff.editor_moved": Words(
        source="Somebody published something else meanwhile. I check your draft again on top of that; "
        "nothing of yours is lost."
    ),
    # a second pair of eyes
    "bot.staff.editor_please_look": Words(
        source="{name} asks for a second pair of eyes on a change of the conversations."
    ),
    "bot.staff.editor_right_publishes": Words(
        source="A crisis or a consent can reach this, so it needs a second person. “Looks right to me” "
        "publishes it at once, and both your names are kept with it."
    ),
    "bot.staff.editor_right_tells": Words(
        source="“Looks right to me” tells {name}, who can then publish it."
    ),
    "bot.staff.editor_asked": Words(source="I asked: {names}. The first answer counts, and I tell you."),
    "bot.staff.editor_asked_guarded": Words(
        source="A crisis or a consent can reach this change, so it needs a second person. I asked: {names}. "
        "When one of them says it looks right, it is published."
    ),
    "bot.staff.editor_nobody_else": Words(
        source="There is nobody else who could look at it. An administrator can add somebody: /invite editor "
        "makes a link."
    ),
    "bot.staff.editor_nobody_needed": Words(
        source="A crisis or a consent can reach this change, so a second person has to look at it, and there "
        "is nobody else yet. An administrator can add somebody: /invite editor makes a link. Your draft "
        "stays until then."
    ),
    "bot.staff.editor_still_waits": Words(
        source="Your colleagues have been asked already. I tell you what the first of them says."
    ),
    "bot.staff.editor_already_looked": Words(source="{name} has looked at this already. Thank you."),
    "bot.staff.editor_you_said_published": Words(
        source="Thank you. It is published, with your name beside {name}."
    ),
    "bot.staff.editor_you_said_right": Words(source="Thank you. {name} hears of it and can publish it."),
    "bot.staff.editor_you_said_not_yet": Words(
        source="Thank you. {name} hears of it. You two can talk about what is missing."
    ),
    "bot.staff.editor_was_said_published": Words(
        source="{name} says it looks right, and it is published. New conversations use it from now on; those "
        "that are open finish on the version they began with."
    ),
    "bot.staff.editor_was_said_right": Words(source="{name} says it looks right. You can publish it."),
    "bot.staff.editor_was_said_not_yet": Words(
        source="{name} says: not yet. You two can talk about it. Your draft stays, and a new file goes on "
        "from it."
    ),
    "bot.staff.editor_other_looked": Words(source="{name} has looked at the change of {author}."),
    "bot.staff.editor_published": Words(
        source="It is published. New conversations use it from now on; those that are open finish on the "
        "version they began with."
    ),
    # trying
    "bot.staff.try_which": Words(source="Which conversation would you like to try?"),
    "bot.staff.try_draft_of": Words(source="{script}, my draft"),
    "bot.staff.try_begins": Words(
        source="TEST · {script} · {language}\nWhat you write here now goes to the test, words about a crisis "
        "too. Nothing of it is stored, and nobody is told. /try stop ends it."
    ),
    "bot.staff.try_mark": Words(source="TEST · {script}"),
    "bot.staff.try_coach_reads": Words(source="A coach would be told ({level}): {words}"),
    "bot.staff.try_later": Words(source="This would begin later: {script}, in {time}"),
    "bot.staff.try_silence": Words(source="Nothing would be said now."),
    "bot.staff.try_end_completed": Words(source="The conversation ends here: completed."),
    "bot.staff.try_end_stopped": Words(source="The conversation ends here: stopped."),
    "bot.staff.try_end_missed": Words(source="The conversation ends here: missed."),
    "bot.staff.try_end_partly_answered": Words(source="The conversation ends here: partly answered."),
    "bot.staff.try_end_replaced": Words(source="The conversation ends here: another one takes its place."),
    "bot.staff.try_end_failed": Words(source="The conversation ends here: it failed."),
    "bot.staff.try_button_time": Words(source="Let the time pass"),
    "bot.staff.try_button_coach": Words(source="A coach comes"),
    "bot.staff.try_button_again": Words(source="Once more"),
    "bot.staff.try_button_end": Words(source="End the test"),
    "bot.staff.try_ended": Words(source="The test is over. Nothing of it was stored."),
    "bot.staff.try_nothing": Words(source="No test is under way. /try begins one."),
    "bot.staff.try_too_long": Words(
        source="This test has had a hundred answers, so it ends here. /try begins another one."
    ),
    "bot.staff.try_gone": Words(source="This draft cannot be tried any more. /try shows what there is."),
    "bot.staff.try_unknown": Words(
        source="There is no conversation called {script}. /try shows what there is."
    ),
    "bot.staff.try_language": Words(source="The conversations are in these languages: {languages}"),
    # what Telegram offers after a slash
    "bot.slash_try": Words(source="try"),
    "bot.slash_draft": Words(source="draft"),
    "bot.slash_scripts": Words(source="scripts"),
    "bot.command_try": Words(source="Try a conversation on this phone"),
    "bot.command_draft": Words(source="What you have changed so far"),
    "bot.command_scripts": Words(source="All conversations"),
}
