"""What a turn is looked at with: the detector's inputs (weights.h), from scores of texts.

Follows estimate.c: scores are kept in tenths, of each side's last message and as a mean of its
messages that forgets half at each.
"""

import numpy as np

SCORE_MAX = 6.0
KEPT = 10


def rounded(x):
    """As C's llround: half away from zero."""
    return np.copysign(np.floor(np.abs(x) + 0.5), x)


def texts_of(turns, scores, customer_columns):
    """(now, before): the scores that each turn is looked at with."""
    count, columns = scores.shape
    has_text = np.diff(turns.pieces.indptr) > 0
    known = turns.english & has_text
    clipped = np.where(known[:, None], np.clip(scores, -SCORE_MAX, SCORE_MAX), 0)
    now, before = np.zeros((count, columns)), np.zeros((count, columns))
    sides = (slice(0, customer_columns), slice(customer_columns, columns))
    last = mean = spoken = None
    for i in range(count):
        if i == 0 or turns.conversation[i] != turns.conversation[i - 1]:
            last, mean, spoken = np.zeros(columns), np.zeros(columns), [False, False]
        bot = int(turns.bot[i])
        own = sides[bot]
        now[i], before[i] = last / KEPT, mean / KEPT
        now[i, own] = clipped[i, own]
        last[own] = rounded(clipped[i, own] * KEPT)
        mean[own] = rounded((mean[own] + last[own]) / 2) if spoken[bot] else last[own]
        spoken[bot] = True
    return now, before


def kept_chances(turns, chances, own_side):
    """A chance that lasts: on the other side's turns what it was, in hundredths."""
    found, last = chances.copy(), 0.0
    for i in range(len(chances)):
        if i == 0 or turns.conversation[i] != turns.conversation[i - 1]:
            last = 0.0
        if own_side[i]:
            last = rounded(chances[i] * KEPT * KEPT) / KEPT / KEPT
        else:
            found[i] = last
    return found
