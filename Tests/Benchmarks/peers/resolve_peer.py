"""The peer of a repair: OR-Tools SimpleMinCostFlow solves the changed one-shift instance from scratch.

`solve` takes the people and pairs as they are now. With `keep` (the post that each person was told, -1 for none) and `scale` the costs are
scaled so that a person who is elsewhere than told costs `stay` scaled units: 1 breaks ties only, so that the fewest people are moved.
"""
import time
import numpy as np
from ortools.graph.python import min_cost_flow
from peers import W


def solve(s, p, need, prio, arcs, gone=None, keep=None, scale=1, stay=1):
    """Post of each person (-1: none), the objective with unmet heads, seconds of the solve, seconds with the model built."""
    start = time.perf_counter()
    g = min_cost_flow.SimpleMinCostFlow()
    sink = s + p
    cost = (arcs[:, 2] - W * prio[arcs[:, 1]]) * scale
    idle = np.zeros(s, np.int64)
    here = np.ones(s, int)
    if gone is not None: here[gone] = 0
    if keep is not None:
        cost = cost + stay * (keep[arcs[:, 0]] != arcs[:, 1])
        idle = stay * (keep != -1).astype(np.int64)
    g.add_arcs_with_capacity_and_unit_cost(arcs[:, 0], s + arcs[:, 1], here[arcs[:, 0]], cost)
    g.add_arcs_with_capacity_and_unit_cost(np.arange(s, s + p), np.full(p, sink), need, np.zeros(p, int))
    g.add_arcs_with_capacity_and_unit_cost(np.arange(s), np.full(s, sink), np.ones(s, int), idle)
    g.set_nodes_supplies(np.concatenate([np.arange(s), [sink]]), np.concatenate([np.ones(s, int), [-s]]))
    built = time.perf_counter()
    status = g.solve()
    end = time.perf_counter()
    assert status == g.OPTIMAL, status
    post = np.full(s, -1)
    flow = g.flows(np.arange(len(arcs))) > 0
    post[arcs[flow, 0]] = arcs[flow, 1]
    objective = int((arcs[flow, 2] - W * prio[arcs[flow, 1]]).sum()) + W * int((need * prio).sum())
    return post, objective, end - built, end - start
