"""The critical path: the forward and the backward pass agree, whatever waits for what."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xmtz.domain.network import CircleError, Network, Span, Task, in_order


@st.composite
def networks(draw):
    """Tasks in any order, each after some of those with a smaller number."""
    size = draw(st.integers(1, 12))
    tasks = []
    for n in range(size):
        before = draw(st.sets(st.integers(0, n - 1), max_size=3)) if n else set()
        after = tuple(f"t{one}" for one in sorted(before))
        tasks.append(Task(f"t{n}", draw(st.integers(0, 40)), after))
    return draw(st.permutations(tasks))


finishes = st.one_of(st.none(), st.integers(-300, 300))


def longest_path(tasks):
    """The longest chain of tasks, by trying every chain."""
    by_key = {task.key: task for task in tasks}

    def longest(key):
        return by_key[key].days + max((longest(one) for one in by_key[key].after), default=0)

    return max(longest(key) for key in by_key)


def path_from_behind(network):
    """A critical path that only the latest days and the successors are asked for."""
    first = min(network.latest[task.key].begin for task in network.tasks)
    followers = {task.key: [one for one in network.tasks if task.key in one.after] for task in network.tasks}
    (key, *_) = (t.key for t in network.tasks if network.latest[t.key].begin == first and not t.after)
    found = [key]
    while True:
        end = network.latest[found[-1]].end
        onward = [one.key for one in followers[found[-1]] if network.latest[one.key].begin == end]
        if not onward:
            return found
        found.append(onward[0])


@given(networks(), finishes)
def test_the_forward_and_the_backward_schedule_agree_on_the_critical_path(tasks, finish):
    network = Network(tasks, finish)
    days = {task.key: task.days for task in tasks}
    wanted = network.end if finish is None else finish
    ahead, behind = network.path(), path_from_behind(network)
    for path in (ahead, behind):
        assert sum(days[key] for key in path) == network.end
        assert {network.spare(key) for key in path} == {network.least}
        for key in path:
            begin, end = network.earliest[key]
            assert network.latest[key] == Span(begin + network.least, end + network.least)
        for key, follower in pairwise(path):
            assert network.earliest[key].end == network.earliest[follower].begin
            assert network.latest[key].end == network.latest[follower].begin
    assert network.least == wanted - network.end
    assert network.end == longest_path(tasks)


@given(networks(), finishes)
def test_nothing_begins_before_what_it_waits_for_has_ended(tasks, finish):
    network = Network(tasks, finish)
    for task in tasks:
        for days in (network.earliest, network.latest):
            assert days[task.key].end - days[task.key].begin == task.days
            assert all(days[key].end <= days[task.key].begin for key in task.after)
        assert network.earliest[task.key].begin >= 0
        assert network.latest[task.key].end <= (network.end if finish is None else finish)


@given(networks(), finishes, st.integers(1, 9), st.data())
def test_float_is_what_a_task_can_lose(tasks, finish, more, data):
    """A task may take its float longer; a day more moves the end."""
    network = Network(tasks, finish)
    task = data.draw(st.sampled_from(list(tasks)))
    room = network.spare(task.key) - network.least

    def end(days):
        others = [one._replace(days=one.days + days) if one.key == task.key else one for one in tasks]
        return Network(others).end

    assert end(room) == network.end
    assert end(room + more) == network.end + more


@given(networks(), finishes)
def test_the_order_in_which_tasks_are_given_changes_no_day(tasks, finish):
    one, other = Network(tasks, finish), Network(sorted(tasks), finish)
    assert one.earliest == other.earliest
    assert one.latest == other.latest


@given(networks(), st.data())
def test_a_circle_is_refused_and_named(tasks, data):
    named = {task.key: task for task in tasks}
    chain = [data.draw(st.sampled_from(sorted(named)))]
    while named[chain[-1]].after:
        chain.append(data.draw(st.sampled_from(named[chain[-1]].after)))
    last = named[chain[-1]]
    named[last.key] = last._replace(after=(chain[0],))
    with pytest.raises(CircleError) as caught:
        Network(named.values())
    keys = caught.value.keys
    assert keys[0] == keys[-1]
    assert all(one in named[two].after for one, two in pairwise(keys))
    assert str(caught.value) == " → ".join(keys)


def test_no_tasks_take_no_time():
    network = Network([])
    assert (network.end, network.least, network.path()) == (0, 0, [])


def test_a_task_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        in_order([Task("a", 1, ("b",))])


def test_by_hand():
    """a 3 → b 5 → d 2 is 10 days, a 3 → c 1 → d 2 is 6: c may wait for 4 days. By day 8 all is 2 days late."""
    tasks = [Task("a", 3), Task("b", 5, ("a",)), Task("c", 1, ("a",)), Task("d", 2, ("b", "c"))]
    network = Network(tasks, 8)
    assert network.path() == ["a", "b", "d"]
    assert (network.end, network.least) == (10, -2)
    assert {key: tuple(span) for key, span in network.earliest.items()} == {
        "a": (0, 3), "b": (3, 8), "c": (3, 4), "d": (8, 10),
    }  # fmt: skip
    assert {key: tuple(span) for key, span in network.latest.items()} == {
        "a": (-2, 1), "b": (1, 6), "c": (5, 6), "d": (6, 8),
    }  # fmt: skip
