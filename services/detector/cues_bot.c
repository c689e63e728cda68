/* What a bot says that counts. */
#include "asks.h"
#include "cues.h"

static const struct baton_word_class classes[] = {
    { "cant",
      "cant|cannot|can_not|unable_to|not_able_to|couldnt|could_not|isnt_possible|not_possible|arent_able_to|"
      "wont_be_able_to" },
    { "person",
      "human|person|agent|representative|colleague|advisor|adviser|operator|specialist|manager|supervisor|"
      "team_member|support_team|someone|somebody|team|customer_service|customer_support|department|"
      "real_person|support|agents|representatives|specialists" },
    BATON_ASK_CLASSES,
};

static const struct baton_phrase phrases[] = {
    { "i|we|i'm|im|i_am|we_are|unfortunately| <cant> help|do|process|assist|find|complete|access|change|make|provide|offer|"
      "cancel|refund|modify|give|check|see|locate|verify|proceed|fulfill|resolve|answer",
      DETECTOR_CUE_CANNOT, 1 },
    { "i|we|i'm|im <cant>", DETECTOR_CUE_CANNOT, 0.6 },
    { "unfortunately|regrettably|sadly", DETECTOR_CUE_CANNOT, 0.5 },
    { "not|isnt supported|available|possible|allowed|eligible|permitted|refundable",
      DETECTOR_CUE_CANNOT, 0.7 },
    { "sold_out|fully_booked|unavailable|out_of_stock|unsuccessful|not_successful|no_results|no_matches|nothing_found",
      DETECTOR_CUE_CANNOT, 0.7 },
    { "something went wrong|error_occurred|problem_occurred", DETECTOR_CUE_CANNOT, 0.8 },
    { "against policy", DETECTOR_CUE_CANNOT, 0.6 },

    { "i|we dont|didnt|do_not|did_not|not|cant|couldnt|still_dont|still_didnt understand|get|catch|follow|recognize|recognise|"
      "know",
      DETECTOR_CUE_NOT_UNDERSTOOD, 1 },
    { "not|im_not|i'm_not sure i| understand|what_you|how_to|follow|know",
      DETECTOR_CUE_NOT_UNDERSTOOD, 1 },
    { "not sure", DETECTOR_CUE_NOT_UNDERSTOOD, 0.5 },
    { "rephrase|reword|say_that_again|say_it_differently|different_words|repeat_that|repeat_your|be_more_specific|"
      "more_details|what_do_you_mean|come_again|say_again",
      DETECTOR_CUE_NOT_UNDERSTOOD, 0.8 },

    { "not authorized|authorised|permitted|empowered|allowed to|for|", DETECTOR_CUE_NO_AUTHORITY,
      1 },
    { "dont|do_not|no permission|authority|authorization|authorisation|clearance",
      DETECTOR_CUE_NO_AUTHORITY, 1 },
    { "requires|needs|require|need manager|supervisor|human|manual|special|someone approval|authorization|review|sign-off|"
      "permission|to_approve",
      DETECTOR_CUE_NO_AUTHORITY, 1 },
    { "only <person> can|may", DETECTOR_CUE_NO_AUTHORITY, 0.9 },

    { "transfer|transferring|connect|connecting|hand|handing|pass|passing|forward|forwarding|escalate|escalating|put|putting|"
      "redirect|redirecting you|this|it|your_request|your_case|this_case|conversation|your_issue to|with <person>",
      DETECTOR_CUE_TRANSFERS, 1 },
    { "<person> will|is be_with|take_over|join|assist|contact|help|reach", DETECTOR_CUE_TRANSFERS,
      0.7 },
    { "<person> will|is|to be_with|take_over|join", DETECTOR_CUE_ANNOUNCES, 1 },

    BATON_ASK_ROWS("provide|share|give|tell|send|enter|type|need|have|know me|us|me_with| your|",
                   DETECTOR_ASKS, 1),
    BATON_ASK_ROWS("what|whats|what's is|are|was| your|", DETECTOR_ASKS, 1),
    BATON_ASK_ROWS("and|or your|", DETECTOR_ASKS, 0.5),
};

const struct baton_phrase_table detector_bot_cues = {
    .phrases = phrases,
    .phrases_count = sizeof phrases / sizeof *phrases,
    .classes = classes,
    .classes_count = sizeof classes / sizeof *classes,
    .fillers =
        "please|just|really|currently|fully|quite|also|yet|a|an|the|our|my|one|of|over|through|now|directly|live|human",
};
