/* Tables of phrases, and texts read by them. English, and the commonest German. */
#include "cues.h"

#include "asks.h"
#include "similarity.h"

static const struct baton_word_class classes[] = {
    { "we", "i|we|ich|wir" },
    { "will", "will|shall|am_going_to|are_going_to|'ll" },
    { "wewill",
      "i'll|we'll|i_will|we_will|i_shall|we_shall|i_am_going_to|i'm_going_to|we_are_going_to|"
      "we're_going_to" },
    { "do", "send|refund|call|ship|fix|check|escalate|forward|contact|email|replace|cancel|credit|"
            "reach_out|get_back|follow_up|look_into|issue|process|update|reship|investigate|pass|"
            "arrange|make_sure|ensure|waive|transfer|raise|open|notify|inform|reply|write|return|"
            "give|have|let_you_know|confirm|resend|connect|delete|remove|request|submit" },
    { "also_do",
      "report|review|share|assign|add|apply|book|pay|change|reset|unlock|block|provide|merge|"
      "link|move|restore|ask|file|generate|create|register|deliver|adjust|correct|upgrade|"
      "extend|reschedule|reimburse|speak|fill" },
    { "did", "found|located|verified|checked|updated|changed|cancelled|canceled|reset|sent|"
             "processed|issued|refunded|removed|deleted|added|created|booked|upgraded|downgraded|"
             "modified|authenticated|retrieved|reviewed|corrected|fixed|restored|activated|"
             "deactivated|blocked|unblocked|unlocked|replaced|credited|resent|submitted|registered|"
             "linked|reversed|applied|extended|waived|initiated|requested|restarted" },
    { "also_did",
      "confirmed|opened|closed|reported|exchanged|looked|merged|transferred|moved|refreshed|"
      "generated|adjusted|rescheduled|approved|completed|tested|ordered|searched|calculated|"
      "arranged" },
    { "done", "updated|changed|cancelled|canceled|reset|sent|processed|issued|refunded|removed|"
              "deleted|added|created|booked|upgraded|downgraded|modified|authenticated|verified|"
              "corrected|fixed|restored|activated|deactivated|blocked|unblocked|unlocked|replaced|"
              "credited|resent|submitted|registered|linked|reversed|applied|extended|waived|"
              "initiated|requested|completed|exchanged|deducted|handled|reinstated|rebooked|"
              "scheduled|transferred|merged|moved|approved|rescheduled|adjusted|generated|unlinked|"
              "confirmed" },
    { "find", "find|locate|process|verify|access|retrieve|complete|update|change|cancel|book|open|"
              "reach|authenticate|look_up|see|identify|modify|add|load|connect|refund" },
    { "look",
      "find|locate|access|verify|retrieve|reach|see|identify|load|open|look_up|pull_up|confirm" },
    { "step", "login|logout|log_on|click|tap|press|select|download|install|uninstall|reinstall|"
              "restart|reboot|unplug|clear|log_in|log_out|sign_in|sign_out|sync|synchronize|"
              "synchronise|refresh|open|go_to|scroll|disconnect|reconnect|switch_off|turn_off|"
              "turn_on|switch_on|choose|disable|enable|repair|reset|update|enter|visit|follow|run|"
              "delete|empty|close|make_sure|ensure|remove|navigate|connect|charge|swipe" },
    { "owndid",
      "cleaned|restarted|rebooted|reinstalled|uninstalled|reset|cleared|deleted|synchronized|"
      "synchronised|synced|updated|downloaded|contacted|repeated|unplugged|replaced|switched|"
      "installed|rebooted|emailed|called|wrote|disconnected|reconnected|formatted|unlinked|"
      "logged_out|signed_out" },
    { "person", "human|person|agent|someone|somebody|representative|supervisor|manager|advisor" },
};

enum { WISHED = 2 }; /* value of a cue that counts where something is wished behind it */

