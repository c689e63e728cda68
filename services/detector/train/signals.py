"""The chance of each signal, and of a person being needed, over inputs that were never fitted to
the conversation in hand.

An input may be given a sign: + what can only speak for the signal, - only against it. So what one
source happens to lack or have does not turn a sign of trouble into its opposite elsewhere.
"""

import numpy as np

import logistic
import memory
import texts

SIGNALS = [
    *("explicit", "complaint", "negative", "dissatisfied", "abusive"),
    *("loop", "breakdown", "complex", "topic", "handoff"),
]
SPREAD = 4.0  # log-odds of a chance over its base that are a value of 1
VALUE_MAX = 2.0
# Of each fitted feature the least weight, set by hand. The sets that a person being needed is fitted
# to hardly have complaints or abuse, so they say nothing of them. More than the likeliest of handoff
# and explicit puts the turns where a bot hands over before others (AUC 0.92 to 0.96, and 0.90 to
# 0.94), at 0.012 of calibration error.
LEAST = {
    **{"explicit": 3.0, "complaint": 0.2, "dissatisfied": 0.4, "abusive": 0.2, "breakdown": 0.2},
    **{"topic": 0.2, "handoff": 6.0},
}
FITTED = list(LEAST)
BASE_MAX = {"explicit": -4.0}  # log-odds; else the base is that of the mean
LASTS = {"negative", "dissatisfied", "breakdown"}
BOT_SPEAKS = {"breakdown"}
BOTH_SPEAK = {"loop", "complex"}
BIAS = -3.0  # of model.c
SLOPE, SHIFT = 1.38, -1.95  # of the score by hand, as calibrate.py prints them

