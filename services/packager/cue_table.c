/* The tables of phrases. English, and the commonest German. What a phrase alone says too often in
 * vain has AT_START: it counts where a sentence, a clause or a step of a list begins with it. */
#include "cues.h"

#include "asks.h"

enum { ANYWHERE = 1, AT_START = CUES_AT_START };

static const struct baton_word_class classes[] = {
    { "we", "i|we|ich|wir" },
    { "we've", "i've|we've|i_have|we_have|i've_now|we've_now|i_have_now|we_have_now" },
    { "wewill",
      "i'll|we'll|i_will|we_will|i_shall|we_shall|i_am_going_to|i'm_going_to|we_are_going_to|"
      "we're_going_to|i'm_gonna" },
    { "they", "she|he|they|someone|somebody|agent|specialist|colleague|colleagues|team|"
              "department|technician|engineer|manager|representative|supervisor|adviser|advisor|"
              "courier|carrier|driver|warehouse|staff|support" },
    /* what is promised, and of that what comes after the conversation */
    { "do",
      "fix|check|replace|cancel|issue|process|update|pass|arrange|make_sure|ensure|waive|transfer|"
      "raise|open|give|confirm|connect|delete|remove|return|investigate|report|review|"
      "share|assign|add|apply|book|pay|change|reset|unlock|block|provide|merge|link|move|"
      "restore|ask|file|generate|create|register|deliver|adjust|correct|upgrade|extend|"
      "reschedule|reimburse|speak|fill|place|schedule|prepare|leave" },
    { "later", "send|sent|refund|call|ship|reship|escalate|forward|contact|email|e_mail|credit|"
               "reach_out|get_back|get_in_touch|follow_up|notify|inform|reply|write|let_you_know|"
               "keep_you_updated|keep_you_posted|keep_you_informed|resend|request|submit|text|"
               "be_in_touch|stay_in_touch|remain_in_touch|update_you|raise_a|open_a|log_a|mail|"
               "be_getting_back|be_sending|be_contacting|be_calling|be_emailing|be_refunding|"
               "be_updating|be_processing" },
    { "befallen",
      "refunded|shipped|sent|credited|delivered|replaced|fixed|processed|contacted|resolved|"
      "waived|cancelled|canceled|charged|notified|informed|reviewed|reshipped|returned|updated|"
      "issued|applied|reflected|made|completed|done|transferred|removed|added|deducted|emailed|"
      "called|handled|assigned|activated|restored|rescheduled|posted|deposited|reimbursed|"
      "dispatched|forwarded|escalated|repaired|collected|investigated|reversed|adjusted" },
    { "under_way", "escalated|forwarded|scheduled|arranged|shipped|dispatched|reported|raised|"
                   "passed_on|passed_this|refunded|credited" },
    /* what was done, what in vain, what to do */
    { "did",
      "found|located|verified|checked|double_checked|rechecked|updated|changed|cancelled|canceled|"
      "reset|sent|processed|issued|refunded|removed|deleted|added|re_added|created|booked|rebooked|"
      "upgraded|downgraded|modified|authenticated|retrieved|reviewed|corrected|fixed|restored|"
      "activated|deactivated|blocked|unblocked|unlocked|replaced|credited|resent|re_sent|"
      "submitted|registered|linked|unlinked|reversed|applied|extended|waived|initiated|requested" },
    { "also_did",
      "restarted|confirmed|opened|closed|reopened|reported|exchanged|looked|merged|transferred|"
      "moved|refreshed|generated|adjusted|rescheduled|approved|completed|tested|ordered|searched|"
      "calculated|arranged|cleared|erased|enabled|disabled|set_up|switched|disconnected|paired|"
      "uninstalled|reinstalled|assigned|attached|synced|synchronized|swapped|reverted|recorded|"
      "tracked|pulled_up|reimbursed|reinstated|scheduled|placed|identified|finished|repaired" },
    { "done",
      "updated|changed|cancelled|canceled|reset|sent|processed|issued|refunded|removed|deleted|"
      "added|re_added|created|booked|upgraded|downgraded|modified|authenticated|verified|"
      "corrected|fixed|restored|activated|blocked|unblocked|unlocked|replaced|"
      "credited|resent|submitted|registered|linked|reversed|applied|extended|waived|initiated|"
      "requested|completed|exchanged|deducted|reinstated|rebooked|scheduled|transferred|"
      "moved|approved|rescheduled|adjusted|unlinked|confirmed|cleared|refreshed|"
      "reopened|located|reverted|reimbursed|made|placed|repaired" },
    { "find", "find|locate|process|verify|access|retrieve|complete|update|change|cancel|book|open|"
              "reach|authenticate|look_up|see|identify|modify|add|load|connect|refund|check|"
              "transfer|restore|remove|reset|apply|fix|resolve" },
    { "look",
      "find|locate|access|verify|retrieve|reach|see|identify|load|open|look_up|pull_up|confirm" },
    { "step",
      "login|logout|log_on|click|tap|press|select|download|install|uninstall|reinstall|restart|"
      "reboot|unplug|clear|log_in|log_out|sign_in|sign_out|log_back|sign_back|log_off|sync|"
      "synchronize|synchronise|refresh|open|go_to|go_back|scroll|disconnect|reconnect|switch_off|"
      "turn_off|turn_on|switch_on|choose|disable|enable|repair|reset|update|enter|re_enter|"
      "reenter|visit|follow|run|delete|empty|close|make_sure|ensure|remove|navigate|connect|"
      "charge|swipe" },
    { "also_step", "hold_the|hold_down|insert|plug|restore|reload|relaunch|launch|pair|unpair|"
                   "perform|power_off|power_cycle|type_in|uncheck|untick|double_click|double_tap|"
                   "right_click|force_quit|force_close|wipe|leave_it|put_it|set_up" },
    { "stepping",
      "deleting|clearing|resetting|checking|connecting|trying|restarting|signing|logging|opening|"
      "updating|reinstalling|uninstalling|installing|downloading|syncing|synchronizing|repairing|"
      "pressing|clicking|tapping|turning|disconnecting|reconnecting|refreshing|removing|"
      "restoring|charging|using|leaving|going_to|performing|rebooting" },
    /* what is done with a service, while something is in its way */
    { "doing",
      "processing|locating|finding|verifying|updating|using|applying|adding|booking|changing|"
      "accessing|retrieving|cancelling|canceling|charging|completing|connecting|loading|"
      "modifying|removing|sending|transferring|restoring" },
    { "act", "add|create|change|fill|set|put|move|copy|paste|switch|edit|allow_the|scan|print|"
             "plug_in|search|look_in|look_for|use_it|use_that|sync|re_add|"
             "readd|resync|register|verify_that|set_up" },
    { "owndid",
      "cleaned|restarted|rebooted|reinstalled|uninstalled|reset|cleared|deleted|synchronized|"
      "synchronised|synced|resynced|updated|downloaded|contacted|repeated|unplugged|replaced|"
      "switched|installed|emailed|called|wrote_to|disconnected|reconnected|formatted|unlinked|"
      "logged_out|signed_out|wiped|refreshed|repaired|restored|re_installed|"
      "logged_off|power_cycled|retried|double_checked|re_entered|reentered" },
    { "usedit",
      "sent|requested|repeated|tested|asked|typed|entered|logged|signed|clicked|opened|"
      "followed|connected|selected|chose|accessed|uploaded|submitted|added|linked|changed|set_up|done|used|"
      "configured|registered|created|scanned|left_the_account|left_the_app|left_it|put|"
      "plugged|charged|pressed|turned|performed|removed|made_the|"
      "made_a_request|did_everything|did_all|did_what" },
    { "owndo", "try|send|sent|contact|call|pay|check|bring|provide|email|upload|return|update|"
               "ask|let_you_know|get_back|report|test|do_that|do_it|gather|find|look|locate|"
               "reach_out|make_sure|write|confirm|install|download|rebook|reorder|inform|"
               "get_in_touch|talk|speak|visit|go_to|follow|transfer|forward|submit|buy|restart|"
               "reinstall|search|see" },
    { "also_owndo", "run|fill|complete|mail|order|replace|sign|log|open|drop|pick_up|resend|repeat|"
                    "start|reply|attach|schedule|charge|clean|delete|uninstall|fix|register|set_up|"
                    "come_back|take_a|make_a|give_it_a|do_so|do_everything|do_all|redo|retry" },
    { "person", "human|person|agent|someone|somebody|representative|supervisor|manager|advisor" },
};

