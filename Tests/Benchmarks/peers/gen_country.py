"""Seeded generator of country-scale instances: people of a country over districts, each eligible for posts of its skills nearby.

usage: gen_country.py PEOPLE POSTS CLASSES ARCS_PER_CLASS TIGHTNESS SEED OUT.txt
CLASSES: lines of staff who are alike in everything ('s STAFF COUNT'); as many as PEOPLE for single people. TIGHTNESS: heads needed per
person, 0.8 easy, 1.2 short. 24 skills, three a class; POSTS / 100 districts on a square with 1000 km a side; a class looks at posts of
its skills in the eight nearest districts; cost = minutes x 10 + proficiency; priority 1..5 as in gen.py. Needs numpy.
"""
import sys
import numpy as np

SKILLS, NEAR = 24, 8


def make(people, posts, classes, per, tightness, seed):
    rng = np.random.default_rng(seed)
    districts = max(4, posts // 100)
    centre = rng.random((districts, 2)) * 1000
    order = np.argsort(((centre[:, None, :] - centre[None, :, :]) ** 2).sum(2), axis=1)[:, :min(NEAR, districts)]
    where, want = rng.integers(0, districts, posts), rng.integers(0, SKILLS, posts)
    place = centre[where] + rng.normal(0, 8, (posts, 2))
    bucket = where * SKILLS + want
    by = np.argsort(bucket, kind="stable")
    start = np.searchsorted(bucket[by], np.arange(districts * SKILLS + 1))
    home = rng.integers(0, districts, classes)
    spot = centre[home] + rng.normal(0, 8, (classes, 2))
    have = np.argsort(rng.random((classes, SKILLS)), axis=1)[:, :3] if classes <= 200_000 else rng.integers(0, SKILLS, (classes, 3))
    a = np.repeat(np.arange(classes), 2 * per)
    b = order[home[a], np.minimum(rng.geometric(0.35, len(a)) - 1, order.shape[1] - 1)] * SKILLS + have[a, rng.integers(0, 3, len(a))]
    size = start[b + 1] - start[b]
    keep = size > 0
    a, b, size = a[keep], b[keep], size[keep]
    c = by[start[b] + (rng.random(len(b)) * size).astype(np.int64)]
    pair = np.unique(a * posts + c)                                   # each pair once, ascending
    a, c = pair // posts, pair % posts
    rank = np.arange(len(a)) - np.searchsorted(a, a)
    degree = np.bincount(a, minlength=classes)
    keep = (rank * 7919 + a) % np.maximum(degree[a], 1) < per          # at most `per` of each class, spread over its posts
    a, c = a[keep], c[keep]
    minutes = np.hypot(*(spot[a] - place[c]).T) * 1.5
    cost = (minutes * 10).astype(np.int64) + rng.integers(0, 4, len(a)) * 150
    supply = np.ones(classes, np.int64)
    if people > classes:
        supply += np.bincount(rng.choice(classes, people - classes, p=(w := rng.exponential(1, classes)) / w.sum()), minlength=classes)
    need = np.maximum(1, rng.poisson(tightness * people / posts, posts))
    prio = rng.integers(1, 6, posts)
    return supply, need, prio, a, c, cost


def write(path, supply, need, prio, a, c, cost):
    with open(path, "w") as f:
        f.write(f"p {len(supply)} {len(need)} {len(a)}\n")
        f.writelines(f"d {j} {n} {q}\n" for j, (n, q) in enumerate(zip(need.tolist(), prio.tolist())))
        f.writelines(f"s {i} {n}\n" for i, n in enumerate(supply.tolist()) if n != 1)
        f.writelines(f"a {i} {j} {k}\n" for i, j, k in zip(a.tolist(), c.tolist(), cost.tolist()))


if __name__ == "__main__":
    people, posts, classes, per = map(int, sys.argv[1:5])
    write(sys.argv[7], *make(people, posts, classes, per, float(sys.argv[5]), int(sys.argv[6])))
