"""Django's settings, all of them: read from the environment, strict by default."""

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from nabij.config.databases import database_settings
from nabij.config.environment import PROJECT, Environment
from nabij.config.own_sign_in import own_sign_in, sign_in_origins

ENV = Environment()
NABIJ_DEMO = ENV.demo
NABIJ_KEYS_FILE = ENV.keys_file
NABIJ_SITE_URL = ENV.site_url
DATA_DIR = ENV.data
PRODUCTION = ENV.mode == "production"

BASE_DIR = PROJECT
SECRET_KEY = ENV.signing_key
DEBUG = ENV.mode == "development"
ALLOWED_HOSTS = ENV.host_list
if ENV.site_url:
    CSRF_TRUSTED_ORIGINS = [ENV.site_url]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "nabij.web",  # before allauth, whose templates it replaces
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "nabij.core",
    "nabij.directory",
    "nabij.casework",
    "nabij.monitoring",
    "nabij.exchange",
    "nabij.api",
    "nabij.ops",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "nabij.web.acting.ActingMiddleware",
    "nabij.web.access.DeskGuardMiddleware",
    "nabij.web.municipality.MunicipalityMiddleware",
]

ROOT_URLCONF = "nabij.config.urls"
WSGI_APPLICATION = "nabij.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nabij.web.context.site",
            ],
        },
    },
]

DATABASES = {"default": database_settings(ENV.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people who sign in ------------------------------------------------------------------------

AUTH_USER_MODEL = "core.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if ENV.mode == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
if NABIJ_DEMO:  # a session that the example's door opened means nothing elsewhere
    AUTHENTICATION_BACKENDS.append("nabij.web.demo_door.backend.DemoDoorBackend")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Users are made by `nabij user add`, never by themselves. They sign in with their e-mail address and
# a password, a passkey, or the municipality's own sign-in; see docs/adr/0012-sign-in.md.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
ACCOUNT_ADAPTER = "nabij.web.account.adapters.AccountAdapter"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a mail when a password or second factor changes
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_VERIFICATION = "none"  # the administrator vouches for the address
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGIN_ON_PASSWORD_RESET = (
    True  # by the first link one goes straight on to the second factor
)
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Counted per account and per address, and forgotten again within minutes: whoever guesses is slowed
# down, a town hall behind one address is never shut out for long.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/m/ip,3/5m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENV.proxy_https else 0
MFA_ADAPTER = "nabij.web.account.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up with somebody else's address: nobody signs up
MFA_FORMS = {
    "activate_totp": "nabij.web.account.forms.ActivateAppForm",
    "add_webauthn": "nabij.web.account.forms.AddPasskeyForm",
    "edit_webauthn": "nabij.web.account.forms.EditPasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Nabij"
MFA_TOTP_TOLERANCE = 1  # clocks differ by up to half a minute
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # so that a passkey alone is two factors
SOCIALACCOUNT_ADAPTER = "nabij.web.account.adapters.OwnSignInAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # the municipality's own sign-in vouches for the address
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = own_sign_in(ENV)
# Second-factor codes are used once and attempts counted across processes, so the cache is shared.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if ENV.mode == "test"
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "nabij_cache"}
}

# --- language and time -------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [PROJECT / "src" / "nabij" / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- files that the browser asks for -----------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = ENV.data / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "nabij.web.frontend.VendorFinder",  # what others made, from node_modules
]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = ENV.data / "media"
NABIJ_PICTURE_MB = ENV.picture_mb

# --- security ----------------------------------------------------------------------------------

SESSION_COOKIE_NAME = "nabij_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600  # a working day
CSRF_COOKIE_NAME = "nabij_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "nabij.web.public.views.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
if ENV.proxy_https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Nothing from anyone else, nothing inline: styles and scripts are files of our own.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        **({"frame-src": [SELF]} if NABIJ_DEMO else {}),  # the mails of the example
        "manifest-src": [SELF],
        "form-action": [SELF, *sign_in_origins(ENV)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- mail, jobs and logs ------------------------------------------------------------------------

EMAIL_BACKEND = "nabij.core.post.backend.OutboxBackend"
NABIJ_MAIL_SERVER = ENV.mail_server
NABIJ_MAIL_KEEP_DAYS = ENV.mail_keep_days
#: What mails a professional who referred somebody; the API stands beside the site, and may not import from it.
NABIJ_REFERRER_MAIL = "nabij.web.public.refer.letters.send"
DEFAULT_FROM_EMAIL = ENV.mail_from or "nabij@localhost"
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if ENV.mode == "test"
        else "django_tasks_db.DatabaseBackend"
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"keys": {"()": "nabij.core.links.logs.WithoutKeys"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["keys"]}
    },
    "root": {"handlers": ["console"], "level": ENV.log_level},
    # One line for every look at the queue says nothing.
    "loggers": {"django_tasks_db": {"level": "WARNING"}, "django_tasks": {"level": "WARNING"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
