/* Phrases by which a customer says how he wants to be spoken to. English, and the commonest German.
 * A phrase inside of a longer one says nothing: "call me" in "don't call me". */
#include "wishes.h"

enum { ANYWHERE = 1, BIDDEN = WISH_BIDDEN }; /* value of a row */

static const struct baton_word_class classes[] = {
    { "call", "call|phone|ring|telephone" },
    { "email", "email|e_mail|mail" },
    { "ask", "can|could|would|will|may|should|do|please|pls|kindly" },
    { "who", "you|u|someone|somebody|anyone|they|one|he|she" },
    { "reach",
      "contact|reach|answer|reply|respond|notify|inform|update|get_back|reach_out|get_in_touch|"
      "write" },
    { "speak", "speak|talk|write|chat|continue|answer|reply|respond|explain|communicate|switch" },
    { "language",
      "english|german|deutsch|englisch|french|französisch|spanish|spanisch|español|"
      "italian|italienisch|portuguese|portugiesisch|dutch|niederländisch|polish|"
      "polnisch|turkish|türkisch|russian|russisch|ukrainian|ukrainisch|chinese|mandarin|"
      "chinesisch|japanese|japanisch|korean|arabic|arabisch|hindi|czech|tschechisch|"
      "hungarian|ungarisch|romanian|swedish|danish|norwegian|finnish|greek|hebrew" },
};

