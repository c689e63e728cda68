"""What the words of one message speak for: sixteen columns over the table of hashed pieces.

A column is a logistic regression over pieces alone, of messages that somebody labelled. Its scores
on the turns that it was fitted to are those of the four fifths without their conversation, so that
what is fitted to the scores sees them as they will be.
"""

import math

import numpy as np

import logistic

NEGATIVE = {"anger", "annoyance", "disappointment", "disapproval", "disgust"}
GLAD = {"admiration", "approval", "excitement", "joy", "love", "optimism", "relief"}
# Subjects that a person should decide: money lost, safety of the account, the end of a contract.
TOPICS = {
    *("complaint", "get_refund", "delete_account", "request_refund", "terminate_account"),
    *("compromised_card", "lost_or_stolen_card", "lost_or_stolen_phone", "card_swallowed"),
    *("card_payment_not_recognised", "cash_withdrawal_not_recognised", "report_fraud"),
    *("direct_debit_payment_not_recognised", "transaction_charged_twice", "report_lost_card"),
    *("unable_to_verify_identity", "account_blocked", "freeze_account", "lost_luggage"),
    *("disputecharge", "closeaccount", "cancelserviceintent", "reportlostcard"),
}
# Near to those, and no clear example for or against.
NEAR_TOPICS = {"check_refund_policy", "track_refund", "Refund_not_showing_up", "cancel_order"}
ANSWERS = {"inform_notunderstanding", "express_negative-emo", "rejection", "deny"}


def y(labels):
    return labels.get("y")


def no(labels):
    """An example against, whatever it is."""
    return 0


def names_of(labels):
    """The intents or emotions of a message as a set; empty: it has none."""
    found = labels.get("intents") or labels.get("emotion") or labels.get("intent") or []
    return {found} if isinstance(found, str) else set(found)


def one_of(wanted, unclear=frozenset()):
    def label(labels):
        found = names_of(labels)
        if not found or (found & unclear and not found & wanted):
            return None
        return int(bool(found & wanted))

    return label


def negative_tweet(labels):
    return int(labels["sentiment"] == "negative")


def unhappy(labels):
    """Of raters' mean, -4..4."""
    return 1 / (1 + math.exp(2 * labels["sentiment"]))


def abuse(labels):
    """The share of annotators."""
    return labels.get("abuse")


def breakdown(labels):
    """Of thirty annotators; one who finds it possible counts a third."""
    if "p_breakdown" not in labels:
        return None
    return min(1.0, labels["p_breakdown"] + labels["p_possible"] / 3)


def discontent(labels):
    """Of the mean of ratings 1..5, of which under 3 is dissatisfied."""
    if "satisfaction" not in labels:
        return None
    return 1 / (1 + math.exp(2.5 * (labels["satisfaction"] - 3)))


# column: {set: label of the turn}. The weight of a set is that of its turns, at most MOST.
CUSTOMER = {
    "explicit": {
        **{name: y for name in ("nlupp_banking", "bitext", "rasa", "multidogo", "asking")},
        **{name: no for name in ("clinc150", "banking77", "xci", "vader_amazon")},
    },
    "complaint": {"xci": y},
    "negative": {
        **{"vader_tweets": unhappy, "vader_amazon": unhappy, "goemotions": y},
        "xci": negative_tweet,
    },
    "dissatisfied": {"abredial": discontent, "maia": y, "contentment": y},
    "abusive": {"convabuse": abuse, "rasa": one_of({"insult", "vulgar"})},
    "topic": {
        name: one_of(TOPICS, NEAR_TOPICS)
        for name in ("bitext", "banking77", "clinc150", "multidogo")
    },
    "handoff": {"tau_airline": y, "tau_fewshot": y},
    "positive": {"goemotions": one_of(GLAD)},
    "gratitude": {
        "goemotions": one_of({"gratitude"}),
        "multidogo": one_of({"thankyou"}),
        "rasa": one_of({"thank", "thankyou"}),
    },
    "disappointment": {"goemotions": one_of({"disappointment", "sadness"})},
    "confusion": {"goemotions": one_of({"confusion"})},
    "deny": {
        "rasa": one_of(ANSWERS),
        "multidogo": one_of(ANSWERS),
        "goemotions": one_of({"disapproval"}),
        "clinc150": one_of({"no"}),
        "nlupp_banking": one_of({"deny"}),
    },
    "anger": {"goemotions": one_of({"anger", "annoyance", "disgust"})},
    "reaction": {"dbdc3": None},  # behind an answer that breaks the dialogue: before()
}
BOT = {"breakdown": {"dbdc3": breakdown}, "offers": {"tau_airline": None, "tau_fewshot": None}}
COLUMNS = [*CUSTOMER, *BOT]
MOST = 6000  # turns that a set counts for, in one column
READ = 3 * MOST  # of a larger set, evenly: what more there is says the same again
STRENGTH = 0.5  # of the penalty; 0.25 to 2 differ by less than 0.01 of AUC


