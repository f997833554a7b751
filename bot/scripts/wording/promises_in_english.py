"""How a promise sounds in English. One blank stands between words; capitals do not count."""

_PERSON = r"(?:person|human|coach|peer|counsell?or|nurse|doctor|supervisor|volunteer|worker|member)"
_OF_THE_TEAM = r"(?: (?:from|of|on|in) (?:our|the|your) team)?"
_ONE = (
    r"(?:someone|somebody|(?:an?|another|one|your|our|the) (?:(?:real|live|trained|peer"
    rf"|human) )?{_PERSON}{_OF_THE_TEAM}|one of (?:us|our (?:team|coaches|people))|(?:our|the"
    r"|your) (?:whole )?(?:team|staff)|\{coach\}|help|(?:an?|your) (?:answer|reply|response))"
)
_SEVERAL = (
    r"(?:we|they|(?:our|the|your|two|three|some) (?:coaches|people|peers|volunteers"
    rf"|counsell?ors){_OF_THE_TEAM})"
)
_WHO = rf"(?:{_ONE}|{_SEVERAL})"
_ADVERBS = r"(?: (?:also|then|always|soon|now|already|surely|definitely|certainly|personally|just|all|both))*"

# what somebody does: "will ...", "we ...", "a coach ..."
_DO = (
    r"(?:contact|call|phone|ring|text|write|message|reply|respond|answer|reach|get (?:back|in touch)"
    r"|follow up|check (?:in|on)|visit|come|meet|see you|speak|talk|help|join|let you know|pick up"
    r"|take (?:over|care)|look (?:at|after|into)|arrive|listen|find you|stay with you|support|bring|send"
    r"|read|hear|be (?:in touch|here|there|with you|right with you|on|back|along|able|available|calling"
    r"|writing))"
)
_THEY_DO = (
    r"(?:contact|call|phone|text|write|message|answer|reply|respond|reach|come|meet|visit|help|read"
    r"|listen|talk|speak|get (?:back|in touch)|check (?:in|on)|see you|follow up)"
)
_ONE_DOES = (
    r"(?:contacts|calls|phones|texts|writes|messages|answers|replies|responds|reaches|comes|meets|visits"
    r"|helps|reads|listens|talks|speaks|gets (?:back|in touch)|checks (?:in|on)|sees you|follows up)"
)
_SIGN_OF_LIFE = r"(?:call|text|message|reply|answer|response|visit)"

_NUMBER = r"(?:\d+|an?|one|two|three|five|ten|fifteen|twenty|thirty|a few|a couple of|the(?: next)?|some)"
_SOON = (
    r"(?:right (?:away|back)|straight away|immediately|instantly|shortly|very soon|soon"
    r"|as soon as possible|asap|at once|in no time|momentarily|any (?:minute|moment)(?: now)?|today"
    r"|tonight|tomorrow|first thing|this (?:morning|afternoon|evening|week)|(?:within|in"
    rf"|inside) {_NUMBER} (?:seconds?|moments?|minutes?|hours?|days?)|(?:before|by) (?:noon|midnight"
    r"|morning|tonight|tomorrow)|by \d+(?::\d\d)?(?: ?[ap]m)?)"
)
_AT_ALL_HOURS = (
    r"(?:day (?:and|or) night|night (?:and|or) day|around the clock|24 ?/ ?7|at (?:any|every) hour"
    r"|any ?time|all night|always|every time)"
)
_WHEN = rf"(?:{_SOON}|{_AT_ALL_HOURS})"
_SOME_WORDS = r"[^.;!?:]{0,60}? "  # letters; what stands between the act and the time in the same breath

# A promise holds one of these words, or one with such an ending.
TELLING = (
    "will going about coming way always away promise guarantee guaranteed immediately instantly shortly "
    "soon possible asap once momentarily moment minute today tonight tomorrow morning afternoon evening "
    "week noon midnight second seconds moments minutes hour hours day days night clock 24 anytime any "
    "every time expect first by wait back calling writing contacting texting reaching getting looking"
)
ENDINGS = r"['’]ll"
# "I cannot say when they will answer"
UNKNOWN = (
    r"(?:can ?not|can't|could not|couldn't|do not|don't|does not|nobody can) (?:say|know|promise|tell)"
    r"|not (?:sure|known)|no way to (?:know|say)"
)
# "when somebody will answer", "if a coach calls you today", "ask somebody to come today"
SPARED = (
    r"when|whether|if|how soon|until|unless|(?:nobody|no one)(?: (?:from|in|on|of))?|ask|tell|let|in case"
    r"|said|say|wrote|hope"
)

