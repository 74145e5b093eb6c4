"""OR-Tools SimpleMinCostFlow on an instance of gen_country.py, made here from the same numbers: one JSON line with objective, times, memory.

usage: country_peer.py PEOPLE POSTS CLASSES ARCS_PER_CLASS TIGHTNESS SEED [RUNS]
"""
import json, resource, sys, time
import numpy as np
import gen_country
from ortools.graph.python import min_cost_flow

W = 100_000


def solve(supply, need, prio, a, c, cost):
    s, p = len(supply), len(need); sink = s + p
    begin = time.perf_counter()
    g = min_cost_flow.SimpleMinCostFlow()
    g.add_arcs_with_capacity_and_unit_cost(a, s + c, np.minimum(supply[a], need[c]), cost - W * prio[c])
    g.add_arcs_with_capacity_and_unit_cost(np.arange(s, sink), np.full(p, sink), need, np.zeros(p, np.int64))
    g.add_arcs_with_capacity_and_unit_cost(np.arange(s), np.full(s, sink), supply, np.zeros(s, np.int64))
    g.set_nodes_supplies(np.append(np.arange(s), sink), np.append(supply, -supply.sum()))
    built = time.perf_counter()
    assert g.solve() == g.OPTIMAL
    return g.optimal_cost() + W * int((prio * need).sum()), time.perf_counter() - built, time.perf_counter() - begin


if __name__ == "__main__":
    people, posts, classes, per = map(int, sys.argv[1:5])
    x = gen_country.make(people, posts, classes, per, float(sys.argv[5]), int(sys.argv[6]))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    runs = [solve(*x) for _ in range(int(sys.argv[7]) if len(sys.argv) > 7 else 1)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps(dict(objective=runs[0][0], solve=min(r[1] for r in runs), whole=min(r[2] for r in runs), peak_mb=peak / 1024,
                          own_mb=(peak - before) / 1024, arcs=len(x[3]))))