# What one message has by itself.
MESSAGE = {
    "trait": "size short asks exclaims loud numbers good- bad+",
    "feature": "mood+ loud+",
}
UNHAPPY = {
    "trait": "size short asks exclaims+ loud+ good- bad+",
    "feature": "complaint+ asks_again+ mood+ loud+ profanity+ aggression+ resolved-",
    "now": "complaint+ negative+ abusive anger+ disappointment+ confusion deny positive- gratitude-",
}
# signal: (sets, strength of the penalty, inputs)
SPECS = {
    "explicit": (
        texts.CUSTOMER["explicit"],
        1.0,
        {
            "trait": "short person+ wants_person+ declines- rejects_bot+",
            "feature": "explicit_request+",
            "now": "explicit+",
        },
    ),
    "complaint": ({"xci": texts.y}, 3.0, UNHAPPY),
    "negative": (
        {"vader_tweets": texts.y, "vader_amazon": texts.y, "goemotions": texts.y},
        3.0,
        UNHAPPY,
    ),
    "abusive": (
        {"convabuse": texts.y},
        3.0,
        {
            "trait": "size short exclaims+ loud+ good- bad+",
            "feature": "mood+ loud+ profanity+ aggression+ insults_before+",
            "now": "abusive+ anger+ negative+ deny gratitude- positive",
            "before": "abusive+",
        },
    ),
    "topic": (texts.CUSTOMER["topic"], 1.0, {"feature": "topic+", "now": "topic+"}),
    "dissatisfied": (
        {"abredial": texts.y, "maia": texts.y},
        3000.0,
        {
            "trait": "first- bad+ good- before- again+ inside+ last+ other_again+ other_cannot+"
            " other_doubts+",
            "feature": "complaint+ complaints_before+ repeated_question+ asks_again+ bot_repeats+"
            " mood+ mood_sustained+ mood_drop+ profanity+ aggression+ bot_not_understood+ resolved-",
            "now": "complaint+ negative+ dissatisfied+ abusive+ disappointment+ confusion+ deny+"
            " anger+ reaction+ breakdown+ positive- gratitude-",
            "before": "complaint+ negative+ dissatisfied+ deny+ reaction+ positive- gratitude-",
        },
    ),
    "breakdown": (
        {"dbdc3": texts.y},
        10.0,
        {
            "trait": "size short asks exclaims loud numbers turns good bad again+ inside+ last+ echo-"
            " shrinks other_size other_asks other_echo other_again+ before-",
            "feature": "bot_repeats+ repeated_question+ asks_again+ bot_not_understood+ mood_sustained+",
            "now": "breakdown+ reaction+ negative+ confusion+ deny+ positive- gratitude-",
            "before": "breakdown+ reaction+",
        },
    ),
    "handoff": (
        {"tau_airline": texts.y, "tau_fewshot": texts.y, "multidogo": texts.y},
        100.0,  # 27 turns in all
        {
            "trait": "accepts+ other_cannot+ declines-",
            "feature": "explicit_request+ no_authority+ repeated_question+ failed_attempts+",
            "now": "handoff+ explicit+ offers+",
        },
    ),
}
# There are few conversations whose customer's contentment was labelled by turn, all of one kind, and
# what is fitted to one kind is of little use for another. So the fit starts from this sum, at the
# scale that fits best, and is held to it: what speaks for contentment anywhere is thanks and praise,
# against it what is said again, put right or turned down, and an answer that failed.
PRIOR = {
    "dissatisfied": {
        "trait": {
            **{"first": -0.5, "good": -1.0, "before": -1.0, "again": 0.3},
            **{"other_doubts": 0.5, "other_cannot": 0.4},
        },
        "feature": {
            **{"mood": 1.0, "complaint": 0.5, "asks_again": 0.5, "repeated_question": 0.3},
            **{"bot_repeats": 0.3, "bot_not_understood": 0.3, "resolved": -0.5},
        },
        "now": {
            **{"negative": 1.0, "deny": 0.5, "complaint": 0.5, "dissatisfied": 1.0},
            **{"reaction": 0.3, "confusion": 0.3, "breakdown": 0.3},
            **{"positive": -1.0, "gratitude": -1.0},
        },
        "before": {
            **{"negative": 0.3, "dissatisfied": 0.3, "reaction": 0.3},
            **{"positive": -0.3, "gratitude": -0.3},
        },
    },
}
# Nobody labelled these: set by hand, as the features' own weights are.
BY_HAND = {
    "loop": (
        -3.5,
        {
            "feature": {"repeated_question": 2.5, "bot_repeats": 1.6, "asks_again": 1.2},
            "trait": {"again": 2.0, "last": 1.0, "other_again": 1.0},
        },
    ),
    "complex": (
        -3.0,
        {
            "feature": {
                **{"several_problems": 1.2, "length": 0.8, "failed_attempts": 1.0},
                **{"low_confidence": 0.8, "falling_confidence": 0.8, "bot_doubt": 1.2},
                **{"bot_cannot": 0.5, "bot_not_understood": 0.6, "no_authority": 1.0},
            }
        },
    ),
}
# What a person being needed is fitted to; each set weighs the same.
NEEDED = ["nlupp_banking", "bitext", "rasa", "tau_airline", "tau_fewshot", "multidogo"]
SURE_LEAST = 0.4  # a chance below is not taken for a request at once
SURE_RATE = 0.002  # of messages that ask for nobody, taken for a request at once, at most


class Inputs:
    """The detector's inputs of every turn, and what they are called."""

    def __init__(self, turns, scores):
        now, before = memory.texts_of(turns, scores, len(texts.CUSTOMER))
        self.x = np.hstack([turns.dense, now, before])
        self.names = [("trait", name) for name in turns.traits]
        self.names += [("feature", name) for name in turns.features]
        self.names += [(when, name) for when in ("now", "before") for name in texts.COLUMNS]
        self.place = {name: place for place, name in enumerate(self.names)}

    def bounds(self, spec):
        """Of every input: free, of one sign, or not used."""
        bounds = [(0.0, 0.0)] * len(self.names)
        for kind, words in spec.items():
            for word in words.split():
                limits = {"+": (0.0, None), "-": (None, 0.0)}.get(word[-1], (None, None))
                bounds[self.place[kind, word.rstrip("+-")]] = limits
        return bounds

    def weights_of(self, spec):
        w = np.zeros(len(self.names))
        for kind, weights in spec.items():
            for name, weight in weights.items():
                w[self.place[kind, name]] = weight
        return w


