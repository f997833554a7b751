"""A promise is what nobody can be sure of: what a person does, or when. Everything else may be said."""

import pytest

from bot.scripts.wording import Voice, faults_of_words

PROMISED_IN_ENGLISH = [
    "Somebody will contact you.",
    "A coach will call you.",
    "Someone will call.",
    "Help is on the way.",
    "We will get back to you today.",
    "Our team answers right away.",
    "We answer within the hour.",
    "We are always here.",
    "We're always here for you.",
    "There is always someone here.",
    "You will be contacted.",
    "You will hear from us.",
    "You'll hear back soon.",
    "A person is coming.",
    "They will call you in a few minutes.",
    "{coach} will write to you.",
    "{coach} is on duty and answers within 10 minutes.",
    "One of our coaches calls you tomorrow.",
    "A coach from our team will be in touch.",
    "I will get a person for you.",
    "I'll get someone right away.",
    "Expect a call.",
    "You get an answer within the hour.",
    "I promise that you are safe here.",
    "Your coach is going to call you.",
    "We'll call you.",
    "Someone’ll be with you shortly.",
    "Tomorrow a coach calls you.",
    "Our team is here around the clock.",
    "Thank you. Our coaches will soon reach out.",
    "Sit tight, help is coming.",
    "A person is always here.",
    "Your message will be answered.",
    "We reply today.",
    "Somebody will definitely call.",
    "If you tap it, somebody will call you.",
    "Sit tight. Someone from our team is going to reach out to you shortly.",
    "A peer coach will text you back.",
    "Your coach has been told and will be here in 5 minutes.",
    "We'll get back to you as soon as we can.",
    "We will always be here for you.",
    "You can count on us: we answer day and night.",
    "Sam will call you tonight.",
    "Help will come.",
    "You'll get a call from a coach tomorrow morning.",
    "Somebody is on their way to you.",
    "Our coaches answer every message within a day.",
    "Please hold on, a human will take over in a moment.",
    "We are going to help you.",
    "A coach reads this today.",
    "I will find someone to talk to you now.",
    "A nurse will see you tomorrow.",
    "They'll be with you in ten minutes.",
    "We're here 24/7.",
    "Expect an answer by 9 am.",
    "You will be taken care of.",
    "We'll check in on you tomorrow.",
    "Your call will be returned.",
    "There's always a person to talk to.",
    "You won't have to wait, a coach calls you right back.",
    "Our team is available around the clock.",
    "We respond immediately.",
    "I'll have a coach call you.",
    "She will call you back.",
    "The doctor will see you soon.",
    "Our coach Maria is on it and will text you shortly.",
    "You can expect to hear from us before noon.",
    "One of us will write you back.",
    "Wait here, someone is coming to help.",
    "We'll have an answer for you by tomorrow.",
    "A volunteer phones you this evening.",
    "They are going to reach out.",
    "The team will look at it today.",
    "Your coach is going to be there for you.",
    "Somebody from our team replies within a few hours.",
    "An answer is on its way.",
    "We'll be right with you.",
    "Someone will always answer.",
    "I promise you will be okay.",
]
TRUE_IN_ENGLISH = [
    "How is today going?",
    "Craving 8 out of 10 today",
    "Tomorrow we keep going.",
    "Be gentle with yourself, {name}. Tomorrow we keep going, together.",
    "Call 911 right away.",
    "call 911 right away",
    "If they stop breathing, call 911 right away.",
    "Ask somebody to drive you to the hospital right away.",
    "I will be here tomorrow.",
    "These lines answer now, day and night.",
    "I have let one person from our team know. I cannot say when they are able to answer.",
    "I cannot say when they will answer.",
    "You told someone. That is recovery at work. I will be here tomorrow.",
    "988 answers day and night, by call or by text.",
    "Do you have somebody who could come today?",
    "They stay on the phone with you.",
    "Call 911. They come to you, and you can tell them it is withdrawal.",
    "It is hard today",
    "I will say hello at that time, every day at first.",
    "A person can still look at it.",
    "Nobody will call you unless you ask.",
    "You can ask for a person at any hour.",
    "{coach} is a person from our team and has your message now.",
    "Good. Ask them to stay with you.",
    "You are on the way to something good.",
    "Let somebody help you today.",
    "We read them together.",
    'When it gets hard, tap "My reasons" and we read them together.',
    "I do not know when somebody will answer.",
    "What is one thing you did for yourself today?",
    "One small thing you could do today",
    "Shall we talk today?",
    "Use it now.",
    "Once a day I ask a few short questions.",
    "{coach} has your message in hand and can write to you here.",
    "If you are pregnant, have somebody look at you now.",
    "Keep 911 on the phone until help is with you.",
    "Is there one person you could call today?",
    "A craving passes. It always passes.",
    "You did not call today.",
    "The coaches can read your answers at any time.",
    "We can go on where we stopped, whenever it suits you.",
    "It can help to call someone today.",
    "Some people feel better the next day.",
    "A walk today can help.",
    "We talked about a plan last week.",
    "Many people feel better after a walk today.",
    "Call your doctor today if the pain gets worse.",
    "If you see a doctor tomorrow, you could tell them.",
    "Who could you call tonight?",
    "A friend can help you today.",
    "You can write to our team at any hour.",
    "Our team can see it.",
    "The craving will come and go.",
    "It will pass.",
    "The pain will ease soon.",
    "You will feel tired at first.",
    "You will see your answers below.",
    "Help is there if you want it.",
    "Asking for help is strong.",
    "The coaches and leaders of our team can read your answers.",
    "We keep your words locked.",
    "We never share your answers.",
    "I will ask you again tomorrow.",
    "I will remind you tomorrow at 9.",
    "You can tell them today.",
    "Get help right away if you see blood.",
    "If someone stops breathing, call 911 immediately.",
    "They can call 911 for you.",
    "Somebody who cares about you may be awake now.",
    "You told us you will call your sister.",
    "You said you will talk to your doctor tomorrow.",
    "One day at a time, today is enough.",
    "People change every day.",
    "A day has 24 hours.",
    "The team meets every Monday at 6 pm.",
    "Ask your doctor today whether it is safe.",
    "Our team is small.",
    "We are glad you are here today.",
    "This is read by people.",
    "Your answers help us every day.",
    "It helps to talk at night.",
    "Do they know you are here?",
    "988: they answer by text too.",
    "The people at 988 answer at any hour.",
    "If you want, we can talk about it tomorrow.",
    "Your coach knows you asked.",
    "You can talk to a coach any time you like.",
    "You can call us what you like.",
    "Some days are hard, and today may be one of them.",
    "Do you want to tell somebody today?",
    "Tap a button when you feel ready.",
    "There is no wrong answer.",
    "Your words are stored locked.",
    "If you like, a coach can read this.",
    "We hope you sleep well tonight.",
    "People who ride out a craving get stronger each time.",
    "Tonight may be long. I am here.",
    "Drink some water now.",
    "A coach has read this.",
    "A person from our team wrote to you on Monday.",
    "Many people call a friend at night.",
    "You told me you will try tomorrow.",
]