static const struct baton_phrase rows[] = {
    { "not|doesnt|isnt|wont|didnt|never|stopped work|working|works|worked|load|loading|arrive|"
      "arrived|open|"
      "opening|start|starting|recognised|recognized",
      CUE_PROBLEM, 1 },
    { "cant|cannot|unable|couldnt to| log|login|sign|access|connect|open|pay|download|upload|"
      "install|find|"
      "reset|change|update|cancel|use|see|get|reach|integrate|send|print|book|order|enter",
      CUE_PROBLEM, 1 },
    { "error|errors|problem|issue|broken|failed|fails|failing|crash|crashes|bug|wrong|missing|"
      "damaged|"
      "defective|lost|stolen|blocked|locked|declined|rejected|expired|fehler|kaputt|defekt",
      CUE_PROBLEM, 1 },
    { "charged|billed|paid|debited twice|double|wrongly|incorrectly|again", CUE_PROBLEM, 1.5 },
    { "overcharged|unauthorised|unauthorized|fraud|fraudulent", CUE_PROBLEM, 1.5 },
    { "has|have|is|was|still not|nt arrived|received|shipped|been| delivered|refunded|"
      "activated|credited",
      CUE_PROBLEM, 1 },
    { "havent|hasnt|didnt|never received|arrived|got|get|receive", CUE_PROBLEM, 1 },
    { "funktioniert|geht|klappt nicht", CUE_PROBLEM, 1 },
    { "nicht angekommen|erhalten|gekommen|geliefert|gutgeschrieben|möglich|einloggen|anmelden",
      CUE_PROBLEM, 1 },
    { "i want|need|wish|expect|require", CUE_WANT, 1 },
    { "i'd|would like", CUE_WANT, 1 },
    { "i'm|am trying|looking|hoping to|for", CUE_WANT, 1 },
    { "trying|need|want|like to", CUE_WANT, 1 },
    { "please|pls|can|could you| refund|cancel|send|fix|replace|change|close|reset|update",
      CUE_WANT, 1 },
    { "ich möchte|will|brauche|erwarte", CUE_WANT, 1 },
    { "my money back", CUE_WANT, 1.5 },
    BATON_SOLVED_ROWS(CUE_SOLVED, CUE_CONDITION),
    { "another|different|separate question|issue|problem|topic|thing", CUE_SWITCH, 1 },
    { "something else", CUE_SWITCH, 1 },
    { "by the way", CUE_SWITCH, 1 },
    { "sorry| i meant|mean", CUE_CORRECT, 1 },
    { "correction|typo|mistyped", CUE_CORRECT, 1 },
    { "wrong number|one|order|address|email|date", CUE_CORRECT, 1 },
    { "should|must be", CUE_CORRECT, 1 },
    { "actually|sorry it's|its|it|the", CUE_CORRECT, 1 },
    { "not that one", CUE_CORRECT, 1 },
    { "my mistake|bad|error", CUE_CORRECT, 1 },
    { "mixed|messed it| up", CUE_CORRECT, 1 },
    { "i|must have confused|mixed", CUE_CORRECT, 1 },
    { "let me correct", CUE_CORRECT, 1 },
    { "the correct number|one|order|address|id|email| is|should", CUE_CORRECT, 1 },
    { "forgot to mention", CUE_CORRECT, 1 },
    { "gave|provided you| the|a wrong", CUE_CORRECT, 1 },
    { "sondern", CUE_CORRECT, 1 },
    { "ich meinte", CUE_CORRECT, 1 },
    { "verschrieben|vertippt|korrektur", CUE_CORRECT, 1 },
    { "urgent|urgently|asap|immediately|emergency|dringend|sofort", CUE_HURRY, 1 },
    { "as soon as possible", CUE_HURRY, 1 },
    { "right away|now", CUE_HURRY, 1 },
    { "in a hurry", CUE_HURRY, 1 },
    { "worried|afraid|anxious|scared|concerned|nervous|besorgt", CUE_WORRIED, 1 },
    { "confused|confusing|unclear", CUE_CONFUSED, 1 },
    { "dont understand", CUE_CONFUSED, 1 },
    { "dont get it", CUE_CONFUSED, 1 },
    { "by|before|until|till|bis|within", CUE_BY, 1 },
    { "no|not later than", CUE_BY, 1 },
    { "deadline|due|expires", CUE_DUE, 1 },
    { "need|needed|want it|this|that|them", CUE_DUE, 1 },
    { "has|have to be", CUE_DUE, 1 },
    { "<wewill> <do>", CUE_PROMISE, 1 },
    { "<wewill> <also_do>", CUE_PROMISE, 1 },
    { "<wewill> then|now <do>", CUE_PROMISE, 1 },
    { "<wewill> then|now <also_do>", CUE_PROMISE, 1 },
    { "you will|should have it|them|this|that|your|an|a", CUE_PROMISE, 1 },
    { "you'll have it|them|this|that|your|an|a", CUE_PROMISE, 1 },
    { "you will|should receive|get|hear", CUE_PROMISE, 1 },
    { "you'll receive|get|hear", CUE_PROMISE, 1 },
    { "will be refunded|shipped|sent|credited|delivered|replaced|fixed|processed|contacted|"
      "resolved|"
      "waived|cancelled|canceled",
      CUE_PROMISE, 1 },
    { "<we> have issued|refunded|credited|escalated|forwarded|scheduled|arranged|initiated|"
      "requested",
      CUE_PROMISE, 1 },
    { "i've|we've issued|refunded|credited|escalated|forwarded|scheduled|arranged|initiated|"
      "requested",
      CUE_PROMISE, 1 },
    { "will be sent|delivered|charged|notified|informed|reviewed|reshipped|returned|updated",
      CUE_PROMISE, 1 },
    { "will arrive|reach|take", CUE_PROMISE, 1 },
    { "<wewill> be sending|contacting|refunding|calling|emailing|updating|processing", CUE_PROMISE,
      1 },
    { "has|have been refunded|credited", CUE_PROMISE, 1 },
    { "refund|credit|replacement has|have been processed|issued|initiated|requested|sent",
      CUE_PROMISE, 1 },
    { "will be issued|applied|reflected|made|completed|done|transferred|removed|added|deducted|returned",
      CUE_PROMISE, 1 },
    { "you should see", CUE_PROMISE, 1 },
    { "you'll|you_will be notified|contacted|informed|refunded|charged|called|emailed", CUE_PROMISE,
      1 },
    { "<wewill> need|have to send|escalate|forward|request|submit|contact|ask|raise|open",
      CUE_PROMISE, 1 },
    { "she|he|they|it|department|technician will <do>", CUE_PROMISE, 1 },
    { "going to leave|send|request|escalate|forward|submit|contact", CUE_PROMISE, 1 },
    { "<we> will be in touch", CUE_PROMISE, 1 },
    { "we'll|i'll be in touch", CUE_PROMISE, 1 },
    { "i'm|i_am|we're|we_are sending|processing|forwarding|issuing|working", CUE_PROMISE, 1 },
    { "refund|delivery|process|it may|usually|typically| take|takes", CUE_PROMISE, 1 },
    { "you can|may|should expect", CUE_PROMISE, 1 },
    { "delivery|refund|it takes|will_take", CUE_PROMISE, 1 },
    { "wir|ich werde|werden", CUE_PROMISE, 1 },
    { "sie erhalten|bekommen", CUE_PROMISE, 1 },
    { "someone|agent|specialist|colleague|team will", CUE_PROMISE, 1 },
    { "i|we promise|guarantee", CUE_PROMISE, 1 },
    { "cannot|cant|wont|not|nt", CUE_TAKEN_BACK, 1 }, /* with "after all" in the sentence */
    { "dont|didnt|cant|couldnt|not|unable to| understand|help|find|access|process", CUE_NO_ANSWER,
      1 },
    { "could you| rephrase", CUE_NO_ANSWER, 1 },
    { "not sure", CUE_NO_ANSWER, 1 },
    { "beyond|outside my", CUE_NO_ANSWER, 1 },
    { "how can|may i|we help|assist", CUE_SMALL_TALK, 1 },
    { "what can i do for you", CUE_SMALL_TALK, 1 },
    { "anything else", CUE_SMALL_TALK, 1 },
    { "something else i can|", CUE_SMALL_TALK, 1 },
    { "how are you", CUE_SMALL_TALK, 1 },
    { "does|did that|this help|answer|work", CUE_SMALL_TALK, 1 },
    { "anybody|anyone|somebody|someone there", CUE_SMALL_TALK, 1 },
    { "hi|hello|hey|hallo|moin|greetings", CUE_GREETING, 1 },
    { "good morning|afternoon|evening|day", CUE_GREETING, 1 },
    { "guten tag|morgen|abend", CUE_GREETING, 1 },
    { "thank|thanks you|", CUE_GREETING, 0.5 },
    { "how|when|where|why|what|which|who|can|could|is|are|do|does|did|will|would|wie|wann|wo|"
      "warum|was|"
      "kann",
      CUE_ASKS, 1 },
    { "talk|speak|chat|connect|transfer|put|transferred|you to|with|me_to|me_with|me_through_to|through_to "
      "a|an|some|the|your| <person>",
      CUE_PERSON, 1 },
    { "real|live|actual|need|want a| <person>", CUE_PERSON, 1 },

    { "i|we|i've|we've have| <did>", CUE_DONE, 1 },
    { "i|we|i've|we've have| <also_did>", CUE_DONE, 1 },
    { "i|we|i've|we've have| been able to <find>", CUE_DONE, 1 },
    { "i|we was|were able to <find>", CUE_DONE, 1 },
    { "has|have now|already| been <done>", CUE_DONE, 1 },
    { "was|were <done>", CUE_DONE, 1 },
    { "is now cancelled|canceled|updated|booked|active|unlocked|fixed", CUE_DONE, 1 },
    { "wurde|wurden storniert|geändert|gesendet|erstattet|aktualisiert|gesperrt|freigeschaltet|"
      "zurückgesetzt|gebucht|bestätigt",
      CUE_DONE, 1 },
    { "i|we couldnt|wasnt|werent able| to| <find>", CUE_COULD_NOT, 1 },
    { "i|we cant|cannot|dont seem| to| <look>", CUE_COULD_NOT, 1 },
    { "i|we could|was|were not able| to| <find>", CUE_COULD_NOT, 1 },
    { "was|were unable to <find>", CUE_COULD_NOT, 1 },
    { "i'm|am|i|still unable|not able| to <look>", CUE_COULD_NOT, 1 },
    { "error|issue|problem locating|processing|finding|verifying", CUE_COULD_NOT, 1 },
    { "error|issue|problem in processing|locating|finding|updating", CUE_COULD_NOT, 1 },
    { "persistent|technical error|issue|problem with|in", CUE_COULD_NOT, 1 },
    { "is|was|were no longer available", CUE_COULD_NOT, 1 },
    { "i|we found no|nothing", CUE_COULD_NOT, 1 },
    { "no account|order|user|record|reservation was| found", CUE_COULD_NOT, 1 },
    { "konnte|konnten|kann nicht|keine gefunden|finden", CUE_COULD_NOT, 1 },
    { "i dont|didnt see|find|have any|an|a|the|your account|order|purchase|record|booking|payment",
      CUE_COULD_NOT, 1 },
    { "there is no account|order|record|booking|reservation|purchase", CUE_COULD_NOT, 1 },
    { "you can click|download|install|log_in|sign_in|visit|reset|go_to|open", CUE_ADVICE, 1 },
    { "please|pls try| to| <step>", CUE_ADVICE, 1 },
    { "please|pls try", CUE_ADVICE, 1 },
    { "please|pls then|now|first| <step>", CUE_ADVICE, 1 },
    { "can|could|would you please| try", CUE_ADVICE, 1 },
    { "can|could you please| reinstall|restart|reboot|click|tap|open|log_in|log_out|sign_in|sign_out|"
      "clear|download|install|uninstall|refresh|sync|repair|disconnect|reconnect|unplug|go_to",
      CUE_ADVICE, 1 },
    { "can|could|would you please| help me deleting|clearing|resetting|checking", CUE_ADVICE, 1 },
    { "what we|you can try|do", CUE_ADVICE, 1 },
    { "possible for you to try", CUE_ADVICE, 1 },
    { "now continue|proceed with", CUE_ADVICE, 1 },
    { "you can|could|should|may try", CUE_ADVICE, 1 },
    { "you just| need|should|must|have to <step>", CUE_ADVICE, 1 },
    { "you'll|you will| need to <step>", CUE_ADVICE, 1 },
    { "try the following", CUE_ADVICE, 1 },
    { "follow these|the|this|following steps|instructions|guide|link", CUE_ADVICE, 1 },
    { "bitte versuchen|starten|öffnen|klicken|gehen|laden|melden", CUE_ADVICE, 1 },
    { "<step>", CUE_STEP, 1 },
    { "try", CUE_STEP, 1 },
    { "i|i've|we|we've have| already|even| <owndid>", CUE_I_TRIED, 1 },
    { "already|also <owndid>|tried|checked", CUE_I_TRIED, 1 },
    { "i've|have tried", CUE_I_TRIED, 1 },
    { "tried i|everything", CUE_I_TRIED, 1 },
    { "have|did you already| tried|try|tryed", CUE_TRIED_IT, 1 },
    { "haben|hast sie|du schon|bereits", CUE_TRIED_IT, 1 },
    { "have|i've done this|that|it|all|everything procedure|steps|several|already|many",
      CUE_I_TRIED, 1 },
    { "tried it| now|again|with|several|both|another|other|all|on|in|different|three|two",
      CUE_I_TRIED, 1 },
    { "i|i've|have tried|called to talk|reach|contact|call", CUE_I_TRIED, 1 },
    { "i|i've have| spoke|spoken|talked|written with|to", CUE_I_TRIED, 1 },
    { "have|i've already done", CUE_I_TRIED, 1 },
    { "followed the|these|this|all|your| step|steps|instructions", CUE_I_TRIED, 1 },
    { "habe|hab schon|bereits", CUE_I_TRIED, 1 },
    { "works|worked", CUE_WORKED, 1 },
    { "it's|its|is working|fixed|solved|resolved now|again|", CUE_WORKED, 1 },
    { "i managed|could|was to|able| enter|open|log|sign|download|install|do", CUE_WORKED, 1 },
    { "managed to", CUE_WORKED, 1 },
    { "es funktioniert|geht jetzt|wieder", CUE_WORKED, 1 },
    { "still|again not|error|problem|issue|nothing|does|doesnt|cant", CUE_STILL, 1 },
    { "not|didnt|doesnt|havent|cant|couldnt work|help|appear|appeared|open|find|found|solve|see|log|"
      "enter|show|load",
      CUE_STILL, 1 },
    { "the|with same error|problem|issue|message|thing|result", CUE_STILL, 1 },
    { "no account|book|books|device|luck|success|change", CUE_STILL, 1 },
    { "nothing happens|happened|changed|appears", CUE_STILL, 1 },
    { "already tried|did|done", CUE_STILL, 1 },
    { "several times", CUE_STILL, 1 },
    { "i'll|i_will|i'm_going_to|i_am_going_to then| try|send|contact|call|pay|check|bring|provide|"
      "email|upload|return|update|ask|let_you_know|get_back|report|test|do_that|do_it|gather|find|look|locate|reach_out|make_sure",
      CUE_WILL, 1 },
    { "one|a|an|few|couple|some moment|minute|minutes|moments|second|seconds|instant", CUE_WAIT,
      1 },
    { "let me just|first| check|look|see|verify|review|find|retrieve|search|calculate", CUE_WAIT,
      1 },
    { "please hold|wait", CUE_WAIT, 1 },
    { "bear with", CUE_WAIT, 1 },
    { "hold on", CUE_WAIT, 1 },
    { "einen moment|augenblick", CUE_WAIT, 1 },
    { "can|could|would|will you|u", CUE_ASKS_DEED, 1 },
    { "können|könnten sie", CUE_ASKS_DEED, 1 },
    { "if you|i|we|there|this|that|it|needed|necessary|so|possible", CUE_IF, 1 },
    { "once|unless|when you|we", CUE_IF, 1 },
    { "please confirm", CUE_IF, 1 },
    { "close this|the chat|conversation|session", CUE_IF, 1 },
    { "would you like", CUE_IF, 1 },
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
    { "weil ich|wir", CUE_GOAL, WISHED },
    { "ich|wir brauche|brauchen|benötige|benötigen es|ihn|sie|das|die|den|diese|dieses|diesen "
      "dringend| für",
      CUE_GOAL, 1 },
    { "sonst|ansonsten kann|können|muss|müssen|komme|kommen|verliere|verlieren|darf ich|wir",
      CUE_GOAL, 1 },
};

