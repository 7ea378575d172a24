"""How something helps and whom, in the words of who publishes it. No cause is called by its name here."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nabij.core.vocabulary import Cause, Form, Mechanism

HELPS: dict[Mechanism, Promise] = {
    Mechanism.MEETING: _("People meet each other"),
    Mechanism.ACTIVITY: _("People do something they enjoy"),
    Mechanism.MEANINGFUL_CONTACT: _("People can tell what is on their mind"),
    Mechanism.PRACTICAL_SUPPORT: _("People get help with something practical"),
    Mechanism.MEANINGFUL_ROLE: _("People mean something to others"),
    Mechanism.SOCIAL_SKILLS: _("People learn to make contact more easily"),
    Mechanism.REALISTIC_EXPECTATIONS: _("People learn to look at contact with others differently"),
}

SUITS: dict[Cause, Promise] = {
    Cause.SMALL_NETWORK: _("who knows few people here"),
    Cause.LOSS: _("who has lost someone"),
    Cause.PARTNER_MISSED: _("who misses a partner"),
    Cause.HEALTH_SENSES: _("whose body, eyes or ears do not do all they want"),
    Cause.MOBILITY: _("who cannot easily leave the house"),
    Cause.POVERTY: _("who has little money"),
    Cause.LANGUAGE: _("who is learning Dutch"),
    Cause.MIGRATION_INTEGRATION: _("who is new in the country"),
    Cause.DIGITAL_SKILLS: _("who finds a computer or phone hard"),
    Cause.CARER_OVERLOAD: _("who cares for someone"),
    Cause.MEANING: _("who looks for something useful to do"),
    Cause.MENTAL_HEALTH: _("who worries or feels down"),
    Cause.SOCIAL_SKILLS: _("who finds it hard to get to know people"),
    Cause.SELF_IMAGE: _("who would like more self-confidence"),
    Cause.NEGATIVE_EXPECTATIONS: _("who was let down by others"),
    Cause.EXCLUSION: _("who often does not feel they belong"),
    Cause.LIVING_ENVIRONMENT: _("who would like to know the neighbourhood better"),
}

FORMS: dict[Form, Promise] = {
    Form.GROUP: _("With a group"),
    Form.ONE_TO_ONE: _("Two people together"),
    Form.COURSE: _("A course or lessons"),
    Form.PRACTICAL_HELP: _("Help with something"),
    Form.LOAN: _("Something to borrow"),
    Form.THERAPY: _("Treatment by a professional"),
}