def speaks(turns, signal):
    if signal in BOTH_SPEAK:
        return np.ones(len(turns), dtype=bool)
    return turns.bot == (signal in BOT_SPEAKS)


def examples(turns, signal):
    """(rows, y, source, weight): each set weighs as many turns as the smallest, or 1,000."""
    rows, ys, sources = [], [], []
    for name, label in SPECS[signal][0].items():
        if name not in turns.sets:
            continue
        found = texts.found_in(turns, label, name)
        at = np.flatnonzero(turns.is_set(name) & speaks(turns, signal) & (found >= 0))
        rows.append(at)
        ys.append(found[at])
        sources.append(np.full(len(at), len(sources)))
    counts = np.array([len(at) for at in rows])
    each = max(1000, counts.min())
    weights = [np.full(count, min(1.0, each / count)) for count in counts]
    return [np.concatenate(part) for part in (rows, ys, sources, weights)]


def fit(inputs, signal, rows, y, source, weight):
    """(weights, intercept) with one intercept for all sources at the end."""
    x = inputs.x[rows]
    spread = (weight @ (x - weight @ x / weight.sum()) ** 2) / weight.sum()
    used = spread > 1e-6
    bounds = [
        limits if ok else (0.0, 0.0)
        for limits, ok in zip(inputs.bounds(SPECS[signal][2]), used, strict=True)
    ]
    penalty = SPECS[signal][1] * np.maximum(spread, 1e-3)
    prior = scaled_prior(inputs, signal, x, y, source, weight)
    if prior is not None:
        bounds = [limits if ok else (at, at) for limits, ok, at in zip(bounds, used, prior)]
    w, _ = logistic.fit(x, y, source, 0, weight, bounds, penalty=penalty, prior=prior)
    return w, logistic.intercept(x @ w, y, weight)


def scaled_prior(inputs, signal, x, y, source, weight):
    """The sum that the fit starts from, at the scale that fits best; None: there is none."""
    if signal not in PRIOR:
        return None
    prior = inputs.weights_of(PRIOR[signal])
    scale, _ = logistic.fit((x @ prior)[:, None], y, source, 0, weight, [(0.1, 1.0)])
    return scale[0] * prior


class Signals:
    """Weights of each signal, and every turn's chance by a fit that never saw its conversation."""

    def __init__(self, turns, inputs, folds, say):
        self.weights, self.intercepts, self.held_out = {}, {}, {}
        self.figures = {}
        for signal in SIGNALS:
            if signal in BY_HAND:
                self._by_hand(inputs, signal)
                continue
            rows, y, source, weight = examples(turns, signal)
            w, b = fit(inputs, signal, rows, y, source, weight)
            self.weights[signal], self.intercepts[signal] = w, b
            chances = logistic.sigmoid(inputs.x @ w + b)
            for fold in range(folds):
                keep = turns.fold[rows] != fold
                w, b = fit(inputs, signal, rows[keep], y[keep], source[keep], weight[keep])
                seen = np.unique(turns.of_set[rows])
                out = np.flatnonzero((turns.fold == fold) & np.isin(turns.of_set, seen))
                chances[out] = logistic.sigmoid(inputs.x[out] @ w + b)
            self._keep(turns, signal, chances)
            self._measure(turns, signal, say)

    def _by_hand(self, inputs, signal):
        self.intercepts[signal], spec = BY_HAND[signal]
        self.weights[signal] = w = inputs.weights_of(spec)
        self.held_out[signal] = logistic.sigmoid(inputs.x @ w + self.intercepts[signal])

    def _keep(self, turns, signal, chances):
        own = speaks(turns, signal)
        if signal in LASTS:
            self.held_out[signal] = memory.kept_chances(turns, chances, own)
        else:
            self.held_out[signal] = np.where(own, chances, 0)

    def _measure(self, turns, signal, say):
        for name, label in SPECS[signal][0].items():
            if name not in turns.sets:
                continue
            found = turns.labelled(label, name)
            at = turns.is_set(name) & speaks(turns, signal) & (found >= 0)
            y, p = found[at].astype(float), self.held_out[signal][at]
            if not 0 < y.sum() < len(y):
                continue
            area, error = logistic.auc(y, p), logistic.ece(y, p)
            self.figures[f"{signal} {name}"] = {"auc": round(area, 4), "ece": round(error, 4)}
            say(f"  {signal:13} {name:14} AUC {area:.3f}  ECE {error:.3f}")


