"""All that was migrated before 0.1.0 in one step: making the tables of an empty place takes half as long.

A place that has some of the old steps goes on with those (`replaces`). When those go, what they do by themselves
moves here.
"""

from importlib import import_module
import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import nabij.core.encryption.fields
import nabij.directory.models.search
import uuid
from django.conf import settings
from django.db import migrations, models

_search = import_module("nabij.directory.migrations.0002_search")


class Migration(migrations.Migration):
    replaces = [
        ("directory", "0001_initial"),
        ("directory", "0002_search"),
        ("directory", "0003_organisation_contact"),
        ("directory", "0004_standing_and_reviews"),
        ("directory", "0005_pictures"),
        ("directory", "0006_freshness"),
        ("directory", "0007_proposals"),
        ("directory", "0008_duplicates"),
        ("directory", "0009_how_we_ask"),
        ("directory", "0010_facts_for_matching"),
    ]

    initial = True

    dependencies = [("core", "0010_mail_by_address")]

    operations = [
        migrations.CreateModel(
            name="SpellingWords",
            fields=[
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="core.municipality",
                    ),
                ),
                ("fingerprint", models.CharField(max_length=40)),
                ("words", models.BinaryField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id")),
                ("source", models.CharField(blank=True, max_length=80, verbose_name="source")),
                ("source_id", models.CharField(blank=True, max_length=200, verbose_name="id at the source")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("translations", models.JSONField(blank=True, default=dict, verbose_name="translations")),
                ("extra", models.JSONField(blank=True, default=dict, verbose_name="other fields of the source")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="added on"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed on")),
                (
                    "merged_into_uid",
                    models.UUIDField(blank=True, editable=False, null=True, verbose_name="merged into"),
                ),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="kind of place")),
                ("street", models.CharField(blank=True, max_length=140, verbose_name="street and number")),
                ("postcode", models.CharField(blank=True, max_length=10, verbose_name="postcode")),
                ("town", models.CharField(blank=True, max_length=80, verbose_name="town")),
                ("lat", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("lon", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                ("accessible", models.JSONField(blank=True, default=list, verbose_name="accessibility")),
                ("entrance", models.CharField(blank=True, max_length=300, verbose_name="how to get in")),
                ("transport", models.CharField(blank=True, max_length=200, verbose_name="bus or train")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.area",
                        verbose_name="neighbourhood",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "place",
                "verbose_name_plural": "places",
                "ordering": ["municipality", "name", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "lat", "lon"], name="place_position"),
                    models.Index(fields=["municipality", "area"], name="place_area"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("source_id", ""), _negated=True),
                        fields=("municipality", "source", "source_id"),
                        name="place_from_source_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id")),
                ("source", models.CharField(blank=True, max_length=80, verbose_name="source")),
                ("source_id", models.CharField(blank=True, max_length=200, verbose_name="id at the source")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("translations", models.JSONField(blank=True, default=dict, verbose_name="translations")),
                ("extra", models.JSONField(blank=True, default=dict, verbose_name="other fields of the source")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="added on"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed on")),
                (
                    "merged_into_uid",
                    models.UUIDField(blank=True, editable=False, null=True, verbose_name="merged into"),
                ),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="kind of organisation")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("founded", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="founded in")),
                ("themes", models.JSONField(blank=True, default=list, verbose_name="themes")),
                ("active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("waiting", "Presented itself, waits for a look"),
                            ("new", "Let in; what it publishes is looked at first"),
                            ("trusted", "Publishes by itself"),
                            ("refused", "Not let in"),
                        ],
                        default="trusted",
                        max_length=8,
                        verbose_name="standing",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="organisations",
                        to="directory.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["municipality", "name", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "name"], name="organisation_name")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("source_id", ""), _negated=True),
                        fields=("municipality", "source", "source_id"),
                        name="organisation_from_source_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id")),
                ("source", models.CharField(blank=True, max_length=80, verbose_name="source")),
                ("source_id", models.CharField(blank=True, max_length=200, verbose_name="id at the source")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("translations", models.JSONField(blank=True, default=dict, verbose_name="translations")),
                ("extra", models.JSONField(blank=True, default=dict, verbose_name="other fields of the source")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="added on"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed on")),
                (
                    "merged_into_uid",
                    models.UUIDField(blank=True, editable=False, null=True, verbose_name="merged into"),
                ),
                ("summary", models.CharField(blank=True, max_length=240, verbose_name="in one sentence")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Going on"), ("paused", "Paused"), ("closed", "Stopped")],
                        default="open",
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("public", "Everyone sees it"),
                            ("awaiting", "Waits for a look by the municipality"),
                            ("hidden", "Only staff see it"),
                        ],
                        default="public",
                        max_length=8,
                        verbose_name="visible",
                    ),
                ),
                (
                    "mechanisms",
                    models.JSONField(blank=True, default=list, verbose_name="how it helps, the main way first"),
                ),
                ("causes", models.JSONField(blank=True, default=list, verbose_name="causes that it serves")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("group", "With a group"),
                            ("one_to_one", "One to one"),
                            ("course", "Course"),
                            ("therapy", "Therapy"),
                            ("practical_help", "Practical help"),
                            ("loan", "On loan"),
                        ],
                        default="group",
                        max_length=14,
                        verbose_name="form",
                    ),
                ),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("on_site", "At the place itself"),
                            ("at_home", "At your home"),
                            ("phone", "By phone"),
                            ("online", "Online"),
                            ("fetched", "You are fetched"),
                        ],
                        default="on_site",
                        max_length=7,
                        verbose_name="where",
                    ),
                ),
                ("audiences", models.JSONField(blank=True, default=list, verbose_name="made for")),
                ("languages", models.JSONField(blank=True, default=list, verbose_name="languages")),
                ("age_min", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="from age")),
                ("age_max", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="to age")),
                (
                    "only_for",
                    models.CharField(
                        blank=True,
                        choices=[("women", "For women"), ("men", "For men")],
                        max_length=5,
                        verbose_name="only for",
                    ),
                ),
                (
                    "cost_per_visit",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="euros a visit"
                    ),
                ),
                (
                    "cost_per_month",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="euros a month"
                    ),
                ),
                ("cost_note", models.CharField(blank=True, max_length=200, verbose_name="about the cost")),
                ("group_size", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="group size")),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("room", "There is room"),
                            ("waiting_list", "There is a waiting list"),
                            ("full", "Full at the moment"),
                            ("ask", "Ask first"),
                        ],
                        default="ask",
                        max_length=12,
                        verbose_name="room",
                    ),
                ),
                ("accessible", models.JSONField(blank=True, default=list, verbose_name="accessibility")),
                (
                    "walk_along",
                    models.BooleanField(default=False, verbose_name="someone can walk along the first time"),
                ),
                ("welcomed_by", models.CharField(blank=True, max_length=120, verbose_name="who welcomes you")),
                ("contact_phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("contact_email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                ("call_first", models.BooleanField(default=False, verbose_name="call before you come")),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("verified_on", models.DateField(blank=True, null=True, verbose_name="last checked on")),
                (
                    "source_seen_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="last seen at its source"),
                ),
                (
                    "asked_on",
                    models.DateField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="its organisation was last asked about it on",
                    ),
                ),
                (
                    "freshness",
                    models.CharField(
                        choices=[
                            ("fresh", "Checked lately"),
                            ("due", "It is time to ask"),
                            ("unconfirmed", "Asked, no answer yet"),
                            ("labelled", "Not checked lately: people read so"),
                            ("gone", "Off the public list until somebody checks it"),
                        ],
                        default="fresh",
                        editable=False,
                        max_length=11,
                        verbose_name="how fresh",
                    ),
                ),
                (
                    "verified_how",
                    models.CharField(
                        blank=True, default="", editable=False, max_length=6, verbose_name="last checked how"
                    ),
                ),
                (
                    "sequence",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="revision of the dates"),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="directory.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="offers",
                        to="directory.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "offer",
                "verbose_name_plural": "offers",
                "ordering": ["municipality", "name", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "organisation"], name="offer_organisation"),
                    models.Index(fields=["municipality", "place"], name="offer_place"),
                    models.Index(fields=["municipality", "freshness"], name="offer_freshness"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("source_id", ""), _negated=True),
                        fields=("municipality", "source", "source_id"),
                        name="offer_from_source_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id")),
                ("source", models.CharField(blank=True, max_length=80, verbose_name="source")),
                ("source_id", models.CharField(blank=True, max_length=200, verbose_name="id at the source")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("translations", models.JSONField(blank=True, default=dict, verbose_name="translations")),
                ("extra", models.JSONField(blank=True, default=dict, verbose_name="other fields of the source")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="added on"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed on")),
                (
                    "merged_into_uid",
                    models.UUIDField(blank=True, editable=False, null=True, verbose_name="merged into"),
                ),
                ("about", models.TextField(verbose_name="what it would be")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="where")),
                ("moment", models.CharField(blank=True, max_length=200, verbose_name="when")),
                ("asked_by", models.CharField(max_length=120, verbose_name="who asks")),
                ("open_until", models.DateField(verbose_name="open until")),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposal",
                "verbose_name_plural": "proposals",
                "ordering": ["-open_until", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "open_until"], name="proposal_open_until")],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "Yes, I would come"), ("maybe", "Maybe"), ("no", "No, not for me")],
                        max_length=5,
                        verbose_name="answer",
                    ),
                ),
                ("count", models.PositiveIntegerField(default=1, verbose_name="people")),
                ("easier", models.CharField(blank=True, max_length=500, verbose_name="what would make it easier")),
                (
                    "way",
                    models.CharField(
                        choices=[("web", "Through the site"), ("paper", "Counted on paper")],
                        default="web",
                        max_length=5,
                        verbose_name="came in",
                    ),
                ),
                ("doubtful", models.BooleanField(default=False, verbose_name="perhaps not a person, not counted")),
                (
                    "form_key",
                    models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="form that it came from"),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opinions",
                        to="directory.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "opinion",
                "verbose_name_plural": "opinions",
                "ordering": ["-at", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "proposal", "answer"], name="opinion_proposal")],
                "constraints": [models.UniqueConstraint(fields=("municipality", "form_key"), name="opinion_form_once")],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("approved", "Let through"), ("asked", "A question"), ("refused", "Not let through")],
                        max_length=8,
                        verbose_name="verdict",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="what the organisation reads")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="directory.offer",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="directory.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "review",
                "verbose_name_plural": "reviews",
                "ordering": ["-at", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "offer", "at"], name="review_offer"),
                    models.Index(fields=["municipality", "organisation", "at"], name="review_organisation"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "frequency",
                    models.CharField(
                        choices=[("once", "On these dates"), ("weekly", "Every week"), ("monthly", "Every month")],
                        max_length=7,
                        verbose_name="how often",
                    ),
                ),
                ("interval", models.PositiveSmallIntegerField(default=1, verbose_name="every so many weeks or months")),
                ("weekdays", models.JSONField(blank=True, default=list, verbose_name="days of the week")),
                (
                    "weeks_of_month",
                    models.JSONField(
                        blank=True, default=list, help_text="1 to 5; -1 is the last", verbose_name="weeks of the month"
                    ),
                ),
                ("month_days", models.JSONField(blank=True, default=list, verbose_name="days of the month")),
                (
                    "dates",
                    models.JSONField(
                        blank=True, default=list, help_text="ISO dates, besides the rule", verbose_name="single dates"
                    ),
                ),
                (
                    "exceptions",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="ISO dates on which the rule is silent",
                        verbose_name="not on",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="up to and including")),
                ("starts_at", models.TimeField(verbose_name="starts at")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="ends at")),
                ("skip_holidays", models.BooleanField(default=True, verbose_name="not on public holidays")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="about the dates")),
                ("extra", models.JSONField(blank=True, default=dict)),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="schedules", to="directory.offer"
                    ),
                ),
            ],
            options={
                "verbose_name": "schedule",
                "verbose_name_plural": "schedules",
                "ordering": ["offer", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "offer"], name="schedule_offer")],
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(verbose_name="local date")),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                ("ends_at", models.DateTimeField(null=True, verbose_name="ends")),
                ("weekday", models.PositiveSmallIntegerField(verbose_name="day of the week, Monday is 0")),
                ("part", models.PositiveSmallIntegerField(verbose_name="0 morning, 1 afternoon, 2 evening")),
                ("rule_date", models.DateField(verbose_name="date of the rule, before moving")),
                ("cancelled", models.BooleanField(default=False, verbose_name="cancelled")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("moved_from", models.DateTimeField(null=True, verbose_name="was planned at")),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occurrences",
                        to="directory.offer",
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="occurrences", to="directory.schedule"
                    ),
                ),
            ],
            options={
                "verbose_name": "occurrence",
                "verbose_name_plural": "occurrences",
                "ordering": ["starts_at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "date"], name="occurrence_date"),
                    models.Index(fields=["offer", "date"], name="occurrence_offer"),
                ],
                "constraints": [models.UniqueConstraint(fields=("schedule", "rule_date"), name="occurrence_once")],
            },
        ),
        migrations.CreateModel(
            name="Deviation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(verbose_name="date of the rule")),
                (
                    "kind",
                    models.CharField(
                        choices=[("cancelled", "Cancelled"), ("moved", "Moved")],
                        max_length=9,
                        verbose_name="what changes",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("new_date", models.DateField(blank=True, null=True, verbose_name="new date")),
                ("new_starts_at", models.TimeField(blank=True, null=True, verbose_name="new start")),
                ("new_ends_at", models.TimeField(blank=True, null=True, verbose_name="new end")),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deviations", to="directory.schedule"
                    ),
                ),
            ],
            options={
                "verbose_name": "deviation",
                "verbose_name_plural": "deviations",
                "ordering": ["schedule", "date"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("schedule", "date"), name="one_deviation_a_date")],
            },
        ),
        migrations.CreateModel(
            name="TimesNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                ("text", nabij.core.encryption.fields.EncryptedTextField(verbose_name="what changes")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done on")),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="times_notes", to="directory.offer"
                    ),
                ),
            ],
            options={
                "verbose_name": "note about times",
                "verbose_name_plural": "notes about times",
                "ordering": ["at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "done_at", "at"], name="times_note_open")],
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("link", "By the link in a mail"),
                            ("phone", "By phone"),
                            ("staff", "By staff"),
                            ("import", "Sent by another system"),
                            ("own", "By the organisation itself"),
                        ],
                        max_length=6,
                        verbose_name="how",
                    ),
                ),
                ("changed", models.BooleanField(default=False, verbose_name="something was changed")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="verifications", to="directory.offer"
                    ),
                ),
            ],
            options={
                "verbose_name": "verification",
                "verbose_name_plural": "verifications",
                "ordering": ["-at", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "offer", "at"], name="verification_offer")],
            },
        ),
        migrations.CreateModel(
            name="CheckRhythm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("group", "With a group"),
                            ("one_to_one", "One to one"),
                            ("course", "Course"),
                            ("therapy", "Therapy"),
                            ("practical_help", "Practical help"),
                            ("loan", "On loan"),
                        ],
                        max_length=14,
                        verbose_name="form",
                    ),
                ),
                ("months", models.PositiveSmallIntegerField(help_text="0: never", verbose_name="months")),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "rhythm of checks",
                "verbose_name_plural": "rhythms of checks",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("municipality", "form"), name="check_rhythm_once")],
            },
        ),
        migrations.CreateModel(
            name="CheckSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "every_weeks",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Never: somebody at the desk starts it"),
                            (1, "Every week"),
                            (2, "Every two weeks"),
                            (4, "Every four weeks"),
                        ],
                        default=1,
                        verbose_name="a round by itself",
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Monday"), (2, "Tuesday"), (3, "Wednesday"), (4, "Thursday"), (5, "Friday")],
                        default=2,
                        verbose_name="on",
                    ),
                ),
                ("last_round_on", models.DateField(editable=False, null=True)),
                ("sinks", models.PositiveSmallIntegerField(default=30)),
                ("labelled", models.PositiveSmallIntegerField(default=60)),
                ("gone", models.PositiveSmallIntegerField(default=120)),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "how we ask",
                "verbose_name_plural": "how we ask",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("municipality",), name="check_settings_once"),
                    models.CheckConstraint(
                        condition=models.Q(("sinks__lt", models.F("labelled")), ("labelled__lt", models.F("gone"))),
                        name="check_patience_ascends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DuplicatePair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("organisation", "Organisation"), ("place", "Place"), ("offer", "Offer")],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("first_uid", models.UUIDField(verbose_name="the one")),
                ("second_uid", models.UUIDField(verbose_name="the other")),
                ("score", models.FloatField(verbose_name="how alike")),
                ("terms", models.JSONField(default=list, verbose_name="why")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "To be looked at"), ("different", "Not the same"), ("merged", "Merged")],
                        default="open",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="found")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "possible duplicate",
                "verbose_name_plural": "possible duplicates",
                "ordering": ["-score", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "state", "-score"], name="duplicate_pair_queue")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "kind", "first_uid", "second_uid"), name="duplicate_pair_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("organisation", "Organisation"), ("place", "Place"), ("offer", "Offer")],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("kept_uid", models.UUIDField(verbose_name="kept")),
                ("gone_uid", models.UUIDField(verbose_name="merged into it")),
                ("kept_name", models.CharField(max_length=200, verbose_name="name")),
                ("gone_name", models.CharField(max_length=200, verbose_name="name of the other")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="merged")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="taken apart again")),
                ("taken", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("moved", models.JSONField(default=list)),
                ("gone", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "merge",
                "verbose_name_plural": "merges",
                "ordering": ["-at", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "-at"], name="merge_latest")],
            },
        ),
        migrations.CreateModel(
            name="OfferEntry",
            fields=[
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="entry",
                        serialize=False,
                        to="directory.offer",
                    ),
                ),
                ("public", models.BooleanField()),
                ("by_appointment", models.BooleanField()),
                ("comes_to_you", models.BooleanField()),
                ("paused", models.BooleanField()),
                ("unconfirmed", models.BooleanField(default=False)),
                ("room", models.PositiveSmallIntegerField()),
                ("age_min", models.PositiveSmallIntegerField()),
                ("age_max", models.PositiveSmallIntegerField()),
                ("in_name", models.PositiveSmallIntegerField()),
                ("in_summary", models.PositiveSmallIntegerField()),
                ("lat", models.IntegerField(null=True)),
                ("lon", models.IntegerField(null=True)),
                ("confirmed", models.IntegerField()),
                ("first_day", models.IntegerField()),
                ("times", models.IntegerField()),
                ("days", models.BinaryField()),
                ("numbers", nabij.directory.models.search.NumbersField()),
                ("facts", models.BinaryField(default=bytes)),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "lat", "lon"], name="entry_position")],
            },
        ),
        migrations.CreateModel(
            name="CheckRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "asked_by",
                    models.CharField(
                        choices=[("mail", "By mail"), ("phone", "By phone")], max_length=5, verbose_name="how"
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked on")),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="reminded on")),
                ("called_at", models.DateTimeField(blank=True, null=True, verbose_name="called on, in vain")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered on")),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_requests",
                        to="directory.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for a check",
                "verbose_name_plural": "requests for a check",
                "ordering": ["-asked_at", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "organisation", "asked_at"], name="check_request")],
            },
        ),
        migrations.CreateModel(
            name="OrganisationContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                ("name", nabij.core.encryption.fields.EncryptedTextField(max_length=120, verbose_name="name")),
                (
                    "phone",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, default="", max_length=40, verbose_name="phone"
                    ),
                ),
                (
                    "email",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, default="", max_length=254, verbose_name="email"
                    ),
                ),
                ("phone_index", nabij.core.encryption.fields.BlindIndexField(normal="phone", source="phone")),
                ("email_index", nabij.core.encryption.fields.BlindIndexField(normal="lower", source="email")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="added on"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed on")),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="directory.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact",
                "verbose_name_plural": "contacts",
                "ordering": ["organisation", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "organisation"], name="contact_organisation"),
                    models.Index(fields=["municipality", "email_index"], name="contact_email"),
                    models.Index(fields=["municipality", "phone_index"], name="contact_phone"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id")),
                ("alt", models.CharField(max_length=200, verbose_name="what is on it, in words")),
                ("widths", models.JSONField(default=list, verbose_name="widths")),
                ("width", models.PositiveSmallIntegerField(verbose_name="width")),
                ("height", models.PositiveSmallIntegerField(verbose_name="height")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="added on"),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "offer",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photo",
                        to="directory.offer",
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photo",
                        to="directory.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("offer__isnull", False), ("organisation__isnull", True)),
                            models.Q(("offer__isnull", True), ("organisation__isnull", False)),
                            _connector="OR",
                        ),
                        name="picture_of_one_thing",
                    )
                ],
            },
        ),
        migrations.RunPython(_search.make_index, _search.drop_index),
    ]
