"""Logistic regression by L-BFGS: sparse or dense rows, an intercept for each source, bounds."""

import numpy as np
import scipy.optimize


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


def fit(
    x,
    y,
    source,
    strength,
    weight=None,
    bounds=None,
    rounds=100,
    penalty=None,
    offset=None,
    prior=None,
):
    """(weights, intercepts by source) of the greatest likelihood less strength / 2 |weights|^2.

    `prior`: what is penalised is the distance from these weights. y is 0..1, such as the share of annotators who said so. Every source keeps its own base rate, so that what tells the sources apart teaches nothing.
    """
    rows, width = x.shape
    sources = int(source.max()) + 1
    weight = np.ones(rows) if weight is None else weight
    prior = np.zeros(width) if prior is None else prior
    fixed = offset is not None  # then there is no intercept to be found
    penalty = np.full(width, strength) if penalty is None else penalty

    def loss(parameters):
        w, b = parameters[:width], parameters[width:]
        z = np.asarray(x @ w).ravel() + (offset if fixed else b[source])
        slope = weight * (sigmoid(z) - y)
        value = weight @ (np.logaddexp(0, z) - y * z) + 0.5 * penalty @ (w - prior) ** 2
        by_source = np.bincount(source, slope, minlength=sources) * (not fixed)
        return value, np.concatenate(
            [np.asarray(x.T @ slope).ravel() + penalty * (w - prior), by_source]
        )

    found = scipy.optimize.minimize(
        loss,
        np.concatenate([prior if bounds is None else clipped(prior, bounds), np.zeros(sources)]),
        jac=True,
        method="L-BFGS-B",
        bounds=None if bounds is None else list(bounds) + [(None, None)] * sources,
        options={"maxiter": rounds, "maxcor": 8, "ftol": 1e-6},
    )
    return found.x[:width], found.x[width:]


def clipped(weights, bounds):
    low = [-np.inf if limits[0] is None else limits[0] for limits in bounds]
    high = [np.inf if limits[1] is None else limits[1] for limits in bounds]
    return np.clip(weights, low, high)


def intercept(z, y, weight):
    """The shift of scores `z` by which their chances sum to what is there."""
    low, high = -40.0, 40.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if weight @ (sigmoid(z + middle) - y) > 0 else (middle, high)
    return (low + high) / 2


def auc(y, p):
    """Area under the receiver's curve, ties count half; NaN of one class alone."""
    positives = int(np.sum(y > 0.5))
    if positives in (0, len(y)):
        return float("nan")
    _, inverse, counts = np.unique(p, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    total = ranks[inverse][y > 0.5].sum()
    return (total - positives * (positives + 1) / 2) / (positives * (len(y) - positives))


def ece(y, p, bins=15):
    place = np.minimum((p * bins).astype(int), bins - 1)
    gap = np.bincount(place, p, minlength=bins) - np.bincount(place, y, minlength=bins)
    return float(np.abs(gap).sum() / len(y))


def recall_at(y, p, rate):
    """Recall where at most `rate` of the negatives are taken."""
    limit = np.sort(p[y < 0.5])[::-1][int(np.floor(rate * np.sum(y < 0.5)))]
    return float(np.mean(p[y > 0.5] > limit))