@pytest.mark.parametrize("text", PROMISED_IN_ENGLISH)
def test_an_english_promise_is_heard(text: str) -> None:
    assert _codes(text, "en") == ["E511"]


@pytest.mark.parametrize("text", TRUE_IN_ENGLISH)
def test_what_is_true_may_be_said_in_english(text: str) -> None:
    assert _codes(text, "en") == []


def test_a_promise_is_heard_in_each_country_that_speaks_the_language() -> None:
    assert _codes("Alguien te llamará.", "es_MX") == ["E511"]


def test_nothing_is_said_of_a_language_without_rules() -> None:
    assert _codes("Somebody will call you.", "de") == []


def test_the_repair_says_what_can_be_written_instead() -> None:
    ((_, words),) = faults_of_words("Somebody will call you.", "en", {})

    assert words.startswith("'Somebody will call' promises what a person does, or when")
    assert words.endswith("Use {when_a_person_answers}, or say what is true now.")


def test_each_sentence_is_named_once() -> None:
    assert _codes("We call you today. We always answer right away. Rest.", "en") == ["E511", "E511"]


def test_a_button_speaks_for_the_person_who_taps_it() -> None:
    own_plan = list(faults_of_words("I will call today", "en", {}, voice=Voice.OF_READER))
    of_others = list(faults_of_words("Somebody will call me", "en", {}, voice=Voice.OF_READER))

    assert own_plan == []
    assert [code for code, _ in of_others] == ["E511"]


def test_a_coach_is_told_what_was_said_and_promised_nothing() -> None:
    told = "Would like to talk. We call them today."

    assert list(faults_of_words(told, "en", {}, voice=Voice.ABOUT_READER)) == []


def _codes(text: str, language: str) -> list[str]:
    return [code for code, _ in faults_of_words(text, language, {})]
