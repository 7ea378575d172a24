"""Addresses of asking, within those of the residents' site."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from nabij.web.public.asking import cards, opinions, views
from nabij.web.public.asking.journeys import CALL_ME, COME_ALONG, IDEA

urlpatterns = [
    path(_("call-me/"), views.call_me, name=CALL_ME.name),
    path(_("call-me/thanks/"), views.done, {"journey": CALL_ME}, name=CALL_ME.done),
    path(_("come-along/"), views.come_along, name=COME_ALONG.name),
    path(_("come-along/thanks/"), views.done, {"journey": COME_ALONG}, name=COME_ALONG.done),
    path(_("would-you-come/"), opinions.proposals, name="proposals"),
    path(_("would-you-come/<uuid:uid>/"), opinions.proposal, name="proposal"),
    path(_("would-you-come/<uuid:uid>/poster/"), opinions.poster, name="proposal-poster"),
    path(_("cards/call-me/"), cards.call_me_card, name="card-call-me"),
    path(_("cards/conversation/"), cards.conversation_card, name="card-conversation"),
    path(_("idea/"), views.idea, name=IDEA.name),
    path(_("idea/thanks/"), views.done, {"journey": IDEA}, name=IDEA.done),
]