def found_in(turns, label, name):
    """The label of every turn of a set, or -1. A set that nobody labelled for requests may have
    some: what the phrases take for one is no example against."""
    found = turns.labelled(label, name)
    return np.where(turns.feature("explicit_request") >= 0.5, -1, found) if label is no else found


def labels_of(turns, column, name):
    """1, 0 or -1 (does not count) of every turn for one column and one set."""
    label = {**CUSTOMER, **BOT}[column][name]
    bot = column in BOT
    if label is None:
        found = before(turns, breakdown) if column == "reaction" else after(turns, y)
    else:
        found = found_in(turns, label, name)
    return np.where(turns.is_set(name) & (turns.bot == bot), found, -1)


def before(turns, label):
    """The label of the bot's message just before, in the same conversation."""
    own, found = turns.labelled(label), np.full(len(turns), -1.0)
    follows = (turns.conversation[1:] == turns.conversation[:-1]) & turns.bot[:-1]
    found[1:][follows] = own[:-1][follows]
    return found


def after(turns, label):
    """The label of the customer's message just behind."""
    own, found = turns.labelled(label), np.full(len(turns), -1.0)
    leads = (turns.conversation[1:] == turns.conversation[:-1]) & ~turns.bot[1:]
    found[:-1][leads] = own[1:][leads]
    return found


def examples(turns, column):
    """(rows, y, source, weight) that a column is fitted to."""
    rows, ys, sources, weights = [], [], [], []
    for name in {**CUSTOMER, **BOT}[column]:
        if name not in turns.sets:
            continue
        found = labels_of(turns, column, name)
        at = np.flatnonzero(found >= 0)
        if len(at) > READ:
            at = at[np.linspace(0, len(at) - 1, READ).astype(int)]
        rows.append(at)
        ys.append(found[at])
        sources.append(np.full(len(at), len(sources)))
        weights.append(np.full(len(at), min(1.0, MOST / len(at))))
    return [np.concatenate(part) for part in (rows, ys, sources, weights)]


def fit(turns, column, rows, y_, source, weight):
    """(weights, bias). What only one message in all has teaches only that message."""
    x = turns.pieces[rows].astype(np.float64)
    w, b = logistic.fit(x, y_, source, STRENGTH, weight)
    share = np.bincount(source, weight, minlength=len(b))
    return w, float(share @ b / share.sum())


def quantised(weights):
    """A column as steps of one size, -127 to 127: (steps, size)."""
    size = max(float(np.abs(weights).max()), 1e-9) / 127
    return np.round(weights / size).astype(np.int8), size


class Table:
    """The columns, and the scores of every turn by a column that never saw its conversation."""

    def __init__(self, turns, folds, say):
        self.steps = np.zeros((turns.rows, len(COLUMNS)), dtype=np.int8)
        self.sizes, self.biases = np.zeros(len(COLUMNS)), np.zeros(len(COLUMNS))
        self.held_out = np.zeros((len(turns), len(COLUMNS)))
        self.figures = {}
        for number, column in enumerate(COLUMNS):
            rows, y_, source, weight = examples(turns, column)
            whole, self.biases[number] = fit(turns, column, rows, y_, source, weight)
            self.steps[:, number], self.sizes[number] = quantised(whole)
            seen = np.unique(turns.of_set[rows])
            for fold in range(folds):
                keep = turns.fold[rows] != fold
                w, b = fit(turns, column, rows[keep], y_[keep], source[keep], weight[keep])
                out = np.flatnonzero((turns.fold == fold) & np.isin(turns.of_set, seen))
                self.held_out[out, number] = turns.pieces[out] @ w + b
            rest = np.flatnonzero(~np.isin(turns.of_set, seen))
            self.held_out[rest, number] = turns.pieces[rest] @ whole + self.biases[number]
            self._centre(number, rows, weight)
            area = logistic.auc(y_, self.held_out[rows, number])
            self.figures[f"words {column}"] = {"auc": round(float(area), 4)}
            say(f"  {column:15} {len(rows):6} messages, {int(sum(y_ > 0.5)):5} for it: {area:.3f}")

    def _centre(self, number, rows, weight):
        """0 is what the examples have in the mean: what is not known is not against anything."""
        mean = weight @ self.held_out[rows, number] / weight.sum()
        self.held_out[:, number] -= mean
        self.biases[number] -= mean

    def scores(self, pieces):
        """Of messages by the table as it is stored."""
        return pieces.astype(np.float64) @ (self.steps * self.sizes) + self.biases