static const struct baton_phrase rows[] = {
    { "call me", WISH_NAMED, BIDDEN },
    { "you can|may|could call me", WISH_NAMED, ANYWHERE },
    { "phone|ring|telephone me", WISH_PHONE, BIDDEN },
    { "give|gimme me| a| call|ring|phone_call", WISH_PHONE, BIDDEN },
    { "<ask> <who> please|kindly| <call> me", WISH_PHONE, ANYWHERE },
    { "<ask> <who> please|kindly| give me a call|ring", WISH_PHONE, ANYWHERE },
    { "have|get|ask someone|somebody|him|her|them to| call me", WISH_PHONE, ANYWHERE },
    { "like|want|need|prefer you|someone|somebody|a_person|an_agent to call|phone|ring me",
      WISH_PHONE, ANYWHERE },
    { "free to call|phone|ring me", WISH_PHONE, ANYWHERE },
    { "<reach> me|us by|via|per|over|on|at the|my| phone|telephone|mobile|cell|cellphone",
      WISH_PHONE, ANYWHERE },
    { "<reach> by|via|per phone|telephone", WISH_PHONE, BIDDEN },
    { "prefer|rather|want|like a| phone|phone_call|call_back|callback|phone_calls|by_phone",
      WISH_PHONE, ANYWHERE },
    { "prefer to be called", WISH_PHONE, ANYWHERE },
    { "prefer|rather a call", WISH_PHONE, ANYWHERE },
    { "prefer to_speak|to_talk|to_discuss|speaking|talking|talk on|over|by the| phone", WISH_PHONE,
      ANYWHERE },
    { "rufen|ruft sie|ihr| mich bitte| an|zurück", WISH_PHONE, ANYWHERE },
    { "können|könnten|würden sie|du mich bitte| anrufen|zurückrufen", WISH_PHONE, ANYWHERE },
    { "bitte um rückruf|einen_rückruf", WISH_PHONE, ANYWHERE },
    { "lieber|bitte|gerne telefonisch|per_telefon|am_telefon", WISH_PHONE, ANYWHERE },

    { "<email> me", WISH_EMAIL, BIDDEN },
    { "<ask> <who> please|kindly| <email> me", WISH_EMAIL, ANYWHERE },
    { "send|drop|write|shoot me an|a| email|e_mail", WISH_EMAIL, BIDDEN },
    { "<reach> me|us by|via|per|through|over email|e_mail|mail", WISH_EMAIL, ANYWHERE },
    { "<reach> by|via|per email|e_mail|mail", WISH_EMAIL, BIDDEN },
    { "confirm|confirmation|confirm_it|confirm_this|confirm_that|send_it|send_that|send_this|answer_me "
      "by|via|per email|e_mail|mail",
      WISH_EMAIL, ANYWHERE },
    { "prefer|rather an|by|via|per|the| email|e_mail|emails|e_mails", WISH_EMAIL, ANYWHERE },
    { "by|via|per email|e_mail|mail please|pls|only|instead|bitte", WISH_EMAIL, ANYWHERE },
    { "please|pls by|via|per email|e_mail", WISH_EMAIL, ANYWHERE },
    { "email|e_mail only|is_better|is_best|is_preferred|works_best|would_be_better", WISH_EMAIL,
      ANYWHERE },
    { "bitte|lieber|nur|gerne per|über email|e_mail|mail", WISH_EMAIL, ANYWHERE },
    { "schreiben|antworten|schicken sie mir bitte| eine|per email|e_mail|mail", WISH_EMAIL,
      ANYWHERE },

    { "text me", WISH_SMS, BIDDEN },
    { "<ask> <who> please| text me", WISH_SMS, ANYWHERE },
    { "<reach> me|us by|via|per|through text|sms|text_message", WISH_SMS, ANYWHERE },
    { "send me an|a| text|sms|text_message", WISH_SMS, BIDDEN },
    { "prefer|rather a|by|via|per| text|sms|texts|text_messages", WISH_SMS, ANYWHERE },
    { "bitte|lieber per sms", WISH_SMS, ANYWHERE },
    { "<reach> me|us on|by|via|per|over whatsapp", WISH_WHATSAPP, ANYWHERE },
    { "prefer|rather|lieber on|by|via|per| whatsapp", WISH_WHATSAPP, ANYWHERE },
    { "whatsapp me", WISH_WHATSAPP, BIDDEN },
    { "prefer|rather to|the|in|over| chat|chatting", WISH_CHAT, ANYWHERE },
    { "stay|continue|keep_it|keep_this here| in|on this|the chat", WISH_CHAT, ANYWHERE },
    { "lieber im|per chat", WISH_CHAT, ANYWHERE },

    { "dont|never <call> me", WISH_NO_PHONE, BIDDEN },
    { "not|never <call> me", WISH_NO_PHONE, BIDDEN },
    { "do not|ever|never ever| <call> me", WISH_NO_PHONE, BIDDEN },
    { "stop calling|phoning|ringing me", WISH_NO_PHONE, BIDDEN },
    { "no phone| calls please|pls|thanks", WISH_NO_PHONE, ANYWHERE },
    { "no phone_calls", WISH_NO_PHONE, BIDDEN },
    { "not|never by|via|per|over|on the|my| phone|telephone", WISH_NO_PHONE, ANYWHERE },
    { "nicht per|am|über telefon", WISH_NO_PHONE, ANYWHERE },
    { "i|we cant|cannot|dont_want_to|cant_really talk|speak|be|talk_to_you on|over|by the| phone",
      WISH_NO_PHONE, ANYWHERE },
    { "i|we cant|cannot take|answer|receive|make phone| calls", WISH_NO_PHONE, ANYWHERE },
    { "dont|not want|like|need a| phone| calls|call|phone_call", WISH_NO_PHONE, ANYWHERE },
    { "dont want|like to_talk_on_the_phone|phone_calls|being_called", WISH_NO_PHONE, ANYWHERE },
    { "bitte|mich nicht anrufen", WISH_NO_PHONE, ANYWHERE },
    { "rufen sie mich bitte| nicht an|mehr_an", WISH_NO_PHONE, ANYWHERE },
    { "keine anrufe", WISH_NO_PHONE, ANYWHERE },
    { "dont|never email|e_mail|mail me", WISH_NO_EMAIL, BIDDEN },
    { "do not email|e_mail|mail me", WISH_NO_EMAIL, BIDDEN },
    { "stop emailing|mailing me", WISH_NO_EMAIL, BIDDEN },
    { "stop sending me| emails|mails|e_mails", WISH_NO_EMAIL, BIDDEN },
    { "no emails|more_emails please|pls", WISH_NO_EMAIL, ANYWHERE },
    { "not|never by|via|per email|e_mail|mail", WISH_NO_EMAIL, ANYWHERE },
    { "nicht per email|e_mail|mail", WISH_NO_EMAIL, ANYWHERE },
    { "keine emails|mails|e_mails", WISH_NO_EMAIL, ANYWHERE },

    { "keep it|this|that|things|your_answers|your_answer|answers short|brief", WISH_SHORT,
      ANYWHERE },
    { "short|brief answer|answers|version|reply please|pls", WISH_SHORT, ANYWHERE },
    { "please|just|a|give_me_a|give_me_the short|brief answer|answers|version", WISH_SHORT,
      ANYWHERE },
    { "be brief|short|concise", WISH_SHORT, BIDDEN },
    { "make it|this short|brief", WISH_SHORT, BIDDEN },
    { "dont have time to read", WISH_SHORT, ANYWHERE },
    { "bitte kurz|kurz_fassen|kurze_antwort|kurze_antworten", WISH_SHORT, ANYWHERE },
    { "fassen sie sich kurz", WISH_SHORT, ANYWHERE },
    { "in plain|simple|simpler|easy|laymans|layman's|lay english|terms|words|language", WISH_PLAIN,
      ANYWHERE },
    { "no|without|less technical| jargon|tech_speak|technical_terms", WISH_PLAIN, ANYWHERE },
    { "i'm|am|we're|are not really|very|so|that|too|the_most|super|a|much_of_a| technical|techie|techy|"
      "tech_savvy|tech_person|technical_person|tech_guy|computer_person|good_with_computers|"
      "good_with_technology|computer_savvy|computer_literate",
      WISH_PLAIN, ANYWHERE },
    { "too technical|complicated for me", WISH_PLAIN, ANYWHERE },
    { "explain it|this|that simply|in_simple", WISH_PLAIN, ANYWHERE },
    { "einfach erklären", WISH_PLAIN, ANYWHERE },
    { "in einfachen worten", WISH_PLAIN, ANYWHERE },
    { "kein|ohne fachchinesisch|fachjargon|fachbegriffe", WISH_PLAIN, ANYWHERE },
    { "step by step please|pls|guide|guidance|instructions", WISH_STEPS, ANYWHERE },
    { "walk|guide|take|talk|lead|help|show me step|through_it_step|through_this_step by step",
      WISH_STEPS, ANYWHERE },
    { "explain|do|tell|go|need|want me| it|this|that|a| step by step", WISH_STEPS, ANYWHERE },
    { "one step at a time", WISH_STEPS, ANYWHERE },
    { "schritt für schritt", WISH_STEPS, ANYWHERE },

    { "first name is fine|ok|okay|enough|good", WISH_FIRST_NAME, ANYWHERE },
    { "call|address me by my first name", WISH_FIRST_NAME, ANYWHERE },
    { "first name basis", WISH_FIRST_NAME, ANYWHERE },
    { "mich duzen", WISH_DU, ANYWHERE },
    { "du ist ok|okay|in_ordnung", WISH_DU, ANYWHERE },
    { "gerne per|beim du", WISH_DU, ANYWHERE },
    { "mich nicht duzen", WISH_SIE, ANYWHERE },
    { "mich siezen", WISH_SIE, ANYWHERE },
    { "per|beim sie bleiben", WISH_SIE, ANYWHERE },

    { "in|auf <language> please|pls|bitte", WISH_LANGUAGE, ANYWHERE },
    { "please|pls|bitte in|auf <language>", WISH_LANGUAGE, ANYWHERE },
    { "<speak> to|with| me|us| in|to", WISH_LANGUAGE, BIDDEN },
    { "can|could|may|would i|we|you please| <speak> to|with| me|us|", WISH_LANGUAGE, ANYWHERE },
    { "anyone|anybody|someone|somebody|agent|person who|that| speaks|speak|speaking", WISH_LANGUAGE,
      ANYWHERE },
    { "do|does you|anyone|anybody|someone|somebody there| speak", WISH_LANGUAGE, ANYWHERE },
    { "prefer|rather to| speak|talk|write|chat| in|", WISH_LANGUAGE, ANYWHERE },
    { "i only speak|understand|know", WISH_LANGUAGE, ANYWHERE },
    { "sprechen|sprichst sie|du <language>", WISH_LANGUAGE, ANYWHERE },
    { "können|könnten|kann wir|sie|ich auf|in|wir_auf <language>", WISH_LANGUAGE, ANYWHERE },
    { "lieber auf|in <language>", WISH_LANGUAGE, ANYWHERE },

    { "<call>|text|reach|contact me|us", WISH_REACH, BIDDEN },
    { "<ask> <who> please| <call>|text|reach|contact me|us", WISH_REACH, ANYWHERE },
    { "i'm|am|we're|i'll_be|will_be|be only|usually|always|mostly| available|reachable|home|at_home|free",
      WISH_REACH, ANYWHERE },
    { "best|good|better time|times", WISH_REACH, ANYWHERE },
    { "be called|contacted|reached", WISH_REACH, ANYWHERE },
    { "anrufen|zurückrufen|rückruf|erreichbar|erreichen|telefonisch", WISH_REACH, ANYWHERE },
    { "rufen sie mich", WISH_REACH, ANYWHERE },

    { "you|they|he|she|nobody|who|agent didnt|did_not|never|dont|wont <call>|text|<email> me",
      WISH_NOTHING, ANYWHERE },
};

bool packager_wishes_open(struct packager_wishes *wishes, struct baton_error *err)
{
    struct baton_phrase_table table = {
        .phrases = rows,
        .phrases_count = sizeof rows / sizeof *rows,
        .classes = classes,
        .classes_count = sizeof classes / sizeof *classes,
        .fillers = "just|really|also|kindly|back|much|ever",
    };

    wishes->phrases = baton_phrases_new(&table, err);
    return wishes->phrases != NULL;
}

void packager_wishes_close(struct packager_wishes *wishes)
{
    baton_phrases_free(wishes->phrases);
}
