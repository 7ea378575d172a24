"""All that was migrated before 0.1.0 in one step: making the tables of an empty place takes half as long.

A place that has some of the old steps goes on with those (`replaces`). When those go, what they do by themselves
moves here.
"""

from importlib import import_module
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import nabij.core.encryption.fields
import uuid
from django.conf import settings
from django.db import migrations, models

_guards = import_module("nabij.core.migrations.0003_audit_guards")
_cache = import_module("nabij.core.migrations.0004_shared_cache")


class Migration(migrations.Migration):
    replaces = [
        ("core", "0001_initial"),
        ("core", "0002_audit_and_keys"),
        ("core", "0003_audit_guards"),
        ("core", "0004_shared_cache"),
        ("core", "0005_map_feature"),
        ("core", "0006_words"),
        ("core", "0007_help_lines"),
        ("core", "0008_usual_help_lines"),
        ("core", "0009_mail_links_jobs"),
        ("core", "0010_mail_by_address"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="email")),
                ("first_name", models.CharField(blank=True, max_length=60, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=80, verbose_name="last name")),
                ("job_title", models.CharField(blank=True, max_length=100, verbose_name="job title")),
                ("language", models.CharField(default="nl", max_length=2, verbose_name="language")),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("demo_text", models.CharField(blank=True, editable=False, max_length=200)),
                ("demo_text_en", models.CharField(blank=True, editable=False, max_length=200)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
            },
        ),
        migrations.CreateModel(
            name="AuditChain",
            fields=[
                ("chain", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("sequence", models.PositiveBigIntegerField(default=0)),
                ("hash", models.CharField(blank=True, max_length=64)),
                ("master_id", models.CharField(blank=True, max_length=24)),
                ("seal", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "verbose_name": "audit chain",
                "verbose_name_plural": "audit chains",
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
            ],
            options={
                "verbose_name": "region",
                "verbose_name_plural": "regions",
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(help_text="such as GM0622", max_length=6, unique=True, verbose_name="CBS code"),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="address")),
                ("public_name", models.CharField(blank=True, max_length=80, verbose_name="public name")),
                ("tagline", models.CharField(blank=True, max_length=160, verbose_name="tagline")),
                ("tagline_en", models.CharField(blank=True, max_length=160, verbose_name="tagline in English")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="visiting address")),
                ("opening_hours", models.CharField(blank=True, max_length=200, verbose_name="opening hours")),
                (
                    "opening_hours_en",
                    models.CharField(blank=True, max_length=200, verbose_name="opening hours in English"),
                ),
                ("short_url", models.CharField(blank=True, max_length=80, verbose_name="short web address")),
                ("lat", models.FloatField(blank=True, null=True, verbose_name="latitude of the centre")),
                ("lon", models.FloatField(blank=True, null=True, verbose_name="longitude of the centre")),
                ("theme", models.CharField(default="nabij", max_length=40, verbose_name="theme file")),
                ("example", models.BooleanField(default=False, verbose_name="made up, to try things")),
                (
                    "words_version",
                    models.CharField(
                        blank=True, editable=False, help_text="changes with its words and names", max_length=32
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="added on"),
                ),
                ("regions", models.ManyToManyField(blank=True, related_name="municipalities", to="core.region")),
            ],
            options={
                "verbose_name": "municipality",
                "verbose_name_plural": "municipalities",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="CBS code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("municipality", "Municipality"),
                            ("district", "District"),
                            ("neighbourhood", "Neighbourhood"),
                        ],
                        max_length=13,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("slug", models.SlugField(max_length=110, verbose_name="address")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, verbose_name="description in English")),
                (
                    "boundary",
                    models.JSONField(
                        blank=True, help_text="GeoJSON, WGS 84 degrees", null=True, verbose_name="boundary"
                    ),
                ),
                ("lat", models.FloatField(null=True, verbose_name="latitude of a point inside")),
                ("lon", models.FloatField(null=True, verbose_name="longitude of a point inside")),
                ("south", models.FloatField(null=True)),
                ("west", models.FloatField(null=True)),
                ("north", models.FloatField(null=True)),
                ("east", models.FloatField(null=True)),
                ("year", models.PositiveSmallIntegerField(null=True, verbose_name="division of the year")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="core.area",
                    ),
                ),
            ],
            options={
                "verbose_name": "area",
                "verbose_name_plural": "areas",
                "ordering": ["code"],
                "indexes": [models.Index(fields=["kind", "parent"], name="area_kind_parent")],
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain", models.CharField(max_length=12, verbose_name="chain")),
                ("sequence", models.PositiveBigIntegerField(verbose_name="number in the chain")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("actor_uid", models.UUIDField(null=True, verbose_name="who")),
                ("actor_role", models.CharField(blank=True, max_length=80, verbose_name="in which role")),
                ("verb", models.CharField(max_length=60, verbose_name="did what")),
                ("object_type", models.CharField(blank=True, max_length=60, verbose_name="kind of record")),
                ("object_id", models.CharField(blank=True, max_length=64, verbose_name="which record")),
                ("fields", models.JSONField(default=list, verbose_name="which fields")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("request_id", models.CharField(blank=True, max_length=36, verbose_name="request")),
                ("master_id", models.CharField(max_length=24, verbose_name="sealed with master key")),
                ("hash", models.CharField(max_length=64, verbose_name="seal")),
            ],
            options={
                "verbose_name": "audit event",
                "verbose_name_plural": "audit events",
                "ordering": ["chain", "sequence"],
                "indexes": [
                    models.Index(fields=["chain", "object_type", "object_id"], name="audit_object"),
                    models.Index(fields=["chain", "actor_uid", "at"], name="audit_actor"),
                ],
                "constraints": [models.UniqueConstraint(fields=("chain", "sequence"), name="audit_event_once")],
            },
        ),
        migrations.CreateModel(
            name="MapFeature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("water", "Water"), ("green", "Green"), ("road", "Road"), ("rail", "Railway")],
                        max_length=5,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=100, verbose_name="name")),
                ("main", models.BooleanField(default=False, verbose_name="drawn on small maps too")),
                ("geometry", models.JSONField(help_text="GeoJSON, WGS 84 degrees", verbose_name="geometry")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="map_features", to="core.area"
                    ),
                ),
            ],
            options={
                "verbose_name": "map feature",
                "verbose_name_plural": "map features",
                "ordering": ["area", "kind", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("coordinator", "Coordinator"),
                            ("link_worker", "Link worker"),
                            ("organisation_editor", "Organisation editor"),
                            ("ambassador", "Ambassador"),
                            ("analyst", "Analyst"),
                            ("council_reader", "Council member"),
                            ("privacy_officer", "Privacy officer"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "organisation_uid",
                    models.UUIDField(
                        blank=True, help_text="for organisation editors", null=True, verbose_name="organisation"
                    ),
                ),
                ("since", models.DateField(default=django.utils.timezone.localdate, verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="core.municipality"
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "municipality", "role", "organisation_uid"), name="membership_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("organisation_uid__isnull", True)),
                        fields=("user", "municipality", "role"),
                        name="membership_once_without_organisation",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("parameters", models.JSONField(blank=True, default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("stopping", "Being stopped"),
                            ("stopped", "Stopped"),
                            ("done", "Done"),
                            ("failed", "Went wrong"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0, verbose_name="done")),
                ("total", models.PositiveIntegerField(blank=True, null=True, verbose_name="of")),
                ("claim", models.UUIDField(editable=False, null=True)),
                ("beat_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked on")),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="started on")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="finished on")),
                ("problem", models.CharField(blank=True, max_length=80, verbose_name="what went wrong")),
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
                "verbose_name": "job",
                "verbose_name_plural": "jobs",
                "ordering": ["-asked_at", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "state"], name="job_state"),
                    models.Index(fields=["municipality", "asked_at"], name="job_asked"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HelpLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=80, verbose_name="name in English")),
                (
                    "phone",
                    models.CharField(
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\+?[0-9](?:[ -]?[0-9])+$", "Type a phone number: digits, such as 088 0767 000."
                            )
                        ],
                        verbose_name="number",
                    ),
                ),
                (
                    "other_phone",
                    models.CharField(
                        blank=True,
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\+?[0-9](?:[ -]?[0-9])+$", "Type a phone number: digits, such as 088 0767 000."
                            )
                        ],
                        verbose_name="other number",
                    ),
                ),
                ("call_if", models.CharField(max_length=200, verbose_name="call if")),
                ("call_if_en", models.CharField(blank=True, max_length=200, verbose_name="call if, in English")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="place in the list")),
                ("active", models.BooleanField(default=True, verbose_name="residents see it")),
                ("review_on", models.DateField(verbose_name="look at it again on")),
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
            ],
            options={
                "verbose_name": "help line",
                "verbose_name_plural": "help lines",
                "ordering": ["municipality", "position", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "position"], name="help_line_position")],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "phone"), name="help_line_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DataKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key_id", models.CharField(max_length=24, verbose_name="name of the key")),
                ("master_id", models.CharField(max_length=24, verbose_name="wrapped with master key")),
                ("wrapped", models.CharField(max_length=120, verbose_name="wrapped key")),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "In use"), ("retiring", "Being replaced"), ("retired", "Replaced")],
                        default="active",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="made on"),
                ),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="replaced on")),
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
                "verbose_name": "data key",
                "verbose_name_plural": "data keys",
                "ordering": ["municipality", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key_id"), name="data_key_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "active")), fields=("municipality",), name="data_key_one_active"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "retiring")),
                        fields=("municipality",),
                        name="data_key_one_retiring",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AvoidedWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=2, verbose_name="language")),
                ("word", models.CharField(max_length=60, verbose_name="word")),
                ("stems", models.CharField(max_length=200, verbose_name="known by")),
                ("better", models.CharField(max_length=200, verbose_name="say instead")),
                ("inside", models.BooleanField(default=True, verbose_name="also in the middle of a word")),
                ("avoid", models.BooleanField(default=True, verbose_name="avoided here")),
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
                "verbose_name": "avoided word",
                "verbose_name_plural": "avoided words",
                "ordering": ["municipality", "language", "word"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "language", "word"), name="avoided_word_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="OneTimeLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("purpose", models.CharField(max_length=40, verbose_name="purpose")),
                ("subject", models.UUIDField(verbose_name="about")),
                ("token_hash", models.CharField(editable=False, max_length=64)),
                ("code_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("code_expires_at", models.DateTimeField(editable=False, null=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made on")),
                ("expires_at", models.DateTimeField(verbose_name="open until")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="used on")),
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
                "verbose_name": "one-time link",
                "verbose_name_plural": "one-time links",
                "ordering": ["-made_at", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "purpose", "subject"], name="link_subject")],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "token_hash"), name="link_token_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("code_hash", ""), _negated=True),
                        fields=("municipality", "code_hash"),
                        name="link_code_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutgoingMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("to", nabij.core.encryption.fields.EncryptedTextField(verbose_name="to")),
                ("to_index", nabij.core.encryption.fields.BlindIndexField(normal="lower", source="to")),
                ("subject", nabij.core.encryption.fields.EncryptedTextField(verbose_name="subject")),
                ("text", nabij.core.encryption.fields.EncryptedTextField(verbose_name="text")),
                (
                    "html",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, default="", verbose_name="as a web page"
                    ),
                ),
                ("language", models.CharField(max_length=2, verbose_name="language")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting"),
                            ("sending", "On its way"),
                            ("sent", "Sent"),
                            ("kept", "Kept here, not sent"),
                            ("failed", "Could not be sent"),
                        ],
                        default="queued",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("once", models.CharField(blank=True, max_length=120, verbose_name="only once")),
                ("queued_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="queued on")),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="not before")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("claim", models.UUIDField(editable=False, null=True)),
                ("claimed_at", models.DateTimeField(editable=False, null=True)),
                ("handed_at", models.DateTimeField(editable=False, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="sent on")),
                ("problem", models.CharField(blank=True, max_length=80, verbose_name="what went wrong")),
                ("emptied_at", models.DateTimeField(blank=True, null=True, verbose_name="emptied on")),
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
                "verbose_name": "outgoing message",
                "verbose_name_plural": "outgoing messages",
                "ordering": ["-queued_at", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "state", "due_at"], name="outgoing_due"),
                    models.Index(fields=["municipality", "queued_at"], name="outgoing_queued"),
                    models.Index(fields=["municipality", "to_index"], name="outgoing_to"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("once", ""), _negated=True),
                        fields=("municipality", "once"),
                        name="outgoing_message_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Postcode",
            fields=[
                (
                    "code",
                    models.CharField(
                        help_text="as 3131AB", max_length=6, primary_key=True, serialize=False, verbose_name="postcode"
                    ),
                ),
                ("lat", models.FloatField(verbose_name="latitude")),
                ("lon", models.FloatField(verbose_name="longitude")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="core.area"
                    ),
                ),
            ],
            options={
                "verbose_name": "postcode",
                "verbose_name_plural": "postcodes",
            },
        ),
        migrations.CreateModel(
            name="PublicName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=30, verbose_name="what")),
                ("language", models.CharField(max_length=2, verbose_name="language")),
                ("text", models.CharField(max_length=160, verbose_name="name")),
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
                "verbose_name": "public name",
                "verbose_name_plural": "public names",
                "ordering": ["municipality", "key", "language"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key", "language"), name="public_name_once")
                ],
            },
        ),
        migrations.RunPython(_guards.install, _guards.lift, elidable=False),
        migrations.RunPython(_cache.make, _cache.drop),
    ]
