"""A week's plan follows what was done, and a week with nothing done makes the next one lighter."""

from pasdedeux.guide.programme import KEEP_WEEKS, Offer, PastWeek, Why, plan_week

LISTEN = Offer("listen", per_week=3, minutes=20, effort=3, is_alone=False)
REQUEST = Offer("request", per_week=4, minutes=10, effort=2, is_alone=False)
BREATHE = Offer("breathe", per_week=7, minutes=4, effort=1, is_alone=True)
OFFERS = (LISTEN, REQUEST, BREATHE)


def week(
    main: str = "listen", planned: int = 2, done: int = 2, felt: float | None = None
) -> PastWeek:
    return PastWeek(main, planned, done, felt)


def test_nothing_on_offer_is_no_plan() -> None:
    assert plan_week((), ()) is None


def test_the_first_week_takes_what_the_forecast_puts_first_and_half_of_it() -> None:
    plan = plan_week(OFFERS, ())
    assert plan is not None
    assert (plan.main, plan.times, plan.why, plan.why_often) == ("listen", 2, Why.FIRST, None)
    assert plan.small == "breathe"


def test_a_week_as_planned_adds_one_up_to_what_is_meant() -> None:
    plan = plan_week(OFFERS, (week(),))
    assert plan is not None
    assert (plan.main, plan.times, plan.why, plan.why_often) == ("listen", 3, Why.GO_ON, Why.MORE)
    full = plan_week(OFFERS, (week(planned=3, done=5),))
    assert full is not None
    assert full.times == 3


def test_little_room_or_much_effort_takes_one_away_and_never_the_last() -> None:
    for past, why in ((week(done=0), Why.LESS), (week(felt=4.5), Why.LIGHTER)):
        plan = plan_week(OFFERS, (past,))
        assert plan is not None
        assert (plan.times, plan.why_often) == (1, why)
    least = plan_week(OFFERS, (week(planned=1, done=0),))
    assert least is not None
    assert least.times == 1


def test_two_weeks_without_room_bring_the_easiest() -> None:
    plan = plan_week(OFFERS, (week(done=0), week(planned=1, done=0)))
    assert plan is not None
    assert (plan.main, plan.why) == ("breathe", Why.LESS)
    assert plan.small is None


def test_after_three_weeks_another_one_comes_that_was_not_there_lately() -> None:
    plan = plan_week(OFFERS, (week(),) * KEEP_WEEKS)
    assert plan is not None
    assert (plan.main, plan.why) == ("request", Why.NEXT)
    later = plan_week(OFFERS, (*(week(),) * 3, *(week("request"),) * 3))
    assert later is not None
    assert later.main == "breathe"


def test_with_nothing_else_on_offer_it_goes_on() -> None:
    plan = plan_week((LISTEN,), (week(),) * 5)
    assert plan is not None
    assert (plan.main, plan.why, plan.small) == ("listen", Why.GO_ON, None)


def test_what_somebody_chose_is_taken_if_it_is_on_offer() -> None:
    plan = plan_week(OFFERS, (week(),), chosen="request")
    assert plan is not None
    assert (plan.main, plan.why, plan.times) == ("request", Why.CHOSEN, 2)
    gone = plan_week(OFFERS, (), chosen="no longer there")
    assert gone is not None
    assert gone.main == "listen"


def test_a_practice_that_is_no_longer_on_offer_gives_way() -> None:
    plan = plan_week((BREATHE,), (week("listen"),))
    assert plan is not None
    assert (plan.main, plan.why) == ("breathe", Why.FIRST)
