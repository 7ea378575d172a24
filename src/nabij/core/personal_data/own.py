"""The lines of what the core keeps itself, and of what the packages keep that Nabij stands on."""

from django.utils.translation import gettext_lazy as _

from nabij.core.personal_data.lines import WHO_DID_IT, Ground, Personal, Text, Whom

_WHILE_A_MEMBER = _("as long as the person has an account; then it is closed")
_WITH_THE_TRAIL = _("as long as the trail is kept")
_ADMINISTRATORS = _("the administrator, and the person")
_NOBODY = _("nobody; the computer compares it")
_COLLEAGUES = _("members of the municipality who may see the same")


def _member(
    purpose: Text, retention: Text = _WHILE_A_MEMBER, readers: Text = _ADMINISTRATORS
) -> Personal:
    return Personal(purpose, Ground.PUBLIC_TASK, retention, readers, Whom.MEMBER)


_TO_SIGN_IN = _("to let the person sign in, and nobody else")

OWN: dict[str, dict[str, Personal]] = {
    "core.User": {
        "email": _member(_("to sign in with, and to write to")),
        "first_name": _member(_("to show who did it"), readers=_COLLEAGUES),
        "last_name": _member(_("to show who did it"), readers=_COLLEAGUES),
        "job_title": _member(_("to show who did it"), readers=_COLLEAGUES),
        "password": _member(_TO_SIGN_IN, readers=_NOBODY),
        "last_login": _member(_("to see which accounts are no longer used")),
    },
    "core.Membership": {
        "user": _member(_("to know who may do what"), _("as long as the person has an account")),
    },
    "core.AuditEvent": {
        "actor_uid": Personal(
            _("to answer who did or read what"),
            Ground.LEGAL_DUTY,
            _WITH_THE_TRAIL,
            _("the privacy officer; the person about whom it is, on request"),
            Whom.MEMBER,
        ),
    },
    "sessions.Session": {
        "session_data": _member(_("to stay signed in"), _("a working day of eight hours"), _NOBODY),
    },
    "account.EmailAddress": {
        "user": _member(_TO_SIGN_IN),
        "email": _member(_TO_SIGN_IN),
    },
    "account.EmailConfirmation": {"email_address": _member(_TO_SIGN_IN)},
    "mfa.Authenticator": {
        "user": _member(_TO_SIGN_IN),
        "data": _member(_("the second step of signing in"), readers=_NOBODY),
    },
    "socialaccount.SocialAccount": {
        "user": _member(_TO_SIGN_IN),
        "uid": _member(_("to sign in with the municipality's own sign-in"), readers=_NOBODY),
        "last_login": _member(_("to see which accounts are no longer used")),
        "extra_data": _member(_("to sign in with the municipality's own sign-in"), readers=_NOBODY),
    },
    "django_tasks_database.DBTaskResult": {
        "args_kwargs": _member(
            _("which work is to be done: numbers, never names"),
            _("until the work is done"),
            _NOBODY,
        ),
    },
    "exchange.ImportRun": {"by": WHO_DID_IT},
}
