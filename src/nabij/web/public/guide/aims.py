"""From answers to what the guide looks for. The tables are Nabij's proposal, in the words of the shared vocabulary."""

import datetime as dt

from nabij.core.vocabulary import OBSTACLE_CAUSES, Audience, Cause, Form, Mechanism, Need, Obstacle
from nabij.methods.geo import Point
from nabij.methods.guide import Aim, Asked, Way
from nabij.web.public.guide.answers import SILENT, Answers, Company


def _of(code: str) -> frozenset[str]:
    return frozenset({code})


#: Besides what is made for its causes: what goes around an obstacle.
AROUND: dict[Obstacle, tuple[Way, ...]] = {
    Obstacle.TRANSPORT: (Way(comes=True, worth=0.55),),
    Obstacle.MONEY: (Way(free=True, worth=0.5),),
    Obstacle.HEALTH: (Way(comes=True, worth=0.5),),
    Obstacle.NEW_PEOPLE: (
        Way(forms=_of(Form.ONE_TO_ONE.value), worth=0.55),
        Way(along=True, worth=0.5),
    ),
    Obstacle.BUSY: (
        Way(
            causes=frozenset({Cause.CARER_OVERLOAD.value, Cause.LIVING_ENVIRONMENT.value}),
            comes=True,
            worth=0.8,
        ),
        Way(mechanisms=_of(Mechanism.MEANINGFUL_CONTACT.value), comes=True, worth=0.7),
        Way(comes=True, worth=0.45),
    ),
}

#: What answers each wish that the guide asks about.
ANSWERED_BY: dict[Need, tuple[Way, ...]] = {
    Need.MEET: (
        Way(mechanisms=_of(Mechanism.MEETING.value), worth=0.95),
        Way(causes=_of(Cause.SMALL_NETWORK.value), worth=0.8),
    ),
    Need.DO: (Way(mechanisms=_of(Mechanism.ACTIVITY.value), worth=0.95),),
    Need.MOVE: (
        Way(
            causes=frozenset({Cause.HEALTH_SENSES.value, Cause.MOBILITY.value}),
            mechanisms=_of(Mechanism.ACTIVITY.value),
        ),
    ),
    Need.LEARN: (
        Way(forms=_of(Form.COURSE.value)),
        Way(mechanisms=_of(Mechanism.SOCIAL_SKILLS.value), worth=0.65),
    ),
    Need.TALK: (
        Way(mechanisms=_of(Mechanism.MEANINGFUL_CONTACT.value), worth=0.95),
        Way(causes=_of(Cause.MENTAL_HEALTH.value), worth=0.6),
    ),
    Need.HELP_OUT: (Way(mechanisms=_of(Mechanism.MEANINGFUL_ROLE.value)),),
    Need.HOME: (
        Way(
            causes=frozenset(
                {
                    Cause.LIVING_ENVIRONMENT.value,
                    Cause.MOBILITY.value,
                    Cause.CARER_OVERLOAD.value,
                }
            ),
            mechanisms=_of(Mechanism.PRACTICAL_SUPPORT.value),
            comes=True,
        ),
        Way(forms=_of(Form.PRACTICAL_HELP.value), comes=True, worth=0.6),
    ),
}

#: For whom things are made to whom somebody with this obstacle belongs.
_WELCOME: dict[Obstacle, frozenset[str]] = {
    Obstacle.TRANSPORT: _of(Audience.DISABILITY.value),
    Obstacle.HEALTH: _of(Audience.DISABILITY.value),
    Obstacle.LANGUAGE: _of(Audience.NEWCOMERS.value),
    Obstacle.CARE: _of(Audience.CARERS.value),
}


def asked_of(answers: Answers, *, point: Point | None, on: dt.date, language: str) -> Asked:
    """What to look for. on: the day; language: of the screen, taken as spoken beside Dutch."""
    said = [obstacle for obstacle in answers.obstacles if obstacle not in SILENT]
    return Asked(
        on=on,
        aims=(*map(aim_of_obstacle, said), *map(aim_of_wish, answers.wishes)),
        point=point,
        days=frozenset(day.value for day in answers.days),
        languages=frozenset() if Obstacle.LANGUAGE in said else frozenset({"nl", language}),
        on_foot=Obstacle.TRANSPORT in said,
        together=answers.company is Company.TOGETHER or Obstacle.NEW_PEOPLE in said,
        at_home=answers.at_home,
        welcome=frozenset().union(*(_WELCOME.get(obstacle, frozenset()) for obstacle in said)),
    )


def aim_of_obstacle(obstacle: Obstacle) -> Aim:
    """What takes an obstacle up, and what goes around it."""
    causes = frozenset(cause.value for cause in OBSTACLE_CAUSES[obstacle])
    made_for_it = (Way(causes=causes),) if causes else ()
    return Aim(f"obstacle.{obstacle.value}", (*made_for_it, *AROUND.get(obstacle, ())), causes)


def aim_of_wish(need: Need) -> Aim:
    """What answers a wish."""
    return Aim(f"wish.{need.value}", ANSWERED_BY[need])
