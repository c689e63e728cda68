/* What a customer says that counts. The value is how strongly: of HUMAN from 0.5 on it is a
 * request. */
#include "asks.h"
#include "cues.h"

/* Passed over between the words of a phrase: determiners, courtesies, and what kind of person it
 * should be. */
#define FILLERS \
    "a|an|the|any|some|please|pls|plz|just|really|actually|kindly|directly|your|simply|maybe|even|ever|so|very|one|of|" \
    "real|live|actual|physical|proper|different|other|another|customer|technical|tech|sales|senior|competent|" \
    "qualified|living|through|over|on|across|straight|phone|now|free|billing|right|relevant|local|" \
    "fucking|fuckin|bloody|damn|goddamn|freaking|effing"

static const struct baton_word_class classes[] = {
    { "talk",
      "talk|speak|chat|communicate|converse|talking|speaking|chatting|discuss_this|talk_now|spk|conversation" },
    { "to", "to|with|w" },
    { "real", "real|live|actual|human|physical|living" },
    { "person",
      "human|humans|human_being|human_beings|person|agent|agents|representative|representatives|rep|reps|operator|operators|advisor|"
      "adviser|advisors|manager|supervisor|being|beings|staff|staff_member|employee|associate|"
      "specialist|consultant|attendant|team_member|team|people|individual|executive|professional|"
      "assistant|department|crew|clerk|worker|personnel|support|service|customer_service|customer_support|"
      "customer_care|help_desk|helpdesk|assistant|assistants|founder|founders|owner|boss" },
    /* Of those, the ones that can only mean that. */
    { "human",
      "human|humans|person|agent|agents|representative|representatives|rep|operator|advisor|adviser|manager|"
      "supervisor|human_being|specialist|customer_service|customer_support|customer_care|attendant|your_boss|"
      "someone_else|somebody_else|employee|colleague|staff_member" },
    { "anyone", "somebody|someone|anybody|anyone|sum1|people" },
    { "who", "somebody|someone|anybody|anyone|one_of_you|somebody_else|someone_else|person" },
    { "want",
      "want|wanna|need|prefer|demand|require|get_me|give_me|gimme|find_me|send_me|bring_me|i'd_like|id_like|"
      "would_like|get|call|contact|reach|see|find|use|fetch|request|requesting|needing|wanting|have|try|"
      "to_call|assistance_from|help_from|assistance_of|prefer|ask_for|asking_for" },
    { "pass",
      "transfer|connect|put|pass|forward|redirect|switch|hand|escalate|patch|direct|refer|get|hook|bring|"
      "transferred|connected|transferring|connecting|put_through|hand_over|handed_over|handover|move|give" },
    { "whom", "me|us|this|it|call|chat|my_call|conversation|me_in_touch" },
    { "bot",
      "bot|robot|machine|computer|chatbot|ai|chat_bot|automated_system|algorithm|automaton|software" },
    { "stupid",
      "stupid|useless|idiot|dumb|moron|pathetic|worthless|idiotic|incompetent|terrible|worst|horrible|joke|garbage|"
      "trash|rubbish|crap|shit|lame|annoying|clueless|retarded|liar|braindead|rude|ignorant|fool|disgusting|ugly" },
    { "it",
      "it|this|that|app|site|website|page|link|solution|code|link|system|card|account|service|which|still" },
    { "isnt",
      "isnt|not|doesnt|didnt|wasnt|wont|is_not|does_not|did_not|never|aint|hasnt|dont|cant|cannot|no_longer|stopped|"
      "keeps_not" },
    { "works",
      "working|work|worked|helping|help|helped|helpful|responding|loading|useful|functioning|solved|resolved|fixed" },
    BATON_ASK_CLASSES,
};

