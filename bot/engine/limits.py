"""Every loop has a limit. Hitting one ends the conversation kindly and tells a coach."""

from datetime import timedelta

# Steps in one turn. The longest path of our own scripts between two questions has 9; a script of 100 steps
# without a question would not fit into one message.
STEPS_PER_TURN = 100

# Scripts that call each other, innermost included. Editors are told of circles; this is for what they miss.
STACK_DEPTH = 8

# Questions and pauses in one conversation, asked again not counted. The longest of our own has 14.
QUESTIONS_PER_CONVERSATION = 120

# Characters of an answer in the person's own words: what Telegram lets anybody type in one message.
LETTERS_PER_ANSWER = 4096

# Answers that do not fit, to one question, before it is let go: asking a third time would be pestering.
MISFITS_PER_QUESTION = 2

# How long after the end an answer can still be changed.
CHANGE_TIME = timedelta(minutes=10)

# Silence in a crisis script is told to whoever holds the case, even if the script says nothing of it.
CRISIS_SILENCE = timedelta(minutes=10)

# A script without `if no answer` ends after this silence, so that no conversation stays open for ever.
SILENCE_ENDS = timedelta(hours=24)