static const struct baton_phrase rows[] = {
    /* what is wrong, what is wanted */
    { "not|doesnt|isnt|wont|didnt|never|stopped work|working|works|worked|load|loading|arrive|"
      "arrived|open|opening|start|starting|recognised|recognized",
      CUE_PROBLEM, ANYWHERE },
    { "cant|cannot|unable|couldnt to| log|login|sign|access|connect|open|pay|download|upload|"
      "install|find|reset|change|update|cancel|use|see|get|reach|integrate|send|print|book|order|"
      "enter",
      CUE_PROBLEM, ANYWHERE },
    { "error|errors|problem|issue|broken|failed|fails|failing|crash|crashes|bug|wrong|missing|"
      "damaged|defective|lost|stolen|blocked|locked|declined|rejected|expired|fehler|kaputt|"
      "defekt",
      CUE_PROBLEM, ANYWHERE },
    { "charged|billed|paid|debited twice|double|wrongly|incorrectly|again", CUE_PROBLEM, ANYWHERE },
    { "overcharged|unauthorised|unauthorized|fraud|fraudulent", CUE_PROBLEM, ANYWHERE },
    { "has|have|is|was|still not|nt arrived|received|shipped|been| delivered|refunded|"
      "activated|credited",
      CUE_PROBLEM, ANYWHERE },
    { "havent|hasnt|didnt|never received|arrived|got|get|receive", CUE_PROBLEM, ANYWHERE },
    { "has|have|is|was|are|were been|gone| down|offline|out|unreachable|unavailable", CUE_PROBLEM,
      ANYWHERE },
    { "still|got|get|received no|nothing", CUE_PROBLEM, ANYWHERE },
    { "nothing here|came|arrived|works|yet", CUE_PROBLEM, ANYWHERE },
    { "i|we didnt|dont|never|did_not make|authorise|authorize|order|request|recognise|recognize|"
      "approve|agree|sign_up|buy",
      CUE_PROBLEM, ANYWHERE },
    { "jam|jammed|stuck|frozen|freezes|hangs|leaks|leaking|overheats|flickers|blinking|blinks|"
      "bounced|cracked|torn",
      CUE_PROBLEM, ANYWHERE },
    { "got|was|been cancelled|canceled|delayed|refused|suspended|disconnected", CUE_PROBLEM,
      ANYWHERE },
    { "accident|scratched|dented|collided|burst|flooded|leaked|injured|spoiled|mouldy|moldy",
      CUE_PROBLEM, ANYWHERE },
    { "two|three|four|five|2|3|4|5|10 times what|more|higher|as_much", CUE_PROBLEM, ANYWHERE },
    { "more|higher|less|lower than usual|expected|agreed|before|last|normal|i", CUE_PROBLEM,
      ANYWHERE },
    { "too high|much|low|late|small|big|large", CUE_PROBLEM, ANYWHERE },
    { "funktioniert|geht|klappt nicht", CUE_PROBLEM, ANYWHERE },
    { "nicht angekommen|erhalten|gekommen|geliefert|gutgeschrieben|möglich|einloggen|anmelden",
      CUE_PROBLEM, ANYWHERE },
    { "kann|können|konnte ich|man|wir mich|uns|es|das| nicht", CUE_PROBLEM, ANYWHERE },
    { "ich|wir kann|können|konnte|komme|kommen mich|uns| nicht", CUE_PROBLEM, ANYWHERE },
    { "kommt|kam|kommen|kamen keine|kein|nichts|nicht", CUE_PROBLEM, ANYWHERE },
    { "i want|need|wish|expect|require", CUE_WANT, ANYWHERE },
    { "i'd|would like", CUE_WANT, ANYWHERE },
    { "i'm|am trying|looking|hoping to|for", CUE_WANT, ANYWHERE },
    { "trying|need|want|like to", CUE_WANT, ANYWHERE },
    { "please|pls|can|could you| refund|cancel|send|fix|replace|change|close|reset|update",
      CUE_WANT, ANYWHERE },
    { "ich möchte|will|brauche|erwarte", CUE_WANT, ANYWHERE },
    { "my money back", CUE_WANT, ANYWHERE },
    BATON_SOLVED_ROWS(CUE_SOLVED, CUE_CONDITION),
    { "another|different|separate question|issue|problem|topic|thing", CUE_SWITCH, ANYWHERE },
    { "something else", CUE_SWITCH, ANYWHERE },
    { "by the way", CUE_SWITCH, ANYWHERE },
    { "sorry| i meant|mean", CUE_CORRECT, ANYWHERE },
    { "correction|typo|mistyped", CUE_CORRECT, ANYWHERE },
    { "wrong number|one|order|address|email|date", CUE_CORRECT, ANYWHERE },
    { "should|must be", CUE_CORRECT, ANYWHERE },
    { "actually|sorry it's|its|it|the", CUE_CORRECT, ANYWHERE },
    { "no it's|its|it_is order|booking|invoice|ticket|number|tracking|account", CUE_CORRECT,
      ANYWHERE },
    { "not that one", CUE_CORRECT, ANYWHERE },
    { "my mistake|bad|error", CUE_CORRECT, ANYWHERE },
    { "mixed|messed it| up", CUE_CORRECT, ANYWHERE },
    { "i|must have confused|mixed", CUE_CORRECT, ANYWHERE },
    { "let me correct", CUE_CORRECT, ANYWHERE },
    { "the correct number|one|order|address|id|email| is|should", CUE_CORRECT, ANYWHERE },
    { "forgot to mention", CUE_CORRECT, ANYWHERE },
    { "gave|provided you| the|a wrong", CUE_CORRECT, ANYWHERE },
    { "sondern", CUE_CORRECT, ANYWHERE },
    { "ich meinte", CUE_CORRECT, ANYWHERE },
    { "verschrieben|vertippt|korrektur", CUE_CORRECT, ANYWHERE },
    { "urgent|urgently|asap|immediately|emergency|dringend|sofort", CUE_HURRY, ANYWHERE },
    { "as soon as possible", CUE_HURRY, ANYWHERE },
    { "right away|now", CUE_HURRY, ANYWHERE },
    { "in a hurry", CUE_HURRY, ANYWHERE },
    { "worried|afraid|anxious|scared|concerned|nervous|besorgt", CUE_WORRIED, ANYWHERE },
    { "confused|confusing|unclear", CUE_CONFUSED, ANYWHERE },
    { "dont understand", CUE_CONFUSED, ANYWHERE },
    { "dont get it", CUE_CONFUSED, ANYWHERE },
    { "by|before|until|till|bis|within|spätestens", CUE_BY, ANYWHERE },
    { "no|not later than", CUE_BY, ANYWHERE },
    { "deadline|due|expires|frist", CUE_DUE, ANYWHERE },
    { "brauche|brauchen|benötige|benötigen es|sie|ihn|das|die|den", CUE_DUE, ANYWHERE },
    { "you|they|he|she|someone|agent|colleague|bot|chat said|told|promised|assured|quoted",
      CUE_REPORTS, ANYWHERE },
    { "i|we was|were|been told|promised|assured", CUE_REPORTS, ANYWHERE },
    { "sie|ihr haben|hatten mir|uns gesagt|versprochen|zugesagt", CUE_REPORTS, ANYWHERE },
    { "need|needed|want it|this|that|them", CUE_DUE, ANYWHERE },
    { "has|have to be", CUE_DUE, ANYWHERE },
    /* what does not wait: with a time in the sentence it is a deadline */
    { "have|having|got a|an|my|our|my_first|our_first demo|presentation|interview|exam|meeting|call|"
      "client_call|customer_call|client_meeting|appointment|launch|wedding|surgery|conference|party|"
      "audit|release|trial|hearing|event|photo_shoot|deployment",
      CUE_EVENT, ANYWHERE },
    { "my|our|the|for|her|his|their|daughters|sons|wifes|husbands|mothers|fathers|sisters|brothers|"
      "moms|mums|dads|friends|boss wedding|funeral|exam|interview|presentation|demo|surgery|"
      "graduation|launch|go_live",
      CUE_EVENT, ANYWHERE },
    { "her|his|their|daughters|sons|wifes|husbands|mothers|fathers|sisters|brothers|moms|mums|dads|"
      "friends|kids|childs birthday",
      CUE_EVENT, ANYWHERE },
    { "birthday present|gift|party|cake", CUE_EVENT, ANYWHERE },
    { "for my|our|the trip|holiday|holidays|vacation|journey|move|honeymoon", CUE_EVENT, ANYWHERE },
    { "month|quarter|year end closing| is", CUE_EVENT, ANYWHERE },
    { "payday|payroll is|runs|has", CUE_EVENT, ANYWHERE },
    { "giving|holding|presenting|teaching a|an|the|my talk|lecture|presentation|demo|workshop|class|"
      "course|webinar",
      CUE_EVENT, ANYWHERE },
    { "test|exam|interview|wedding|funeral|demo|launch|hearing|surgery|presentation is", CUE_EVENT,
      ANYWHERE },
    { "ends|closes|expires|starts|begins|runs_out tonight|today|tomorrow|on|in|at", CUE_EVENT,
      ANYWHERE },
    { "mein|unser termin|umzug|abflug|prüfung|hochzeit", CUE_EVENT, ANYWHERE },
    { "have|habe|haben eine|einen|ein termin|prüfung|hochzeit|präsentation|vorstellungsgespräch|"
      "abgabe|vorführung",
      CUE_EVENT, ANYWHERE },

    /* promises of the company's side: what it will do */
    { "<wewill> then|now| <do>", CUE_PROMISE, ANYWHERE },
    { "<wewill> then|now| <later>", CUE_PROMISE, ANYWHERE },
    { "<wewill> go_ahead_and|proceed_to|proceed_and|need_to|have_to|be_sure_to <later>|ask|raise|"
      "open|review|cancel|process|update",
      CUE_PROMISE, ANYWHERE },
    { "we'll|we_will look_into|look_at|investigate", CUE_PROMISE, ANYWHERE },
    { "<wewill> have it|this|that|them|your|a|the|someone", CUE_PROMISE, ANYWHERE },
    { "<wewill> be_able_to get|send|refund|replace|ship", CUE_PROMISE, ANYWHERE },
    { "i|we do| need|have to send|escalate|forward|raise it|this|that|the|your|a", CUE_PROMISE,
      ANYWHERE },
    { "going to leave|send|request|escalate|forward|submit|contact|refund|process|call|email",
      CUE_PROMISE, ANYWHERE },
    { "i'm|i_am|we're|we_are sending|processing|forwarding|issuing|working|escalating|arranging|"
      "requesting|submitting|shipping|opening|raising",
      CUE_PROMISE, ANYWHERE },
    { "i|we promise|guarantee", CUE_PROMISE, ANYWHERE },
    { "<they> will <do>", CUE_PROMISE, ANYWHERE },
    { "<they> will <later>", CUE_PROMISE, ANYWHERE },
    { "will call|contact|email|phone|ring|notify|inform|visit|reply|write you|to_you|by|within|"
      "tomorrow|today",
      CUE_PROMISE, ANYWHERE },
    { "they'll|he'll|she'll <later>", CUE_PROMISE, ANYWHERE },
    { "they'll|he'll|she'll <do>", CUE_PROMISE, ANYWHERE },
    { "someone|somebody|agent|specialist|colleague|team|technician|courier will|is_going_to|"
      "are_going_to|should",
      CUE_PROMISE, ANYWHERE },
    { "<they> will be <befallen>|in_touch|with_you|there|able_to|getting|contacting|calling|"
      "sending|reviewing|working|coming|arriving",
      CUE_PROMISE, ANYWHERE },
    /* … what will come to the customer */
    { "you will|should have it|them|this|that|your|an|a", CUE_PROMISE, ANYWHERE },
    { "you'll have it|them|this|that|your|an|a", CUE_PROMISE, ANYWHERE },
    { "you will|should|may receive|hear an|a|it|them|this|that|your|the|our|from|back|confirmation|"
      "further|another|one|email|instructions|notification|news",
      CUE_PROMISE, ANYWHERE },
    { "you'll|you_will|you_should|you_may get it|them|this|that|your|the|our|back|an_email|"
      "an_e_mail|a_confirmation|a_call|a_refund|a_reply|an_answer|a_message|an_update|a_letter",
      CUE_PROMISE, ANYWHERE },
    { "you'll|you_will receive|hear|be_receiving|be_getting|be_hearing", CUE_PROMISE, ANYWHERE },
    { "you'll|you_will get a|an|the|your|our|another", CUE_PROMISE, ANYWHERE },
    { "you'll|you_will|you're_going_to be|get <befallen>", CUE_PROMISE, ANYWHERE },
    { "you should see it|that|the|your refund|credit|amount|money|payment|charge|balance|funds",
      CUE_PROMISE, ANYWHERE },
    { "you should|will|'ll see it|that|them|this|changes reflected|within|in|by|on|shortly|soon",
      CUE_PROMISE, ANYWHERE },
    { "you can|may|should expect", CUE_PROMISE, ANYWHERE },
    { "please| expect a|an|your|the|our|to call|email|e_mail|reply|answer|response|refund|"
      "delivery|package|parcel|order|visit|letter|message|receive|hear|get",
      CUE_PROMISE, ANYWHERE },
    { "will|shall|should be|get <befallen>", CUE_PROMISE, ANYWHERE },
    { "will be available|ready|there|on_its_way|on_the_way|visible", CUE_PROMISE, ANYWHERE },
    { "will|should arrive|reach|take|come", CUE_PROMISE, ANYWHERE },
    { "will|should appear|show on|in your|the account|statement|card|bank", CUE_PROMISE, ANYWHERE },
    { "wait|waiting to be contacted|called|notified", CUE_PROMISE, ANYWHERE },
    { "refund|delivery|process|transfer|payment usually|typically|normally|may|can|will| take|"
      "takes",
      CUE_PROMISE, ANYWHERE },
    /* … what was set going */
    { "<we've> <under_way>|issued|initiated|requested", CUE_PROMISE, ANYWHERE },
    { "<we've> opened|logged|raised|submitted|created|placed a|an ticket|case|request|claim|"
      "complaint|order|replacement",
      CUE_PROMISE, ANYWHERE },
    { "<we've> opened|logged|raised|created ticket|case|claim", CUE_PROMISE, ANYWHERE },
    { "has|have been <under_way>", CUE_PROMISE, ANYWHERE },
    { "refund|credit|replacement has|have been processed|issued|initiated|requested|sent|made",
      CUE_PROMISE, ANYWHERE },
    { "has|have been processed|issued|credited|returned|sent back| to|onto your|the paypal|card|"
      "credit|account|gift|original|bank|visa|mastercard|payment|debit",
      CUE_PROMISE, ANYWHERE },
    { "wir|ich werde|werden", CUE_PROMISE, ANYWHERE },
    { "sie erhalten|bekommen", CUE_PROMISE, ANYWHERE },
    { "wird|werden erstattet|gutgeschrieben|geliefert|verschickt|gesendet|storniert", CUE_PROMISE,
      ANYWHERE },
    /* … of these what follows when the conversation is over */
    { "<wewill> then|now| <later>", CUE_LATER, ANYWHERE },
    { "<wewill> proceed_to|need_to|have_to <later>|ask", CUE_LATER, ANYWHERE },
    { "you'll|you_will|will be contacted|notified|informed|emailed|called|refunded|credited",
      CUE_LATER, ANYWHERE },
    { "<they> will <later>", CUE_LATER, ANYWHERE },
    { "cannot|cant|wont|not|nt", CUE_TAKEN_BACK, ANYWHERE }, /* with "after all" */
    { "doch nicht|keine", CUE_TAKEN_BACK, ANYWHERE },

    /* manners, patience, questions */
    { "dont|didnt|cant|couldnt|not|unable to| understand|help|find|access|process", CUE_NO_ANSWER,
      ANYWHERE },
    { "could you| rephrase", CUE_NO_ANSWER, ANYWHERE },
    { "not sure", CUE_NO_ANSWER, ANYWHERE },
    { "beyond|outside my", CUE_NO_ANSWER, ANYWHERE },
    { "how can|may i|we help|assist", CUE_SMALL_TALK, ANYWHERE },
    { "what can i do for you", CUE_SMALL_TALK, ANYWHERE },
    { "anything else", CUE_SMALL_TALK, ANYWHERE },
    { "something else i can|", CUE_SMALL_TALK, ANYWHERE },
    { "how are you", CUE_SMALL_TALK, ANYWHERE },
    { "does|did that|this help|answer|work", CUE_SMALL_TALK, ANYWHERE },
    { "anybody|anyone|somebody|someone there", CUE_SMALL_TALK, ANYWHERE },
    { "what can i|we| help|assist", CUE_SMALL_TALK, ANYWHERE },
    { "what brings you", CUE_SMALL_TALK, ANYWHERE },
    { "kann|können|darf ich|wir ihnen|dir| heute| helfen|weiterhelfen|behilflich", CUE_SMALL_TALK,
      ANYWHERE },
    { "sonst noch etwas|was", CUE_SMALL_TALK, ANYWHERE },
    /* asked to vent */
    { "are|r you|u kidding|joking|serious|insane|deaf|stupid", CUE_RHETORIC, ANYWHERE },
    { "you|u kidding|joking me", CUE_RHETORIC, ANYWHERE },
    { "is this|that|it a|some joke|scam|prank", CUE_RHETORIC, ANYWHERE },
    { "do you|u think|believe i|i'm|im|this|that|it", CUE_RHETORIC, ANYWHERE },
    { "isnt|is that|this|it ridiculous|absurd|unbelievable|outrageous|crazy|pathetic|a_shame",
      CUE_RHETORIC, ANYWHERE },
    { "how hard|difficult can|is it", CUE_RHETORIC, ANYWHERE },
    { "who do you think", CUE_RHETORIC, ANYWHERE },
    { "what kind|sort of service|company|support|joke", CUE_RHETORIC, ANYWHERE },
    { "how|what the|on hell|heck|fuck|earth", CUE_RHETORIC, ANYWHERE },
    { "you call this|that|it", CUE_RHETORIC, ANYWHERE },
    { "how|why should|would i be|have_to|wait|trust|pay|believe", CUE_RHETORIC, ANYWHERE },
    { "wollen|willst sie|du mich", CUE_RHETORIC, ANYWHERE },
    { "soll das ein witz", CUE_RHETORIC, ANYWHERE },
    { "das ihr|dein ernst", CUE_RHETORIC, ANYWHERE },
    /* … and taken back */
    { "never mind|minds", CUE_NEVER_MIND, ANYWHERE },
    { "nevermind|nvm", CUE_NEVER_MIND, ANYWHERE },
    { "forget it|that|about|my_question", CUE_NEVER_MIND, AT_START },
    { "found it|out myself|already", CUE_NEVER_MIND, ANYWHERE },
    { "ignore my last| question|message", CUE_NEVER_MIND, ANYWHERE },
    { "hat sich erledigt", CUE_NEVER_MIND, ANYWHERE },
    { "schon gut|erledigt", CUE_NEVER_MIND, AT_START },
    { "vergessen sie es", CUE_NEVER_MIND, ANYWHERE },
    { "sorry for|about|to the|this|that|any|hear|your", CUE_MANNERS, ANYWHERE },
    { "i|we apologize|apologise|understand for|how|your|that", CUE_MANNERS, ANYWHERE },
    { "appreciate|value your", CUE_MANNERS, ANYWHERE },
    { "tut mir|uns leid", CUE_MANNERS, ANYWHERE },
    /* what a side will not do, and what need not be done for it */
    { "i|we wont|cannot|cant|will_not|am_unable|are_unable|couldnt be_able_to| to|", CUE_REFUSES,
      ANYWHERE },
    { "i'm|we're unable|not to|able|going", CUE_REFUSES, ANYWHERE },
    { "no need to|for", CUE_NO_NEED, ANYWHERE },
    { "you|u|please dont need|have|bother to|", CUE_NO_NEED, ANYWHERE },
    { "open|start a| new chat|conversation", CUE_SMALL_TALK, ANYWHERE },
    { "hi|hello|hey|hallo|moin|greetings", CUE_GREETING, ANYWHERE },
    { "good morning|afternoon|evening|day", CUE_GREETING, ANYWHERE },
    { "guten tag|morgen|abend", CUE_GREETING, ANYWHERE },
    { "thank|thanks you|", CUE_GREETING, ANYWHERE },
    { "how|when|where|why|what|which|who|can|could|is|are|do|does|did|will|would|wie|wann|wo|"
      "warum|was|kann",
      CUE_ASKS, ANYWHERE },
    { "talk|speak|chat|connect|transfer|put|transferred|you to|with|me_to|me_with|me_through_to|"
      "through_to a|an|some|the|your| <person>",
      CUE_PERSON, ANYWHERE },
    { "real|live|actual|need|want a| <person>", CUE_PERSON, ANYWHERE },
    { "one|a|an|few|couple|some moment|minute|minutes|moments|second|seconds|instant", CUE_WAIT,
      ANYWHERE },
    { "let me just|first| check|look|see|verify|review|find|retrieve|search|calculate", CUE_WAIT,
      ANYWHERE },
    { "let_me|let_us refresh|reset|restart|update|fix|try|run|process|resend|sync|reload|test|cancel|"
      "rebook|book|change|add|remove|correct|apply",
      CUE_LOOKS, ANYWHERE },
    { "let_me|let_us|let's|i'll|i_will|i_am_going_to|i'm_going_to then|now|first|quickly| check|"
      "look|retrieve|search|find|review|verify|look_up|pull_up|see|calculate|explore|locate|"
      "investigate|look_for|double_check",
      CUE_LOOKS, ANYWHERE },
    { "please hold|wait", CUE_WAIT, ANYWHERE },
    { "bear with", CUE_WAIT, ANYWHERE },
    { "hold on", CUE_WAIT, ANYWHERE },
    { "einen moment|augenblick", CUE_WAIT, ANYWHERE },
    { "can|could|would|will you|u", CUE_ASKS_DEED, ANYWHERE },
    { "können|könnten sie", CUE_ASKS_DEED, ANYWHERE },
    { "if you|i|we|there|this|that|it|the|your|any|needed|necessary|so|possible", CUE_IF,
      ANYWHERE },
    { "once|unless|when you|we", CUE_IF, ANYWHERE },
    { "please confirm", CUE_IF, ANYWHERE },
    { "close this|the chat|conversation|session", CUE_IF, ANYWHERE },
    { "would you like", CUE_IF, ANYWHERE },
    { "confirm if|whether|that|the|all|everything all|everything| you|following|details|is|would",
      CUE_PROPOSES, ANYWHERE },
    { "like me|us| to proceed", CUE_PROPOSES, ANYWHERE },
    { "like to proceed", CUE_PROPOSES, ANYWHERE },
    { "once|when|if you confirm|agree|approve", CUE_PROPOSES, ANYWHERE },

    /* attempts of the company's side */
    { "<we've>|i_already|we_already <did>", CUE_DONE, ANYWHERE },
    { "<we've>|i_already|we_already <also_did>", CUE_DONE, ANYWHERE },
    { "i|we <did>", CUE_DONE, AT_START }, /* not "the link I sent" */
    { "i|we <also_did>", CUE_DONE, AT_START },
    { "<we've> been able to <find>", CUE_DONE, ANYWHERE },
    { "<we've> gone_through|gone_over|gone_ahead_and|looked_into|had_a_look|taken_a_look|"
      "run_a|carried_out|taken_care",
      CUE_DONE, ANYWHERE },
    { "i|we was|were able to <find>", CUE_DONE, ANYWHERE },
    { "i|we was|were reviewing|checking|verifying|looking|investigating", CUE_DONE, ANYWHERE },
    { "<we've> send", CUE_DONE, ANYWHERE },
    { "has|have been|was|were successful", CUE_DONE, ANYWHERE },
    { "i|we managed to <find>", CUE_DONE, ANYWHERE },
    { "i|we had|have|got had| the|a chance|opportunity to <find>|review|work|check|look", CUE_DONE,
      ANYWHERE },
    { "finished|completed|done processing|updating|transferring|adding|resetting|checking|with",
      CUE_DONE, ANYWHERE },
    { "has|have now|already| been <done>", CUE_DONE, ANYWHERE },
    { "cancellation|refund|request|change|changes|payment|transfer|exchange|return|update|upgrade|"
      "password|address|account|subscription|order|reservation|booking|fee|fees|limit|charge "
      "was|were updated|changed|cancelled|canceled|reset|processed|issued|refunded|removed|"
      "completed|corrected|waived|approved|reversed|transferred|applied|exchanged|upgraded",
      CUE_DONE, ANYWHERE },
    { "is|are now cancelled|canceled|updated|booked|active|unlocked|fixed|confirmed|live|restored|"
      "added|activated|linked|reset",
      CUE_DONE, ANYWHERE },
    { "is|are added|restored|active|enabled|updated|unlocked again|now", CUE_DONE, ANYWHERE },
    { "done|sent|fixed", CUE_DONE, AT_START },
    { "here's|here_is|here_are what i|we found|have_found|could_find", CUE_DONE, ANYWHERE },
    { "<we've> done|performed|run some|the|a|all|more| troubleshooting|check|checks|test|tests|"
      "steps|repair|update|search",
      CUE_DONE, ANYWHERE },
    { "done please|pls check|try|see|look|sync|refresh", CUE_DONE, ANYWHERE },
    { "id|identity|account|profile|number|address|email|user is|was verified|confirmed|"
      "authenticated|validated",
      CUE_DONE, ANYWHERE },
    { "all done|set|sorted", CUE_DONE, AT_START },
    { "was|were|has_been|have_been issued|processed|refunded|credited|cancelled|canceled|rebooked|"
      "reshipped|sent on|today|yesterday|back|to_your",
      CUE_DONE, ANYWHERE },
    { "it's|that's|its|thats done|sorted|fixed|sent|updated", CUE_DONE, AT_START },
    { "wurde|wurden storniert|geändert|gesendet|erstattet|aktualisiert|gesperrt|freigeschaltet|"
      "zurückgesetzt|gebucht|bestätigt",
      CUE_DONE, ANYWHERE },
    { "ich|wir habe|haben ihnen|dir|euch eine|einen|ein|den|die|das|ihre|ihren|ihr|soeben|gerade",
      CUE_DONE, ANYWHERE },
    { "ich|wir habe|haben die|den|das|ihre|ihren|ihr|es|sie", CUE_DONE, ANYWHERE },
    { "i|we couldnt|wasnt|werent able| to| <find>", CUE_COULD_NOT, ANYWHERE },
    { "i|we cant|cannot|dont seem| to| <look>", CUE_COULD_NOT, ANYWHERE },
    { "i|we could|was|were|have not been| able| to| <find>", CUE_COULD_NOT, ANYWHERE },
    { "i|we dont|didnt|do_not|did_not see|find|locate", CUE_COULD_NOT, ANYWHERE },
    { "i|we|i've|we've havent|have_not been able to <find>", CUE_COULD_NOT, ANYWHERE },
    { "was|were unable to <find>", CUE_COULD_NOT, ANYWHERE },
    { "i'm|am|i|still unable|not able| to <look>", CUE_COULD_NOT, ANYWHERE },
    { "error|issue|problem|problems|trouble with|in|while|when| <doing>", CUE_COULD_NOT, ANYWHERE },
    { "persistent|technical error|issue|problem with|in", CUE_COULD_NOT, ANYWHERE },
    { "is|are|was|were also|currently| no_longer|not available", CUE_COULD_NOT, ANYWHERE },
    { "i|we found no|nothing", CUE_COULD_NOT, ANYWHERE },
    { "no|any luck|success with|finding|locating|in", CUE_COULD_NOT, ANYWHERE },
    { "no account|order|user|record|reservation was| found", CUE_COULD_NOT, ANYWHERE },
    { "doesnt|not|isnt appear|show|listed|registered|found|exist| in|on|under your|our|the|this "
      "account|library|system|records|history|profile",
      CUE_COULD_NOT, ANYWHERE },
    { "konnte|konnten|kann nicht|keine gefunden|finden", CUE_COULD_NOT, ANYWHERE },
    { "there is no account|order|record|booking|reservation|purchase", CUE_COULD_NOT, ANYWHERE },
    { "doesnt|dont|not|didnt match|correspond", CUE_COULD_NOT, ANYWHERE },
    { "address|account|email|number|profile|library|order|system|you|provided|gave does|do| "
      "doesnt|not|dont have|contain|include this|that|the|any|a "
      "title|book|order|purchase|account|item|record|booking",
      CUE_COULD_NOT, ANYWHERE },
    { "can|could only see|find", CUE_COULD_NOT, ANYWHERE },
    { "couldnt|could_not be changed|cancelled|canceled|refunded|processed|"
      "completed|rebooked|modified|reset|verified|reversed|extended|waived",
      CUE_COULD_NOT, ANYWHERE },

    /* advice */
    { "<step>", CUE_ADVICE, AT_START },
    { "<also_step>|try", CUE_ADVICE, AT_START },
    { "you can click|sync|repair|restart|reinstall|refresh|download|install|"
      "log_in|sign_in|visit|reset|go_to|open",
      CUE_ADVICE, ANYWHERE },
    { "please|pls try| to| <step>", CUE_ADVICE, ANYWHERE },
    { "please|pls to| <also_step>", CUE_ADVICE, ANYWHERE },
    { "please|pls try", CUE_ADVICE, ANYWHERE },
    { "please|pls then|now|first| <step>", CUE_ADVICE, ANYWHERE },
    { "please|pls then|now|first| <act>", CUE_ADVICE, ANYWHERE },
    { "you need|have|only_need to check|look|sign_in|log_in", CUE_ADVICE, ANYWHERE },
    { "please|pls use the|another|a|your|this|incognito|check your|the junk|spam|inbox|cable|"
      "connection|settings",
      CUE_ADVICE, ANYWHERE },
    { "please|pls do the|this|these|a following|steps|factory|manual|hard|soft|sign_out|restart",
      CUE_ADVICE, ANYWHERE },
    { "perform|do|try a|the factory|manual|hard|soft| reset|restart|reboot", CUE_ADVICE, ANYWHERE },
    { "can|could|would you please| try", CUE_ADVICE, ANYWHERE },
    { "can|could you please| reinstall|restart|reboot|click|tap|open|log_in|log_out|sign_in|"
      "sign_out|clear|download|install|uninstall|refresh|sync|repair|disconnect|reconnect|unplug|"
      "go_to|reset|remove|turn_off|turn_on|update",
      CUE_ADVICE, ANYWHERE },
    { "help me <stepping>|try|with_this|with_these|with_the_following", CUE_ADVICE, ANYWHERE },
    { "let's|lets <step>|try", CUE_ADVICE, ANYWHERE },
    { "we will|are_going_to try a|an|the|another", CUE_ADVICE, ANYWHERE },
    { "what we|you can try|do", CUE_ADVICE, ANYWHERE },
    { "possible|ok|okay|fine|good|best if_we|if_you|to|for_you_to|for_us_to try", CUE_ADVICE,
      ANYWHERE },
    { "recommend|suggest|advise you|is|to| to|that_you|you| try|leave|keep|restart|reset|reinstall|sign_out|log_out|update",
      CUE_ADVICE, ANYWHERE },
    { "recommend|suggest|advise|recommended <stepping>", CUE_ADVICE, ANYWHERE },
    { "recommend|suggest|advise|recommended rolling_back|switching|changing|moving|uninstalling|"
      "running|replacing|cleaning|contacting|asking",
      CUE_ADVICE, ANYWHERE },
    { "can|could you please| hold|press|start|stop|run|switch|unplug|plug|check_if|check_whether|"
      "check_that|rename|replace|clean|move",
      CUE_ADVICE, ANYWHERE },
    { "now continue|proceed with", CUE_ADVICE, ANYWHERE },
    { "you can|could|should|may|might try", CUE_ADVICE, ANYWHERE },
    { "you would|will| need|should|must|have to <step>", CUE_ADVICE, ANYWHERE },
    { "you'll|you'd need|have to <step>", CUE_ADVICE, ANYWHERE },
    { "try the following", CUE_ADVICE, ANYWHERE },
    { "click|tap on it|that", CUE_ADVICE, ANYWHERE },
    { "do|try it|that|this again|once_more|one_more_time", CUE_ADVICE, ANYWHERE },
    { "try again|another|accessing|with|from|in|on|using|it", CUE_ADVICE, AT_START },
    { "follow these|the|this|following steps|instructions|guide|link", CUE_ADVICE, ANYWHERE },
    { "bitte versuchen|starten|öffnen|klicken|gehen|laden|melden", CUE_ADVICE, ANYWHERE },
    { "bitte löschen|prüfen|überprüfen|aktualisieren|deinstallieren|installieren|schalten|trennen|"
      "ziehen|stecken|setzen|leeren|aktivieren|deaktivieren|drücken|wählen|tippen|schließen|entfernen|"
      "probieren|wenden",
      CUE_ADVICE, ANYWHERE },
    { "versuchen|starten|öffnen|klicken|gehen|laden|melden|löschen|prüfen|überprüfen|aktualisieren|"
      "installieren|schalten|trennen|ziehen|stecken|setzen|leeren|drücken|wählen|tippen|probieren sie",
      CUE_ADVICE, AT_START },
    { "please|pls check|double_check that|whether|if", CUE_ADVICE, ANYWHERE },
    { "please|pls verify that|whether|if", CUE_ADVICE, ANYWHERE },
    { "please|pls|need_to|have_to contact|call|phone|ring|ask your|the|their|our_service|our_hotline",
      CUE_ADVICE, ANYWHERE },
    { "you will|would need|have to contact|call|phone|ring|visit", CUE_ADVICE, ANYWHERE },

    /* attempts of the customer's, and what came of what was tried */
    { "i|i've|we|we've have| already|even| <owndid>", CUE_I_TRIED, ANYWHERE },
    { "already|also <owndid>|tried|checked", CUE_I_TRIED, ANYWHERE },
    { "i've|we've|ive|have tried", CUE_I_TRIED, ANYWHERE },
    { "tried i|everything", CUE_I_TRIED, ANYWHERE },
    { "i|we tried it|that|this|again|with|several|both|another|other|all|on|in|from|but|using|"
      "different|many|twice|every|<stepping>",
      CUE_I_TRIED, ANYWHERE },
    { "tried to reset|restart|reinstall|update|clear|repair|sync|synchronize|charge|sign_out|"
      "log_out|restore|reboot|reconnect|delete|uninstall",
      CUE_I_TRIED, ANYWHERE },
    { "i|we|i've|we've have| tested|checked on|in|with|both|several|all|different", CUE_I_TRIED,
      ANYWHERE },
    { "tried it| now|again|with|several|both|another|other|all|on|in|different|three|two",
      CUE_I_TRIED, ANYWHERE },
    { "have|did you already| tried|try|tryed", CUE_TRIED_IT, ANYWHERE },
    { "have_you|you_have already| contacted|called|checked|restarted|reset|reinstalled|updated|"
      "cleared|charged|synced|entered|signed_out|logged_out|deleted|connected|unplugged",
      CUE_TRIED_IT, ANYWHERE },
    { "same issue|problem|error|message with|on|in a| different|another|other", CUE_TRIED_IT,
      ANYWHERE },
    { "haben|hast sie|du schon|bereits", CUE_TRIED_IT, ANYWHERE },
    { "have|i've|i done|did this|that|it|all|everything procedure|steps|several|already|many|but",
      CUE_I_TRIED, ANYWHERE },
    { "i|i've|have tried|called to talk|reach|contact|call", CUE_I_TRIED, ANYWHERE },
    { "i|i've have| spoke|spoken|talked|written with|to", CUE_I_TRIED, ANYWHERE },
    { "have|i've already done", CUE_I_TRIED, ANYWHERE },
    { "no luck|success with", CUE_I_TRIED, ANYWHERE },
    { "i|we|i've|we've have| gone|went through all|the|these|every|each", CUE_I_TRIED, ANYWHERE },
    { "followed the|these|this|all|your| step|steps|instructions", CUE_I_TRIED, ANYWHERE },
    { "habe|hab schon|bereits", CUE_I_TRIED, ANYWHERE },
    { "been|was|were|waited|waiting on hold", CUE_I_TRIED, ANYWHERE },
    { "tried my|your|his|her|their|our|the|a|an", CUE_I_TRIED, ANYWHERE },
    { "<owndid>", CUE_I_TRIED, AT_START },
    /* a part of his story, but where it is said that it did not help; not "the money I sent" */
    { "i|we|i've|we've have| <usedit>", CUE_I_DID, AT_START },
    { "i|we tried|attempted", CUE_I_DID, ANYWHERE },
    { "works|worked", CUE_WORKED, ANYWHERE },
    { "it's|its|is working|fixed|solved|resolved now|again|", CUE_WORKED, ANYWHERE },
    { "i managed|could|was to|able| enter|open|log|sign|download|install|do", CUE_WORKED,
      ANYWHERE },
    { "managed to", CUE_WORKED, ANYWHERE },
    { "es funktioniert|geht jetzt|wieder", CUE_WORKED, ANYWHERE },
    { "still|again not|error|problem|issue|nothing|does|doesnt|cant", CUE_STILL, ANYWHERE },
    { "not|didnt|doesnt|havent|cant|couldnt work|help|appear|appeared|open|find|found|solve|see|"
      "log|enter|show|load",
      CUE_STILL, ANYWHERE },
    { "the|with same error|problem|issue|message|thing|result", CUE_STILL, ANYWHERE },
    { "still|exactly|always the same", CUE_STILL, ANYWHERE },
    { "have|has|had|found|see|saw|got nothing", CUE_STILL, ANYWHERE },
    { "nothing there|in_there|helped|helps", CUE_STILL, ANYWHERE },
    { "worked|works|was_fine|was_ok for a|an|one|two|about|only minute|minutes|hour|moment|bit|while|"
      "day|second",
      CUE_STILL, ANYWHERE },
    { "still", CUE_STILL, AT_START },
    { "it|app|page|screen|website|terminal|display says|said|shows|displays", CUE_STILL, ANYWHERE },
    { "happens|happening|happened|comes|came|is again|back|every_time", CUE_STILL, ANYWHERE },
    { "nobody|no_one|noone answers|answered|answering|picks_up|picked_up|replies|replied|there|"
      "responds|responded|called|calls",
      CUE_STILL, ANYWHERE },
    { "niemand|keiner ran|da|erreichbar|abgehoben|gemeldet", CUE_STILL, ANYWHERE },
    { "nichts|nicht gebracht|geholfen|geändert", CUE_STILL, ANYWHERE },
    { "immer_noch|weiterhin|noch_immer nicht|kein|keine|derselbe|dasselbe|der_gleiche|das_gleiche",
      CUE_STILL, ANYWHERE },
    { "derselbe|dasselbe|gleiche|gleicher fehler|problem|meldung", CUE_STILL, ANYWHERE },
    { "problem|issue|error continues|persists|remains|repeats", CUE_STILL, ANYWHERE },
    { "no|any more|longer work|works|turn|turns|charge|charges|boots|starts", CUE_STILL, ANYWHERE },
    { "not|doesnt|wont turn|charge|start|respond|boot", CUE_STILL, ANYWHERE },
    { "no account|book|books|device|luck|success|change", CUE_STILL, ANYWHERE },
    { "not|didnt|doesnt|wont go|come through", CUE_STILL, ANYWHERE },
    { "unable to", CUE_STILL, ANYWHERE },
    { "nothing happens|happened|changed|appears", CUE_STILL, ANYWHERE },
    { "already tried|did|done", CUE_STILL, ANYWHERE },
    { "several times", CUE_STILL, ANYWHERE },

    /* promises of the customer's */
    { "i'll|i_will|i'm_going_to|i_am_going_to|i'm_gonna then|now| <owndo>", CUE_WILL, ANYWHERE },
    { "i'll|i_will|i'm_going_to|i_am_going_to|i'm_gonna then|now| <also_owndo>", CUE_WILL,
      ANYWHERE },
    { "tomorrow|later|tonight i|i'll|i_will will| contact|call|get|send|go|try|bring|check|visit",
      CUE_WILL, ANYWHERE },
    { "so that i|we|my|our", CUE_GOAL, 1 },
    { "so i|we can|could|may|might", CUE_GOAL, 1 },
    { "in order to|for", CUE_GOAL, 1 },
    { "to be able to", CUE_GOAL, 1 },
    { "because|cause|cuz|since i|we need|want|must|plan|intend|wish|have_to|am_going|are_going|"
      "would_like",
      CUE_GOAL, 1 },
    { "because|cause|cuz|since i'm|we're going|planning|trying|about", CUE_GOAL, 1 },
    { "because|cause|cuz|since i'd|we'd like|need|have", CUE_GOAL, 1 },
    { "i|we|i'll|we'll really|do| need|want|require|needed|wanted|required it|this|that|them|these|those "
      "for",
      CUE_GOAL, 1 },
    { "otherwise|or_else i|we cannot|cant|can_not|wont|will_not|must|have_to|am_not|are_not|am_unable|"
      "are_unable",
      CUE_GOAL, 1 },
    { "otherwise|or_else i'll|we'll|i_will|we_will lose|miss|have_to|be|not|never|need", CUE_GOAL,
      1 },
    { "without it|this|that|them i|we cannot|cant|can_not|wont|will_not|am_unable|are_unable",
      CUE_GOAL, 1 },
    { "my|our goal|aim|objective is", CUE_GOAL, 1 },
    { "damit ich|wir|mein|meine|unser|unsere", CUE_GOAL, 1 },
    { "weil ich|wir", CUE_GOAL, CUES_WISHED },
    { "ich|wir brauche|brauchen|benötige|benötigen es|ihn|sie|das|die|den|diese|dieses|diesen "
      "dringend| für",
      CUE_GOAL, 1 },
    { "sonst|ansonsten kann|können|muss|müssen|komme|kommen|verliere|verlieren|darf ich|wir",
      CUE_GOAL, 1 },
};

const struct baton_phrase_table packager_cue_table = {
    .phrases = rows,
    .phrases_count = sizeof rows / sizeof *rows,
    .classes = classes,
    .classes_count = sizeof classes / sizeof *classes,
    .fillers = "just|really|also|personally|gladly|immediately|successfully|absolutely|definitely|"
               "certainly|quickly",
    /* not "please" and "now": they begin phrases */
};
