"""Whatever arrives, repeats and ends in whatever order: nothing is lost, nothing starts twice."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.intake.order import Order

FAR, WEEK = 10_000_000, 10_000


class TelegramAndBot(RuleBasedStateMachine):
    """Telegram's queue on one side, our bookkeeping on the other."""

    def __init__(self):
        super().__init__()
        self.order = Order()
        self.queue = []
        self.newest = 1000
        self.weeks = 0
        self.started = []
        self.running = set()
        self.ended = set()

    @rule(count=st.integers(1, 5), jump=st.integers(1, 3))
    def people_write(self, count, jump):
        for _ in range(count):
            self.newest += jump
            self.queue.append(self.newest)

    @precondition(lambda self: not self.queue and not self.running)
    @rule(start=st.integers(1, 5000))
    def a_quiet_week_passes(self, start):
        """Telegram counts on from a random number: first a higher one, then lower ones.

        No id is ever given twice, since a week here is shorter than the step between them.
        """
        offset = self.order.offset
        if offset is not None:
            self.order.confirmed(offset)
        self.weeks += 1
        self.newest = FAR - WEEK * self.weeks + start

    @rule(shown=st.integers(1, 10))
    def we_ask(self, shown):
        offset = self.order.offset
        if offset is not None:
            dropped = {number for number in self.queue if number < offset}
            assert not dropped & self.running, "an unfinished update was confirmed"
            assert dropped <= self.ended, "an update was confirmed that nobody had seen"
            self.queue = [number for number in self.queue if number >= offset]
            self.order.confirmed(offset)
        for number in self.queue[:shown]:
            if self.order.arrive(number):
                assert number not in self.started, "an update was started twice"
                self.started.append(number)
                self.running.add(number)

    @precondition(lambda self: self.running)
    @rule(choice=st.randoms(use_true_random=False))
    def one_is_done(self, choice):
        number = choice.choice(sorted(self.running))
        self.running.discard(number)
        self.ended.add(number)
        self.order.finish(number)

    @invariant()
    def the_offset_never_passes_an_unfinished_one(self):
        offset = self.order.offset
        assert offset is None or not any(number < offset for number in self.running)

    @invariant()
    def it_knows_whether_anything_is_unfinished(self):
        assert self.order.is_drained == (not self.running)
        assert self.order.oldest_unfinished == min(self.running, default=None)

    def teardown(self):
        """When all is done and confirmed nothing is remembered, and nothing was skipped."""
        for _ in range(2 + len(self.queue)):
            for number in list(self.running):
                self.running.discard(number)
                self.ended.add(number)
                self.order.finish(number)
            self.we_ask(shown=100)
        assert not self.queue
        assert len(self.order) == 0
        assert self.ended == set(self.started)


TelegramAndBot.TestCase.settings = settings(deadline=None, max_examples=100, stateful_step_count=30)
test_any_interleaving = TelegramAndBot.TestCase


def test_the_offset_stops_at_the_oldest_unfinished_one():
    order = Order()
    for number in (5, 6, 7):
        order.arrive(number)
    order.finish(6)
    assert order.offset == 5
    order.finish(5)
    assert order.offset == 7
    order.finish(7)
    assert order.offset == 8


def test_a_repetition_is_recognised_running_or_done():
    order = Order()
    assert order.arrive(5)
    assert not order.arrive(5)
    order.finish(5)
    assert not order.arrive(5)


def test_finishing_twice_counts_once():
    order = Order()
    order.arrive(5)
    order.arrive(6)
    order.finish(5)
    order.finish(5)
    assert not order.is_drained


def test_with_nothing_to_confirm_telegram_is_asked_without_an_offset():
    order = Order()
    assert order.offset is None
    order.arrive(5)
    order.finish(5)
    order.confirmed(6)
    assert order.offset is None
