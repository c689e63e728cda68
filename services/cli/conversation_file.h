/* Conversation files: one conversation a line, as JSON; plain or gzip.
 *
 *   {"id": "c1", "lang": "en", "tenant": "acme", "customer": {"id": "u1", "tier": "gold"},
 *    "turns": [{"speaker": "customer", "text": "…"}, {"speaker": "ai", "text": "…"}]}
 *
 * `speaker` is customer, ai or agent. Where known: tenant, customer {id, name, tier, plan,
 * tenure_months, contract_value, account_status, …}, and on a turn at (RFC 3339 or milliseconds),
 * type, intent, confidence, actions
 * [{name, outcome, detail}], page {url, title, area}, attachments. Without `at` turns are 20
 * seconds apart. For an audit, `handoff` {turn: of the first one that a person handles, received:
 * what he was given, text or any JSON}. Other members (labels) are left alone. The event id of turn
 * i is "<id>-<i>". */
#ifndef BATON_CONVERSATION_FILE_H
#define BATON_CONVERSATION_FILE_H

#include "arena.h"
#include "error.h"
#include "records.h"

#define CONVERSATION_TURN_GAP_MS 20000

struct conversation {
    struct baton_text tenant; /* "demo" where the line has none */
    struct baton_text id;
    int64_t handoff_turn; /* as `handoff` says; -1: it does not */
    struct baton_text
        received; /* all texts of `handoff.received`, a line each; NULL data: not said */
    bool timed;   /* a turn says when it was */
    struct baton_conversation_event **events; /* one a turn */
    size_t events_count;
};

struct conversation_file;

/* `path` "-" is standard input.
 * fails  NULL, `err` names the file and the reason */
struct conversation_file *conversation_file_open(const char *path, struct baton_error *err);
void conversation_file_close(struct conversation_file *file);

enum conversation_read { CONVERSATION_READ, CONVERSATION_END, CONVERSATION_BAD };

/* The next line's conversation, in `arena`; its first turn without a time is at `start_ms`.
 * fails  CONVERSATION_BAD: `err` names line, turn and field; the next call reads the next line */
enum conversation_read conversation_file_next(struct conversation_file *file, int64_t start_ms,
                                              struct baton_arena *arena, struct conversation *ret,
                                              struct baton_error *err);

#endif
