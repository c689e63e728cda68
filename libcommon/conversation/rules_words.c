/* What the customer is told between two holders: the tenant's wording by language, and the built-in
 * one. Pure. */
#include "rules.h"

#define SAY(kind, words) [BATON_ANNOUNCE_##kind] = BATON_TEXT_INIT(words)

static const struct baton_announcements built_in[] = {
    { .name = BATON_TEXT_INIT("en"),
      .texts = {
          SAY(QUEUED, "I am bringing in a colleague: {reason}. You will not have to repeat "
              "anything."),
          SAY(PREPARING, "{agent|A colleague} is reading what you have told us and will be with you in a "
              "moment."),
          SAY(JOINED, "You are now talking with {agent|a colleague}, who has everything you have told us."),
          SAY(WAITING, "You are number {position} in the queue; it should take about {wait}."),
          SAY(NOBODY, "Nobody is free to take over just now. Your request is kept."),
          SAY(RETURNED, "You are talking with the assistant again. It knows what was agreed."),
          SAY(ENDED, "This conversation has ended. Write again whenever you like."),
      } },
    { .name = BATON_TEXT_INIT("de"),
      .texts = {
          SAY(QUEUED, "Ich hole jemanden aus dem Team dazu: {reason}. Sie müssen nichts "
              "wiederholen."),
          SAY(PREPARING, "{agent|Jemand aus dem Team} liest, was Sie uns geschrieben haben, und ist gleich bei "
              "Ihnen."),
          SAY(JOINED, "Sie sprechen jetzt mit {agent|uns}; alles, was Sie geschrieben haben, "
              "liegt dort vor."),
          SAY(WAITING, "Sie stehen an Stelle {position} der Warteschlange; es dauert etwa "
              "{wait}."),
          SAY(NOBODY, "Im Augenblick ist niemand frei. Ihr Anliegen bleibt gespeichert."),
          SAY(RETURNED, "Sie sprechen wieder mit dem Assistenten. Er weiß, was vereinbart "
              "wurde."),
          SAY(ENDED, "Dieses Gespräch ist beendet. Schreiben Sie gern wieder."),
      } },
};

static char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c == '_' ? '-' : c;
}

/* Language tags are compared without case (RFC 5646, 2.1.1); many write de_AT. */
static bool same_tag(struct baton_text a, struct baton_text b)
{
    for (size_t i = 0; a.size == b.size && i < a.size; i++)
        if (folded(a.data[i]) != folded(b.data[i]))
            return false;
    return a.size == b.size;
}

/* "de" of "de-AT" */
static struct baton_text primary(struct baton_text language)
{
    size_t size = 0;

    while (size < language.size && language.data[size] != '-' && language.data[size] != '_')
        size++;
    return (struct baton_text){ language.data, size };
}

/* What `set` says of the category, else of all. */
static struct baton_text text_of(const struct baton_announcements *set, struct baton_text category,
                                 enum baton_announcement kind)
{
    for (size_t i = 0; i < set->categories_count; i++)
        if (baton_text_equal(set->categories[i].name, category)
            && set->categories[i].texts[kind].size > 0)
            return set->categories[i].texts[kind];
    return set->texts[kind];
}

/* "de-AT" by itself, then "de". */
static struct baton_text find(const struct baton_announcements *sets, size_t count,
                              struct baton_text language, struct baton_text category,
                              enum baton_announcement kind)
{
    const struct baton_text tags[] = { language, primary(language) };
    struct baton_text text = BATON_TEXT_NONE;

    for (size_t t = 0; t < 2; t++)
        for (size_t i = 0; i < count && text.size == 0; i++)
            if (same_tag(sets[i].name, tags[t]))
                text = text_of(&sets[i], category, kind);
    return text;
}

struct baton_text baton_rules_built_in_announcement(const struct baton_rules *rules,
                                                    struct baton_text language,
                                                    enum baton_announcement kind)
{
    const struct baton_text languages[] = { language, rules->default_language, BATON_TEXT("en") };
    struct baton_text text = BATON_TEXT_NONE;

    for (size_t i = 0; i < 3 && text.size == 0; i++)
        text = find(built_in, sizeof built_in / sizeof built_in[0], languages[i], BATON_TEXT_NONE,
                    kind);
    return text;
}

struct baton_text baton_rules_announcement(const struct baton_rules *rules,
                                           struct baton_text language, struct baton_text category,
                                           enum baton_announcement kind)
{
    const struct baton_text languages[] = { language, rules->default_language };
    struct baton_text text = BATON_TEXT_NONE;

    for (size_t i = 0; i < 2 && text.size == 0; i++)
        text = find(rules->announcements, rules->announcements_count, languages[i], category, kind);
    return text.size > 0 ? text : baton_rules_built_in_announcement(rules, language, kind);
}