def needed_rows(turns):
    found = turns.labelled(texts.y)
    rows, ys, weights = [], [], []
    for name in NEEDED:
        if name not in turns.sets:
            continue
        at = np.flatnonzero(turns.is_set(name) & ~turns.bot & (found >= 0))
        rows.append(at)
        ys.append(found[at])
        weights.append(np.full(len(at), 1000 / len(at)))
    return [np.concatenate(part) for part in (rows, ys, weights)]


def base(chances, weight):
    """The log-odds of a chance that says nothing."""
    mean = min(max(weight @ chances / weight.sum(), 1e-4), 0.5)
    return float(np.log(mean / (1 - mean)))


def value(chances, of_base):
    """A fitted feature: how far the log-odds lie over the base (estimate.c)."""
    p = np.clip(chances, 1e-6, 1 - 1e-6)
    return np.clip((np.log(p / (1 - p)) - of_base) / SPREAD, 0, VALUE_MAX)


class Needed:
    """The chance that a person is needed: the score by hand, calibrated (calibrate.py), and what
    speaks for it besides, each by a weight that cannot be against it: what was decided before by
    the features by hand alone is decided still."""

    def __init__(self, turns, signals, folds, say):
        hand = turns.dense[:, len(turns.traits) :] @ turns.hand_weights + BIAS
        self.hand = SLOPE * hand + SHIFT
        rows, y, weight = needed_rows(turns)
        self.bases = [
            min(base(signals.held_out[name][rows], weight), BASE_MAX.get(name, 0.0))
            for name in FITTED
        ]
        self.x = np.column_stack(
            [value(signals.held_out[n], b) for n, b in zip(FITTED, self.bases, strict=True)]
        )
        self.added = self._fit(rows, y, weight)
        self.held_out = self._chances(self.added)
        for fold in range(folds):
            keep = turns.fold[rows] != fold
            out = turns.fold == fold
            self.held_out[out] = self._chances(self._fit(rows[keep], y[keep], weight[keep]))[out]
        self.figures = {}
        for name in NEEDED:
            if name in turns.sets:
                self._measure(turns, rows, y, name, say)
        self.sure = self._sure(turns, signals)

    def _fit(self, rows, y, weight):
        x, source = self.x[rows], np.zeros(len(rows), dtype=int)
        bounds = [(least, 12.0) for least in LEAST.values()]
        return logistic.fit(x, y, source, 0.3, weight, bounds, offset=self.hand[rows])[0]

    def _chances(self, added):
        return logistic.sigmoid(self.x @ added + self.hand)

    def _measure(self, turns, rows, y, name, say):
        at = turns.is_set(name)[rows]
        p = self.held_out[rows][at]
        area, error = logistic.auc(y[at], p), logistic.ece(y[at], p)
        self.figures[f"p {name}"] = {"auc": round(float(area), 4), "ece": round(error, 4)}
        say(f"  {'p':13} {name:14} AUC {area:.3f}  ECE {error:.3f}")

    @staticmethod
    def _sure(turns, signals):
        """The chance of a request above which SURE_RATE of no requests lie, in the worst set."""
        found, p, limits = turns.labelled(texts.y), signals.held_out["explicit"], [SURE_LEAST]
        for name in ("nlupp_banking", "bitext", "rasa", "clinc150", "multidogo"):
            if name in turns.sets:
                none = np.sort(p[turns.is_set(name) & ~turns.bot & (found == 0)])[::-1]
                limits.append(float(none[int(len(none) * SURE_RATE)]))
        return min(0.95, max(limits))