bool packager_cues_open(struct packager_cues *cues, struct baton_error *err)
{
    struct baton_phrase_table table = {
        .phrases = rows,
        .phrases_count = sizeof rows / sizeof *rows,
        .classes = classes,
        .classes_count = sizeof classes / sizeof *classes,
        .fillers = "just|really|also|personally|gladly|immediately|successfully",
        /* not "please" and "now": they begin phrases */
    };

    cues->phrases = baton_phrases_new(&table, err);
    return cues->phrases != NULL;
}

void packager_cues_close(struct packager_cues *cues)
{
    baton_phrases_free(cues->phrases);
}

/* "… once I have it Is there anything else": a word with a capital that begins sentences, behind
 * one without. People in a hurry leave the mark away. */
static bool begins_anew(const struct baton_tokens *tokens, size_t at)
{
    static const char *const words[] = { "is",     "are",   "do",   "does", "can",   "could",
                                         "please", "how",   "what", "when", "where", "why",
                                         "you",    "your",  "we",   "if",   "thank", "thanks",
                                         "this",   "sorry", "then", "would" };
    char before = tokens->text.data[tokens->items[at].from];
    char next = tokens->text.data[tokens->items[at + 1].from];

    if (tokens->items[at].kind != BATON_TOKEN_WORD || before < 'a' || before > 'z' || next < 'A'
        || next > 'Z' || tokens->items[at].to + 1 != tokens->items[at + 1].from)
        return false;
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        if (baton_text_is(tokens->items[at + 1].folded, words[w]))
            return !tokens->items[at + 1].loud;
    }
    return false;
}

