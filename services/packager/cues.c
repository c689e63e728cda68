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
    { "do",
      "send|refund|call|ship|fix|check|escalate|forward|contact|email|replace|cancel|credit|"
      "reach_out|get_back|follow_up|look_into|issue|process|update|reship|investigate|pass|"
      "arrange|make_sure|ensure|waive|transfer|raise|open|notify|inform|reply|write|return|give|"
      "have|let_you_know|confirm|resend|connect" },
    { "person", "human|person|agent|someone|somebody|representative|supervisor|manager|advisor" },
};

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
    { "urgent|urgently|asap|immediately|emergency|dringend|sofort", CUE_HURRY, 1 },
    { "as soon as possible", CUE_HURRY, 1 },
    { "right away|now", CUE_HURRY, 1 },
    { "in a hurry", CUE_HURRY, 1 },
    { "worried|afraid|anxious|scared|concerned|nervous|besorgt", CUE_WORRIED, 1 },
    { "confused|confusing|unclear", CUE_CONFUSED, 1 },
    { "dont understand", CUE_CONFUSED, 1 },
    { "dont get it", CUE_CONFUSED, 1 },
    { "by|before|until|till|bis", CUE_BY, 1 },
    { "deadline|due|expires", CUE_BY, 1 },
    { "need|needed|want it|this|that|them", CUE_BY, 1 },
    { "<wewill> <do>", CUE_PROMISE, 1 },
    { "<wewill> personally|gladly|also|then|now|immediately <do>", CUE_PROMISE, 1 },
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
    { "talk|speak|chat|connect|transfer|put| me| through| to|with a|an|some|the|your| real|"
      "live|actual| "
      "<person>",
      CUE_PERSON, 1 },
    { "real|live|actual|need|want a| <person>", CUE_PERSON, 1 },
};

bool packager_cues_open(struct packager_cues *cues, struct baton_error *err)
{
    struct baton_phrase_table table = {
        .phrases = rows,
        .phrases_count = sizeof rows / sizeof *rows,
        .classes = classes,
        .classes_count = sizeof classes / sizeof *classes,
        .fillers = "please|just|really|also|now",
    };

    cues->phrases = baton_phrases_new(&table, err);
    return cues->phrases != NULL;
}

void packager_cues_close(struct packager_cues *cues)
{
    baton_phrases_free(cues->phrases);
}

/* A mark that ends a sentence; not the dot inside of "shop.example" or "v2.1". */
static bool ends_sentence(const struct baton_tokens *tokens, size_t at)
{
    const struct baton_token *token = &tokens->items[at];

    if (at + 1 == tokens->count)
        return true;
    return token->ends && (token->kind != BATON_TOKEN_MARK || token[1].from > token->to);
}

static void sentence_add(struct packager_reading *reading, struct baton_arena *arena, size_t first,
                         size_t last)
{
    struct packager_sentence *sentence =
        BATON_APPEND(arena, reading->sentences, reading->sentences_count);
    const struct baton_tokens *tokens = &reading->tokens;

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
        if (matches[m].phrase->code != CUE_ASKS || matches[m].first == reading.sentences[s].first)
            reading.sentences[s].cues |= 1u << matches[m].phrase->code;
    }
    for (size_t s = 0; s < reading.sentences_count; s++) {
        reading.sentences[s].question |= CUE(reading.sentences[s].cues, CUE_ASKS)
                                         && reading.sentences[s].content > 1
                                         && reading.sentences_count == 1;
        reading.cues |= reading.sentences[s].cues;
    }
    return reading;
}