BY_SOMEBODY = "|".join(
    (
        # a coach will call you · somebody is going to write
        rf"{_WHO}(?: who \w+)? ?(?:will|'ll|(?:is|are|'s|'re) (?:going|about) to)(?! not\b){_ADVERBS} {_DO}",
        # help is on the way · a person is calling
        rf"{_WHO} ?(?:is|are|'s|'re){_ADVERBS} (?:coming|on (?:the|its|their|his|her) way|calling"
        r"|contacting|texting|writing to|reaching out|getting (?:back|in touch)|looking for you)",
        # I will get you a person
        r"I ?(?:will|'ll|am going to|'m going to) (?:get|find|send|bring|have|make)(?: you)? (?:someone"
        r"|somebody|a (?:person|human|coach|peer)|your coach|our team|help)",
    )
)
OTHERS = "|".join(
    (
        # our team answers right away · we call you today · tomorrow a coach calls
        rf"{_ONE}{_ADVERBS} {_ONE_DOES}{_SOME_WORDS}{_WHEN}",
        rf"{_SEVERAL}(?:'re)?{_ADVERBS} {_THEY_DO}{_SOME_WORDS}{_WHEN}",
        rf"{_WHEN},? {_ONE}{_ADVERBS} {_ONE_DOES}",
        # we're here 24/7 · a coach is available around the clock
        rf"{_WHO} ?(?:is|are|'s|'re){_ADVERBS} (?:here|there|around|available|awake|on duty"
        rf"|with you){_SOME_WORDS}{_WHEN}",
        # Sam will call you · ... and will be with you
        r"(?<!\bI )(?<!\byou )(?:will|'ll)(?: \w+ly| soon| also)? (?:(?:call|text|phone|contact|write to"
        r"|message|visit|meet|see) you|be (?:with you|in touch|here (?:in|within|by|before|soon)"
        r"|there (?:in|within|by|before|soon)))",
        # you won't have to wait
        r"(?:won't|will not|do not|don't|never) have to wait",
        rf"{_WHEN},? {_SEVERAL}{_ADVERBS} {_THEY_DO}",
        # you will be called · you'll hear from us · you will get a call
        r"you(?: will|'ll)(?! not\b)(?: \w+ly| soon| then)? (?:be (?:contacted|called|phoned|texted"
        r"|answered|reached|helped|seen|met|visited|picked up|connected|put through|looked after"
        r"|taken care of|supported|written to|heard)|hear (?:back|from)|(?:get|receive"
        rf"|have) an? (?:\w+ )?{_SIGN_OF_LIFE}|(?:talk|speak) (?:to|with))",
        # your message will be answered
        r"(?:will|'ll) (?:soon |then )?be (?:answered|returned|taken care of|followed up|dealt with)",
        # you get an answer within the hour · expect a call
        rf"(?:get|have|expect|receive)s? an? (?:\w+ )?{_SIGN_OF_LIFE}{_SOME_WORDS}{_WHEN}",
        rf"expect (?:(?:an? )?{_SIGN_OF_LIFE}|(?:to hear|news) from)",
        r"(?:I|we) (?:promise|guarantee)|guaranteed",
        # we are always here · somebody is always there · there is always a person
        r"(?:we|I|they) ?(?:are|'re|am|'m|will be|'ll be) (?:always|24 ?/ ?7)",
        r"(?:someone|somebody|a (?:person|human|coach)|our team) is always",
        r"there(?: is|'s) always (?:someone|somebody|a (?:person|human|coach))",
        # it is on its way, but not: you are on the way
        r"(?<!you )(?:is|'s) on (?:the|its|their|his|her) way",
        rf"^help,? (?:is )?{_SOON}",
    )
)
