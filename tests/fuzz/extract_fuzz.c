/* What the packager reads in a message: values, sentences and their cues. The first line is the
 * other side's question, the second what the case is about, the rest the message. */
#include "fuzz.h"

#include "cues.h"
#include "extract.h"

static struct packager_vocabulary vocabulary;
static struct packager_cues cues;

static void open_once(void)
{
    struct baton_error err;

    if (vocabulary.phrases == NULL)
        fuzz_must(packager_vocabulary_open(&vocabulary, &err) && packager_cues_open(&cues, &err),
                  "the tables are good");
}

static void look_at_values(const struct packager_source *source)
{
    struct packager_value *values;
    size_t count = packager_extract(source, &values);

    fuzz_must(count <= 48, "values are bounded");
    for (size_t i = 0; i < count; i++) {
        fuzz_must(values[i].from <= values[i].to && values[i].to <= source->text.size,
                  "a value has its place in the text");
        fuzz_must(values[i].value.size > 0 && values[i].value.size <= 200, "a value has its size");
        fuzz_must(baton_text_valid_utf8(values[i].value.data, values[i].value.size),
                  "a value is text");
    }
}

static void look_at_sentences(struct baton_arena *arena, struct baton_text text)
{
    struct packager_reading reading = packager_read(&cues, arena, text);
    size_t next = 0;

    for (size_t i = 0; i < reading.sentences_count; i++) {
        const struct packager_sentence *sentence = &reading.sentences[i];

        fuzz_must(sentence->first >= next && sentence->first <= sentence->last
                      && sentence->last < reading.tokens.count,
                  "sentences stand in a row");
        next = sentence->last + 1;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_text rest = { (const char *)data, size };
    struct baton_arena arena;

    if (!baton_text_valid_utf8(rest.data, rest.size))
        return -1;
    open_once();
    baton_arena_init(&arena);
    struct packager_source source = { .arena = &arena,
                                      .question = fuzz_line(&rest),
                                      .subject = fuzz_line(&rest),
                                      .now_ms = 1767690000000,
                                      .vocabulary = &vocabulary };
    struct baton_tokens tokens = baton_tokens_of(&arena, rest);
    source.text = rest;
    source.tokens = &tokens;
    for (int customer = 0; customer <= 1; customer++) {
        source.customer = customer == 1;
        look_at_values(&source);
    }
    look_at_sentences(&arena, rest);
    baton_arena_release(&arena);
    return 0;
}