/* A list's mark and what stands before its words. */
static bool is_bullet(const struct baton_token *token)
{
    return token->kind == BATON_TOKEN_MARK
           && (baton_text_is(token->folded, "-") || baton_text_is(token->folded, "*"));
}

/* " - " behind a word: the next of a list, or a pause. */
static bool before_dash(const struct baton_tokens *tokens, size_t at)
{
    const struct baton_token *dash = &tokens->items[at + 1];

    return at + 2 < tokens->count && dash->kind == BATON_TOKEN_MARK
           && baton_text_is(dash->folded, "-") && dash->from > tokens->items[at].to
           && tokens->items[at + 2].from > dash->to;
}

/* A mark that ends a sentence; not the dot inside of "shop.example" or "v2.1". */
static bool ends_sentence(const struct baton_tokens *tokens, size_t at)
{
    const struct baton_token *token = &tokens->items[at];

    if (at + 1 == tokens->count)
        return true;
    if (begins_anew(tokens, at) || before_dash(tokens, at))
        return true;
    return token->ends && (token->kind != BATON_TOKEN_MARK || token[1].from > token->to);
}

static void sentence_add(struct packager_reading *reading, struct baton_arena *arena, size_t first,
                         size_t last)
{
    struct packager_sentence *sentence =
        BATON_APPEND(arena, reading->sentences, reading->sentences_count);
    const struct baton_tokens *tokens = &reading->tokens;

    while (first < last && is_bullet(&tokens->items[first]))
        first++;
    sentence->first = first;
    sentence->last = last;
    sentence->text = baton_tokens_quote(tokens, first, last);
    for (size_t i = first; i <= last; i++) {
        const struct baton_token *token = &tokens->items[i];

        sentence->content += (token->kind == BATON_TOKEN_WORD || token->kind == BATON_TOKEN_NUMBER)
                             && !baton_stop_word(token->folded);
        sentence->question |= token->kind == BATON_TOKEN_MARK && baton_text_is(token->folded, "?");
    }
}