static const struct baton_phrase phrases[] = {
    { "<talk> <to> <person>|<who>", DETECTOR_CUE_HUMAN, 1 },
    { "<talk> human|person|agent|operator|representative|manager", DETECTOR_CUE_HUMAN, 0.8 },
    { "contact|contacting|contacted|reach|reaching|call|calling <person>|<who>", DETECTOR_CUE_HUMAN,
      0.7 },
    { "help|assistance from <person>|<who>", DETECTOR_CUE_HUMAN, 0.8 },
    { "human handoff|handover|takeover|worker|employee|operator", DETECTOR_CUE_HUMAN, 0.9 },
    { "<want> <human>", DETECTOR_CUE_HUMAN, 0.8 },
    { "<want> <real> <who>", DETECTOR_CUE_HUMAN, 0.8 },
    { "<want> <who> real|human|living|else|competent|who_understands|that_understands|i_can_talk|to_talk|to_speak",
      DETECTOR_CUE_HUMAN, 0.8 },
    { "<pass> <whom>| <to> <person>|<who>", DETECTOR_CUE_HUMAN, 1 },
    { "<pass> <whom> <human>", DETECTOR_CUE_HUMAN, 0.8 },
    { "is|are there <who>|person|human|agent from|available|there|who|i|that|to",
      DETECTOR_CUE_HUMAN, 0.7 },
    { "<who>|people|human|agent i|we can|could|may talk|speak|chat|contact|call|reach",
      DETECTOR_CUE_HUMAN, 0.9 },
    { "can|could|may|let|have <who>|human|person|agent|representative|manager to| call|phone|ring|contact me|us",
      DETECTOR_CUE_HUMAN, 0.7 },
    { "who|whom can|could|do|should|may i|we <talk> to|with", DETECTOR_CUE_HUMAN, 0.6 },
    { "escalate this|it|my_case|my_complaint|my_issue|my_problem|my_request|my_ticket",
      DETECTOR_CUE_HUMAN, 0.6 },
    { "escalate|escalation", DETECTOR_CUE_PERSON, 0.8 },
    { "human|live|real|actual person|agent|operator|representative|rep|support|being|help|assistance|advisor|chat|contact",
      DETECTOR_CUE_HUMAN, 0.6 },
    { "<person>", DETECTOR_CUE_PERSON, 0.8 },
    { "colleague|colleagues|technician|expert|experts|specialists|supervisors|managers|employees|soul|csr",
      DETECTOR_CUE_PERSON, 0.8 },
    { "<real> <who>|handoff", DETECTOR_CUE_PERSON, 0.8 },
    { "handoff|handover", DETECTOR_CUE_PERSON, 0.8 },
    { "dont|not|cant want|wanna|like|need| to| talk|speak|chat|deal to|with| <bot>",
      DETECTOR_CUE_HUMAN, 0.7 },
    { "hate|tired|sick|instead|rather|done|fed_up|stop of|than|with| talking|speaking|chatting|dealing|arguing| to|with| "
      "<bot>",
      DETECTOR_CUE_HUMAN, 0.7 },
    { "no more|stupid|dumb| bot|bots|robot|robots|machine|machines", DETECTOR_CUE_HUMAN, 0.6 },
    /* Who is there is asked about: of less than 1. */
    { "are|arent|r you|u| human|person|real|<bot>", DETECTOR_CUE_NOT_HUMAN, 0.7 },
    { "am i <talk> <to> <person>|<bot>", DETECTOR_CUE_NOT_HUMAN, 0.7 },
    { "do i <talk> <to> <bot>", DETECTOR_CUE_NOT_HUMAN, 0.7 },
    { "is|isnt this|that|it chat|conversation| with|by|handled_by| <human>|<bot>",
      DETECTOR_CUE_NOT_HUMAN, 0.7 },
    { "no need|reason to|for|of|", DETECTOR_CUE_NOT_HUMAN, 1 },
    { "dont|not|didnt|wont|never need|want|have|wanna|require|wanted|asked|asking|transfer|connect|escalate|call|put|"
      "talk|speak|like|necessary|pass|hand",
      DETECTOR_CUE_NOT_HUMAN, 1 },
    { "do not|did_not|will_not need|want|have|transfer|connect|escalate|call|put|talk|speak|pass",
      DETECTOR_CUE_NOT_HUMAN, 1 },
    { "without|avoid|instead_of|rather_than|rather_not|hate|before", DETECTOR_CUE_NOT_HUMAN, 1 },
    { "no longer|more want|need|have| to", DETECTOR_CUE_NOT_HUMAN, 1 },
    { "told|asked|advised|instructed|said me|us|i| to| talk|speak|call|contact|have|need",
      DETECTOR_CUE_NOT_HUMAN, 1 },
    { "not necessary|needed", DETECTOR_CUE_NOT_HUMAN, 1 },
    { "i will|can_always", DETECTOR_CUE_NOT_HUMAN, 1 },
    { "i'll|ill contact|call|reach|talk|speak", DETECTOR_CUE_NOT_HUMAN, 1 },
    { "i'm|im|i_am|was|as <person> of|at|for|with|in|from|myself", DETECTOR_CUE_NOT_HUMAN, 1 },
    { "my|our|his|her|their|estate|travel|insurance|real_estate agent|manager|advisor|adviser|team|assistant|consultant|"
      "department|supervisor|representative|boss|operator|colleague|employee|staff",
      DETECTOR_CUE_NOT_HUMAN, 1 },
    { "user|browser|reply|booking|sales|ticket|fee agent|agents", DETECTOR_CUE_NOT_HUMAN, 0.4 },
    { "spoke|talked|spoken|chatted to|with <person>|<who>", DETECTOR_CUE_NOT_HUMAN, 1 },
    { "was talking|speaking|chatting to|with", DETECTOR_CUE_NOT_HUMAN, 1 },
    { "got|received|had call|mail|letter|message from", DETECTOR_CUE_NOT_HUMAN, 1 },

    { "<anyone>", DETECTOR_CUE_ANYONE, 1 },
    { "<want>", DETECTOR_CUE_WANTS, 1 },
    { "<talk>|<pass>", DETECTOR_CUE_WANTS, 1 },
    { "let|bring|insist|word|fetch|asked_for|looking_for|waiting_for|rather|hold_of|escalate|escalated|deal_with|instead|"
      "only|needs|requires|said|chance|case_for",
      DETECTOR_CUE_WANTS, 1 },
    { "there|available|around|alive|take|call_me|contact_me|ring_me|phone_me|help|assist|look|handle|deal|working|join|"
      "instead|now|asap|please|pls|required",
      DETECTOR_CUE_SERVES, 1 },
    { "bot|bots|robot|robots|chatbot|chatbots|chat_bot|ai|virtual_assistant|virtual_assistants|automated|algorithm|"
      "automaton",
      DETECTOR_CUE_BOT, 1 },
    { "machine|machines|computer|computers|program|software|recording", DETECTOR_CUE_MACHINE, 1 },
    { "no|not|dont|stop|done|wont|never|cant|didnt|isnt|leave|out_of|away_from|anything_but|against",
      DETECTOR_CUE_AGAINST, 0.5 },
    { "hate|tired|sick|enough|refuse|refusing|instead|than|rather|waste|wasting|uncomfortable|comfortable|trust|distrust|"
      "dislike|stupid|annoying|talk|talking|speaking|chatting|sharing|dealing|discuss|explain|feel",
      DETECTOR_CUE_AGAINST, 1 },

    { "<it> <isnt> <works>", DETECTOR_CUE_COMPLAINT, 0.5 },
    { "isnt|not|doesnt|didnt|still_not|wont working|worked|helping|helpful|work|help|responding|useful|good_enough|acceptable",
      DETECTOR_CUE_COMPLAINT, 0.5 },
    { "unhelpful|useless|pointless|hopeless", DETECTOR_CUE_COMPLAINT, 0.9 },
    { "i already|have_already|just told|said|tried|did|done|gave|sent|answered|explained|asked|mentioned|provided|wrote you|that|this|it|",
      DETECTOR_CUE_COMPLAINT, 0.9 },
    { "i've|ive|have already told|tried|done|said|given|sent|answered|explained|asked|mentioned|provided",
      DETECTOR_CUE_COMPLAINT, 0.9 },
    { "already told|tried_that|did_that|done_that|said_that|tried_this|tried_it",
      DETECTOR_CUE_COMPLAINT, 0.9 },
    { "as i said|told_you|mentioned|wrote", DETECTOR_CUE_COMPLAINT, 0.6 },
    { "i told you|u", DETECTOR_CUE_COMPLAINT, 0.7 },
    { "you|u are|r|keep|kept not|repeating|asking|sending|saying|giving|ignoring helping|listening|understanding|reading|same|yourself|me|",
      DETECTOR_CUE_COMPLAINT, 0.8 },
    { "you|u|bot|it dont|didnt|doesnt|not|never|cant|wont understand|listen|get_it|help|read|answer|care|know|reply|respond",
      DETECTOR_CUE_COMPLAINT, 0.9 },
    { "dont|not|didnt|doesnt answer|answering|answered|address my|me|question",
      DETECTOR_CUE_COMPLAINT, 0.9 },
    { "thats|that's|that_is|this_is not what i|that|my", DETECTOR_CUE_COMPLAINT, 0.8 },
    { "not what i asked|want|wanted|need|said|mean|meant|asking|requested|looking",
      DETECTOR_CUE_COMPLAINT, 0.8 },
    { "waste|wasting|wasted of| my|our| time", DETECTOR_CUE_COMPLAINT, 1 },
    { "how many|much more| times|longer", DETECTOR_CUE_COMPLAINT, 0.8 },
    { "again and again|over_and_over|same_thing|same_answer|same_question|going_in_circles|in_circles|round_and_round",
      DETECTOR_CUE_COMPLAINT, 0.8 },
    { "fed up|sick_of|sick_and_tired|tired_of|had_enough|enough_of|losing_patience|lost_patience|out_of_patience",
      DETECTOR_CUE_COMPLAINT, 1 },
    { "worst|terrible|horrible|awful|poor|bad|shocking|disgraceful|appalling|pathetic|lousy|dreadful|atrocious|abysmal "
      "service|experience|support|company|customer_service|customer_support|bank|airline|ever|app|help",
      DETECTOR_CUE_COMPLAINT, 1 },
    { "unacceptable|ridiculous|disgraceful|outrageous|shambles|absurd|appalling|joke|nonsense|beyond_a_joke|unbelievable",
      DETECTOR_CUE_COMPLAINT, 0.8 },
    { "never again|use_you|shop_with|fly_with|buy_from|ordering_from|using_you",
      DETECTOR_CUE_COMPLAINT, 0.8 },
    { "no one|nobody answers|answered|responds|responded|replied|replies|helps|cares|has|is|called",
      DETECTOR_CUE_COMPLAINT, 0.7 },
    { "still waiting|not_received|havent|no_reply|no_answer|no_response|nothing|not_fixed|not_resolved|not_working|broken|doesnt|isnt",
      DETECTOR_CUE_COMPLAINT, 0.7 },
    { "been waiting|on_hold|trying_for", DETECTOR_CUE_COMPLAINT, 0.6 },
    { "make|file|submit|lodge|raise|register complaint|formal_complaint|claim|reclamation",
      DETECTOR_CUE_COMPLAINT, 0.7 },
    { "disappointed|frustrated|frustrating|annoyed|angry|furious|dissatisfied|unhappy|upset|not_happy|not_satisfied|fuming|livid",
      DETECTOR_CUE_COMPLAINT, 0.7 },
    { "what a joke|mess|shambles|waste", DETECTOR_CUE_COMPLAINT, 0.9 },
    { "makes no sense|any_sense", DETECTOR_CUE_COMPLAINT, 0.6 },
    { "doesnt|dont|not make|making sense", DETECTOR_CUE_COMPLAINT, 0.6 },
    { "why is|are|cant|wont|dont|isnt|does you|u|it|this|app so|not|never|always|keep|",
      DETECTOR_CUE_COMPLAINT, 0.3 },
    { "again", DETECTOR_CUE_AGAIN, 0.4 },
    { "i said|asked|repeat", DETECTOR_CUE_AGAIN, 0.6 },
    { "same question|problem|issue|answer|thing|error", DETECTOR_CUE_AGAIN, 0.7 },
    { "didnt|did_not|havent|dont|not answer|answered", DETECTOR_CUE_AGAIN, 0.7 },

    { "fuck|fucking|fucked|fucker|fuckin|fck|fuk|motherfucker|fucks|wtf|stfu|gtfo|fu|ffs|mf|phuck",
      DETECTOR_CUE_PROFANITY, 1 },
    { "shit|shitty|bullshit|shite|shits|bs|horseshit|shut_up|shutup", DETECTOR_CUE_PROFANITY, 0.8 },
    { "bitch|bastard|asshole|arsehole|dick|dickhead|cunt|prick|twat|wanker|slut|whore|pussy|cock|dumbass|jackass|"
      "bollocks|douche|douchebag|faggot|fag|nigger|retard|hoe|tits|penis|anal|porn|nude|nudes|sex|sexy|horny|ass",
      DETECTOR_CUE_PROFANITY, 1 },
    { "damn|dammit|goddamn|crap|crappy|bloody|piss|pissed|pissing|hell|screw_you|sucks|suck|freaking|effing",
      DETECTOR_CUE_PROFANITY, 0.5 },
    { "you|u|ur|you're|youre|your are|r|a|such|all|so|| fucking|such|damn|| <stupid>",
      DETECTOR_CUE_AGGRESSION, 0.9 },
    { "<stupid> <bot>|thing|company|idiots|assistant|program", DETECTOR_CUE_AGGRESSION, 0.9 },
    { "hate you|u|this_bot|talking_to_you", DETECTOR_CUE_AGGRESSION, 0.9 },
    { "shut up|it", DETECTOR_CUE_AGGRESSION, 0.9 },
    { "idiot|idiots|moron|morons|imbecile|stupid_bot|dumb_bot|scumbags|scammers|crooks|thieves|liars|clowns|kys|loser",
      DETECTOR_CUE_AGGRESSION, 0.9 },
    { "kill|die|rot|burn|punch|destroy you|yourself|in_hell", DETECTOR_CUE_AGGRESSION, 1 },
    { "you|u suck|stink|lie|lied|liar", DETECTOR_CUE_AGGRESSION, 0.9 },
    { "go to hell|away", DETECTOR_CUE_AGGRESSION, 0.9 },
    { "screw|bite you|off|me", DETECTOR_CUE_AGGRESSION, 0.8 },

    { "lawyer|lawyers|attorney|solicitor|sue|suing|lawsuit|legal_action|small_claims|ombudsman|trading_standards|"
      "regulator|consumer_protection|court|legal_department|legal_team|gdpr|data_protection_officer|consumer_rights",
      DETECTOR_CUE_TOPIC, 1 },
    { "hacked|hacker|identity_theft|phishing|data_breach|compromised|unauthorised|unauthorized|fraudulent|stolen_card|"
      "account_takeover|fraud",
      DETECTOR_CUE_TOPIC, 0.9 },
    { "someone|somebody stole|used|accessed|logged|withdrew|took|hacked", DETECTOR_CUE_TOPIC, 0.9 },
    { "exception|waive|goodwill|make_an_exception|beyond_policy", DETECTOR_CUE_TOPIC, 0.6 },

    { "asap|urgent|urgently|immediately|emergency|right_now|right_away|today|tonight|deadline|within_hour|"
      "in_hour|in_an_hour|this_afternoon|this_morning|as_soon_as_possible|time_sensitive|stranded|boarding",
      DETECTOR_CUE_DEADLINE, 1 },
    { "by tomorrow|tonight|noon|monday|tuesday|wednesday|thursday|friday|end_of_day|eod",
      DETECTOR_CUE_DEADLINE, 0.8 },
    { "yes|yeah|yep|yup|sure|ok|okay|alright|please|go_ahead|please_do|do_it|do_that|do_so|that_would_be|would_appreciate|"
      "of_course|absolutely|definitely|certainly|proceed|that_works|i_would|i'd_like|fine",
      DETECTOR_CUE_ACCEPTS, 1 },
    { "no|nope|nah|not_now|dont", DETECTOR_CUE_ACCEPTS, -1 },
    { "renewal|renew|upgrade|enterprise|contract|procurement|expand|licenses|seats|annual_plan|pricing_for|quote",
      DETECTOR_CUE_BUSINESS, 0.6 },

    { "that|it|this|all|now|everything works|worked|solved|helped|fixed|works_now|sorted|resolved",
      DETECTOR_CUE_RESOLVED, 1 },
    { "thanks|thank_you|thx|ty|cheers|thank_u|much_appreciated|appreciate_it",
      DETECTOR_CUE_RESOLVED, 0.7 },
    { "perfect|great|awesome|excellent|brilliant|wonderful|lovely|bye|goodbye|thats_all|that's_all|that_is_all|nothing_else|"
      "all_good|all_set|have_a_good|have_a_great|have_a_nice|take_care",
      DETECTOR_CUE_RESOLVED, 0.6 },

    BATON_SOLVED_ROWS(DETECTOR_CUE_SOLVED, DETECTOR_CUE_CONDITION),
    { "no need|reason for|of|to| <human>|<who>", DETECTOR_CUE_PREFERS_BOT, 1 },
    { "no need|reason to| talk|speak|wait", DETECTOR_CUE_PREFERS_BOT, 1 },
    { "dont|do_not|no_longer|not need|want <human>|<who>", DETECTOR_CUE_PREFERS_BOT, 1 },
    { "dont|do_not|no_longer|not need|want to talk|speak to|with <human>|<who>",
      DETECTOR_CUE_PREFERS_BOT, 1 },
    { "dont|do_not|never transfer|connect|escalate|forward|put me|us|this|it|",
      DETECTOR_CUE_PREFERS_BOT, 1 },
    { "cancel|stop|undo|skip|forget|forget_about transfer|handoff|handover|escalation|<human>",
      DETECTOR_CUE_PREFERS_BOT, 1 },
    { "rather|prefer|happy to| <talk> with|to you|<bot>", DETECTOR_CUE_PREFERS_BOT, 1 },
    { "keep_going|proceed|stay|finish with you|<bot>|this", DETECTOR_CUE_PREFERS_BOT, 1 },
    { "stay|continue|go_on|carry_on with you|<bot>", DETECTOR_CUE_PREFERS_BOT, 1 },
    { "you|<bot> can go_on|continue|carry_on|help_me", DETECTOR_CUE_PREFERS_BOT, 0.6 },
    { "let me|us try|check|look|see|do", DETECTOR_CUE_TRIES, 1 },
    { "i'll|ill|i_will|i_can|gonna|going_to|will try|retry|give_it|check|do_that|test",
      DETECTOR_CUE_TRIES, 1 },
    { "lets try|continue|go_on|keep_going|see", DETECTOR_CUE_TRIES, 1 },
    { "one_more|another try|attempt|time", DETECTOR_CUE_TRIES, 0.6 },
    { "trying|checking that|it|this|now", DETECTOR_CUE_TRIES, 1 },
    { "waiting|waited|wait|delay|delayed|delays|late|slow|slowly|hurry|hurry_up|forever|"
      "too_long|so_long|long_time|all_day|for_hours|for_ages|for_days|taking_ages|how_much_longer|"
      "how_long|hours_ago|days_ago|weeks_ago",
      DETECTOR_CUE_DELAY, 1 },
    { "hello|anybody|anyone|somebody|someone|you there|here|listening|reading|still_there",
      DETECTOR_CUE_PRESENT, 1 },
    { "hello", DETECTOR_CUE_PRESENT, 0.6 },
    BATON_ASK_ROWS("my|our|the|", DETECTOR_ASKS, 0.5),
    { "my name is", DETECTOR_ASKS + BATON_ASK_NAME, 1 },
};

const struct baton_phrase_table detector_customer_cues = {
    .phrases = phrases,
    .phrases_count = sizeof phrases / sizeof *phrases,
    .classes = classes,
    .classes_count = sizeof classes / sizeof *classes,
    .fillers = FILLERS,
};
