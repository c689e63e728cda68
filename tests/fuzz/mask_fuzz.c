/* What a tenant hides, in the midst of hostile text. Lines: what stands between the groups of the
 * number, then the text around it. */
#include "fuzz.h"

#include <string.h>

#include "mask.h"

static struct baton_text kinds[] = {
    BATON_TEXT_INIT("card_number"),    BATON_TEXT_INIT("iban"),        BATON_TEXT_INIT("email"),
    BATON_TEXT_INIT("phone"),          BATON_TEXT_INIT("national_id"), BATON_TEXT_INIT("password"),
    BATON_TEXT_INIT("account_number"),
};

/* The text may end like a number itself: then what it makes with ours is another one. */
static bool is_apart(struct baton_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];

        if ((c >= '0' && c <= '9') || c >= 0x80 || c == '%')
            return false;
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_text rest = { (const char *)data, size }, gap = fuzz_line(&rest);
    struct baton_rules rules = { .pii_masks = kinds, .pii_masks_count = 7 };
    struct baton_mask *counts = NULL;
    size_t count = 0;
    struct baton_arena arena;

    baton_arena_init(&arena);
    struct baton_masks masks = {
        .rules = &rules, .arena = &arena, .counts = &counts, .counts_count = &count
    };
    struct baton_text masked = baton_mask_text(&masks, rest);

    fuzz_must(masked.data == rest.data || count > 0, "what changed was counted");
    if (masked.data != rest.data)
        fuzz_must_be_text(masked, "a masked text is UTF-8");
    fuzz_must(baton_text_equal(masked, baton_mask_text(&masks, rest)), "the same bytes each time");
    if (is_apart(rest) && gap.size <= 3
        && strspn(baton_text_string(&arena, gap), " -./_+,;:|*") == gap.size) {
        struct baton_text text = baton_text_format(
            &arena, "%.*s 5555%.*s5555%.*s5555%.*s4444 %.*s", BATON_TEXT_ARG(rest),
            BATON_TEXT_ARG(gap), BATON_TEXT_ARG(gap), BATON_TEXT_ARG(gap), BATON_TEXT_ARG(rest));
        fuzz_must(baton_text_find(baton_mask_text(&masks, text), BATON_TEXT("5555"), 0) < 0,
                  "a card is hidden, whatever stands around it");
    }
    baton_arena_release(&arena);
    return 0;
}
