"""Work that is shared among processes comes back whole and in order, whoever did it and whoever died."""

import os
from collections.abc import Callable
from functools import partial

import pytest

from bot.scripts.problem import TOP, Problem
from bot.scripts.running import Workers

HERE = os.getpid()

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")  # the test runner has threads


def one(number: int) -> list[Problem]:
    return [Problem(file="a.yaml", mark=TOP, code="E101", words=f"Number {number}.")]


def one_that_only_we_survive(number: int) -> list[Problem]:
    if os.getpid() != HERE:
        os._exit(1)
    return one(number)


@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("job", [one, one_that_only_we_survive])
def test_every_job_is_done_once_and_in_order(processes: int, job: Callable[[int], list[Problem]]) -> None:
    jobs = [partial(job, number) for number in range(7)]

    found = list(Workers(jobs, processes).finish())

    assert [problem.words for problem in found] == [f"Number {number}." for number in range(7)]


def test_no_jobs_are_no_work() -> None:
    assert list(Workers([], 2).finish()) == []