/* "Do not worry" asks nothing. */
static bool is_not(const struct baton_tokens *tokens, size_t at)
{
    return at < tokens->count && baton_text_is(tokens->items[at].folded, "not");
}

/* "… weil ich am Montag fliegen muss": the verb that says what "weil" is about comes last. */
static bool wished_behind(const struct baton_tokens *tokens, size_t from, size_t last)
{
    static const char *const verbs[] = { "brauche", "brauchen", "benötige", "benötigen", "muss",
                                         "müssen",  "möchte",   "möchten",  "will",      "wollen" };

    for (size_t i = from; i <= last; i++) {
        for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++) {
            if (baton_text_is(tokens->items[i].folded, verbs[v]))
                return true;
        }
    }
    return false;
}

static void goal_mark(const struct baton_tokens *tokens, struct packager_sentence *sentence,
                      const struct baton_phrase_match *match)
{
    if (CUE(sentence->cues, CUE_GOAL) || match->first < sentence->first
        || (match->phrase->value == WISHED && !wished_behind(tokens, match->last, sentence->last)))
        return;
    sentence->cues |= CUE_BIT(CUE_GOAL);
    sentence->goal_first = match->first;
    sentence->goal_last = match->last;
}

/* "Tap Settings.", "Ok, tap Settings" and the "4 Tap Settings" of a list. */
static bool begins_step(const struct baton_tokens *tokens, const struct packager_sentence *sentence,
                        size_t at)
{
    static const char *const leads[] = { "ok",  "okay", "great", "perfect",  "sure",
                                         "now", "so",   "then",  "excellent" };
    const struct baton_token *before = &tokens->items[at > 0 ? at - 1 : 0];

    if (at == sentence->first)
        return true;
    if (before->kind == BATON_TOKEN_NUMBER)
        return before->to - before->from <= 2;
    if (before->kind == BATON_TOKEN_MARK) /* "Thank you, go to …" */
        return baton_text_is(before->folded, ",") && at <= sentence->first + 4;
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        if (baton_text_is(before->folded, leads[i]))
            return at <= sentence->first + 1;
    }
    return false;
}

struct packager_reading packager_read(const struct packager_cues *cues, struct baton_arena *arena,
                                      struct baton_text text)
{
    struct packager_reading reading = { .tokens = baton_tokens_of(arena, text) };
    struct baton_phrase_match *matches;
    size_t first = 0;

    for (size_t i = 0; i < reading.tokens.count; i++) {
        if (ends_sentence(&reading.tokens, i)) {
            sentence_add(&reading, arena, first, i);
            first = i + 1;
        }
    }
    size_t count = baton_phrases_find(cues->phrases, &reading.tokens, arena, &matches);
    for (size_t m = 0, s = 0; m < count && reading.sentences_count > 0; m++) {
        while (s + 1 < reading.sentences_count && matches[m].last > reading.sentences[s].last)
            s++;
        if (matches[m].phrase->code == CUE_STEP) {
            if (begins_step(&reading.tokens, &reading.sentences[s], matches[m].first))
                reading.sentences[s].cues |= CUE_BIT(CUE_ADVICE);
        } else if (matches[m].phrase->code == CUE_GOAL) {
            goal_mark(&reading.tokens, &reading.sentences[s], &matches[m]);
        } else if (matches[m].phrase->code != CUE_ASKS
                   || matches[m].first == reading.sentences[s].first) {
            reading.sentences[s].cues |= CUE_BIT(matches[m].phrase->code);
        }
    }
    for (size_t s = 0; s < reading.sentences_count; s++) {
        reading.sentences[s].question |= CUE(reading.sentences[s].cues, CUE_ASKS)
                                         && !is_not(&reading.tokens, reading.sentences[s].first + 1)
                                         && reading.sentences[s].content > 1
                                         && reading.sentences_count == 1;
        reading.cues |= reading.sentences[s].cues;
    }
    return reading;
}
