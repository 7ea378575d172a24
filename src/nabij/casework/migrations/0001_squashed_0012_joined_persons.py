"""All that was migrated before 0.1.0 in one step: making the tables of an empty place takes half as long.

A place that has some of the old steps goes on with those (`replaces`).
"""

import datetime
import django.core.serializers.json
import django.db.models.deletion
import nabij.casework.models.settings
import nabij.core.encryption.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("casework", "0001_requests"),
        ("casework", "0002_people_and_cases"),
        ("casework", "0003_conversations"),
        ("casework", "0004_outcomes_and_handover"),
        ("casework", "0005_deletions"),
        ("casework", "0006_placements_referrals_followups"),
        ("casework", "0007_signals"),
        ("casework", "0008_volunteers_and_pairs"),
        ("casework", "0009_sources_of_referrals"),
        ("casework", "0010_volunteer_signs"),
        ("casework", "0011_rounds"),
        ("casework", "0012_joined_persons"),
    ]

    initial = True

    dependencies = [("core", "0010_mail_by_address")]

    operations = [
        migrations.CreateModel(
            name="CaseSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("limits", models.JSONField(blank=True, default=dict, verbose_name="working days a state may last")),
                (
                    "keep_days_not_acted_on",
                    models.PositiveSmallIntegerField(default=28, verbose_name="kept while nobody acts, days"),
                ),
                (
                    "keep_days_declined",
                    models.PositiveSmallIntegerField(default=91, verbose_name="kept after “no, thank you”, days"),
                ),
                (
                    "keep_days_helped",
                    models.PositiveSmallIntegerField(default=730, verbose_name="kept after help, days"),
                ),
                (
                    "keep_days_reporter",
                    models.PositiveSmallIntegerField(
                        default=28,
                        verbose_name="who told of a worry: kept after they heard back or the case ended, days",
                    ),
                ),
                (
                    "keep_days_reporter_owed",
                    models.PositiveSmallIntegerField(
                        default=91, verbose_name="who told of a worry: kept at most while they wait to hear, days"
                    ),
                ),
                (
                    "keep_days_round",
                    models.PositiveSmallIntegerField(
                        default=28, verbose_name="a list of a round: kept after its last day, days"
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
                "verbose_name": "settings of cases",
                "verbose_name_plural": "settings of cases",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("municipality",), name="case_settings_once")],
            },
        ),
        migrations.CreateModel(
            name="Deletion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                (
                    "why",
                    models.CharField(
                        choices=[("retention", "kept long enough"), ("erasure", "the person asked for it")],
                        max_length=9,
                        verbose_name="why",
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="kind of record")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="how many")),
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
                "verbose_name": "line of the register of deletions",
                "verbose_name_plural": "lines of the register of deletions",
                "ordering": ["-day", "kind"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "day", "why", "kind"), name="deletion_once_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="IntakeSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("who", models.CharField(blank=True, max_length=120, verbose_name="who calls back")),
                ("who_en", models.CharField(blank=True, max_length=120, verbose_name="who calls back, in English")),
                ("within_days", models.PositiveSmallIntegerField(default=2, verbose_name="calls within, working days")),
                (
                    "idea_within_days",
                    models.PositiveSmallIntegerField(default=10, verbose_name="answers an idea within, working days"),
                ),
                (
                    "weekdays",
                    models.JSONField(
                        default=nabij.casework.models.settings._monday_to_friday,
                        help_text="Monday is 0",
                        verbose_name="weekdays on which somebody works",
                    ),
                ),
                (
                    "closed_days",
                    models.JSONField(
                        blank=True, default=list, help_text="as 2026-12-24", verbose_name="other days off"
                    ),
                ),
                ("ends_at", models.TimeField(default=datetime.time(17, 0), verbose_name="the working day ends at")),
                (
                    "keep_days_open",
                    models.PositiveSmallIntegerField(default=90, verbose_name="kept while nobody acts, days"),
                ),
                (
                    "keep_days_handled",
                    models.PositiveSmallIntegerField(default=28, verbose_name="kept after handling, days"),
                ),
                ("keep_days_idea", models.PositiveSmallIntegerField(default=365, verbose_name="ideas kept, days")),
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
                "verbose_name": "settings of the intake",
                "verbose_name_plural": "settings of the intake",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("municipality",), name="intake_settings_once")],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                ("name", nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="name")),
                ("phone", nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="phone")),
                ("email", nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="email")),
                (
                    "address",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="street and number"
                    ),
                ),
                (
                    "postcode",
                    nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="postcode"),
                ),
                (
                    "birth_year",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="year of birth"
                    ),
                ),
                ("name_index", nabij.core.encryption.fields.BlindIndexField(normal="lower", source="name")),
                ("phone_index", nabij.core.encryption.fields.BlindIndexField(normal="phone", source="phone")),
                ("email_index", nabij.core.encryption.fields.BlindIndexField(normal="lower", source="email")),
                ("language", models.CharField(blank=True, default="nl", max_length=3, verbose_name="language")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("restricted_on", models.DateField(blank=True, null=True, verbose_name="left as it is since")),
                ("forgotten_on", models.DateField(blank=True, null=True, verbose_name="personal content removed on")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.area",
                        verbose_name="neighbourhood",
                    ),
                ),
                (
                    "joined_to",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="joined",
                        to="casework.person",
                        verbose_name="goes on with",
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
                "verbose_name": "person",
                "verbose_name_plural": "persons",
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "name_index"], name="person_name"),
                    models.Index(fields=["municipality", "phone_index"], name="person_phone"),
                    models.Index(fields=["municipality", "email_index"], name="person_email"),
                    models.Index(fields=["municipality", "joined_to"], name="person_joined_to"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("signal", "Somebody was worried"),
                            ("self", "The person asked"),
                            ("referral", "Referred by a professional"),
                            ("round", "A round of visits or calls"),
                            ("again", "Came back after an earlier case"),
                        ],
                        max_length=8,
                        verbose_name="began as",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("picked_up", "Picked up"),
                            ("contact_tried", "Contact tried"),
                            ("in_conversation", "In conversation"),
                            ("in_plan", "In plan"),
                            ("guided", "Being guided"),
                            ("arrived", "Arrived"),
                            ("follow_up", "Aftercare"),
                            ("closed", "Closed"),
                        ],
                        default="received",
                        max_length=15,
                        verbose_name="state",
                    ),
                ),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lasting", "Has a contact that lasts"),
                            ("helped", "Helped with what was needed"),
                            ("not_wanted", "Does not want it"),
                            ("nothing_needed", "Nothing is needed"),
                            ("elsewhere", "Helped somewhere else"),
                            ("not_reached", "Could not be reached"),
                            ("moved", "Moved to another municipality"),
                            ("died", "Died"),
                            ("twice", "Known already in another case"),
                            ("no_question", "Not a real question"),
                            ("too_old", "Nobody acted on it in time"),
                        ],
                        max_length=14,
                        verbose_name="closed because",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="received")),
                ("state_since", models.DateTimeField(verbose_name="in this state since")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="to go on before")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                ("stand_in_until", models.DateField(blank=True, null=True, verbose_name="stands in until")),
                (
                    "handed_over_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="handed over, not yet seen to"),
                ),
                ("last_contact_on", models.DateField(blank=True, null=True, verbose_name="last contact")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="times tried in a row")),
                (
                    "next_step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("call", "Call"),
                            ("visit", "Visit"),
                            ("plan", "Look for something that fits"),
                            ("ask_provider", "Ask the organisation"),
                            ("go_along", "Go along, or arrange it"),
                            ("ask_how_it_is", "Ask how it is"),
                            ("tell_referrer", "Tell who referred or reported"),
                            ("other", "Something else"),
                        ],
                        max_length=14,
                        verbose_name="next step",
                    ),
                ),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="on")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("keep_until", models.DateField(verbose_name="kept until")),
                ("forgotten_on", models.DateField(blank=True, null=True, verbose_name="personal content removed on")),
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
                    "stand_in",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stands in",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="link worker",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases",
                        to="casework.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "case",
                "verbose_name_plural": "cases",
                "ordering": ["due_at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "state", "due_at"], name="case_to_do"),
                    models.Index(fields=["municipality", "worker", "state", "due_at"], name="case_of_worker"),
                    models.Index(fields=["municipality", "stand_in", "state"], name="case_of_stand_in"),
                    models.Index(fields=["municipality", "person"], name="case_of_person"),
                    models.Index(fields=["municipality", "keep_until"], name="case_keep_until"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BuddyWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("buddy", "A buddy: do something together, often"),
                            ("phone", "Call each other now and then"),
                            ("walk_along", "Walk along the first time"),
                            ("ride", "A ride"),
                            ("form", "Help with a form or a letter"),
                        ],
                        max_length=10,
                        verbose_name="looks for",
                    ),
                ),
                (
                    "words",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="in their own words"
                    ),
                ),
                ("may_share", models.BooleanField(default=False, verbose_name="the volunteer may read this")),
                ("on", models.DateField(blank=True, null=True, verbose_name="on")),
                ("at", models.TimeField(blank=True, null=True, verbose_name="at")),
                (
                    "place",
                    nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="where to"),
                ),
                ("since", models.DateField(verbose_name="since")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "looks for somebody"),
                            ("paired", "has somebody"),
                            ("over", "no longer needed"),
                        ],
                        default="waiting",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="buddy_wishes",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "wish for somebody",
                "verbose_name_plural": "wishes for somebody",
                "ordering": ["since", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "state", "since"], name="buddy_wish_waiting"),
                    models.Index(fields=["municipality", "case"], name="buddy_wish_of_case"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("opened", "Began"),
                            ("moved", "Went on to another state"),
                            ("spoken", "Spoken"),
                            ("not_reached", "Tried, not reached"),
                            ("visited", "Visited"),
                            ("wrote", "Wrote"),
                            ("talked", "A conversation written down"),
                            ("agreed", "Agreed to something"),
                            ("took_back", "Took an agreement back"),
                            ("measured", "Filled in a questionnaire"),
                            ("next_step", "Next step agreed"),
                            ("taken", "Taken up by a link worker"),
                            ("handed_over", "Handed over"),
                            ("stands_in", "Somebody stands in"),
                            ("team", "Team changed"),
                            ("proposed", "Something was proposed"),
                            ("provider_asked", "An organisation was asked"),
                            ("provider_said", "The organisation answered"),
                            ("no_longer", "A proposal ended"),
                            ("told_referrer", "Told who referred"),
                            ("aftercare", "Asked how it is"),
                            ("joined", "Joined with another report"),
                            ("split", "Split"),
                            ("opened_in_need", "Opened in an emergency by somebody outside the team"),
                            ("buddy_sought", "Looks for somebody to go with"),
                            ("buddy_asked", "A volunteer was asked"),
                            ("buddy_began", "Introduced to a volunteer"),
                            ("buddy_not", "It will not be this volunteer"),
                            ("buddy_ended", "With this volunteer it ended"),
                            ("restricted", "Left as it is, at the person's wish"),
                            ("corrected", "Corrected at the person's wish"),
                            ("forgotten", "Personal content removed"),
                            ("undone", "The last one was a mistake and was taken back"),
                        ],
                        max_length=14,
                        verbose_name="what",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("received", "Received"),
                            ("picked_up", "Picked up"),
                            ("contact_tried", "Contact tried"),
                            ("in_conversation", "In conversation"),
                            ("in_plan", "In plan"),
                            ("guided", "Being guided"),
                            ("arrived", "Arrived"),
                            ("follow_up", "Aftercare"),
                            ("closed", "Closed"),
                        ],
                        max_length=15,
                        verbose_name="state",
                    ),
                ),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lasting", "Has a contact that lasts"),
                            ("helped", "Helped with what was needed"),
                            ("not_wanted", "Does not want it"),
                            ("nothing_needed", "Nothing is needed"),
                            ("elsewhere", "Helped somewhere else"),
                            ("not_reached", "Could not be reached"),
                            ("moved", "Moved to another municipality"),
                            ("died", "Died"),
                            ("twice", "Known already in another case"),
                            ("no_question", "Not a real question"),
                            ("too_old", "Nobody acted on it in time"),
                        ],
                        max_length=14,
                        verbose_name="because",
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("call", "Call"),
                            ("visit", "Visit"),
                            ("plan", "Look for something that fits"),
                            ("ask_provider", "Ask the organisation"),
                            ("go_along", "Go along, or arrange it"),
                            ("ask_how_it_is", "Ask how it is"),
                            ("tell_referrer", "Tell who referred or reported"),
                            ("other", "Something else"),
                        ],
                        max_length=14,
                        verbose_name="next step",
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="on")),
                (
                    "before",
                    models.JSONField(
                        blank=True,
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        null=True,
                        verbose_name="as it was before",
                    ),
                ),
                (
                    "by",
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
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="casework.case",
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
                    "undoes",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="casework.caseevent",
                    ),
                ),
                (
                    "whom",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="to",
                    ),
                ),
            ],
            options={
                "verbose_name": "event of a case",
                "verbose_name_plural": "events of cases",
                "ordering": ["at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "case", "at"], name="case_events")],
                "constraints": [models.UniqueConstraint(fields=("municipality", "undoes"), name="undone_once")],
            },
        ),
        migrations.CreateModel(
            name="Conversation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                ("held_on", models.DateField(verbose_name="held on")),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("at_home", "At the person's home"),
                            ("phone", "By phone"),
                            ("with_us", "With us"),
                            ("outside", "On a walk or somewhere else"),
                        ],
                        max_length=8,
                        verbose_name="how",
                    ),
                ),
                ("wants_support", models.BooleanField(blank=True, null=True, verbose_name="would like us to help")),
                ("causes", models.JSONField(blank=True, default=list, verbose_name="what is behind it")),
                (
                    "cause_words",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="in their own words"
                    ),
                ),
                ("wishes", models.JSONField(blank=True, default=list, verbose_name="would like")),
                (
                    "wish_words",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="wishes, in their own words"
                    ),
                ),
                (
                    "talents",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="good at, likes to do"
                    ),
                ),
                ("avoid_mechanisms", models.JSONField(blank=True, default=list, verbose_name="rather no")),
                ("avoid_forms", models.JSONField(blank=True, default=list, verbose_name="rather not in this form")),
                (
                    "avoid_words",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="rather not, in words"
                    ),
                ),
                (
                    "group_over",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="groups no larger than"),
                ),
                ("languages", models.JSONField(blank=True, default=list, verbose_name="speaks")),
                ("free", models.JSONField(blank=True, null=True, verbose_name="can come")),
                ("means", models.JSONField(blank=True, default=list, verbose_name="gets around")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes at most, one way"),
                ),
                (
                    "budget",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="euros a month at most"),
                ),
                ("needs", models.JSONField(blank=True, default=list, verbose_name="needs there")),
                ("walk_along", models.BooleanField(default=False, verbose_name="rather not alone the first time")),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("woman", "Woman"), ("man", "Man"), ("other", "Otherwise")],
                        max_length=5,
                        verbose_name="woman or man",
                    ),
                ),
                (
                    "agreed",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="what we agreed"
                    ),
                ),
                ("version", models.PositiveIntegerField(editable=False, verbose_name="version")),
                ("form_key", models.UUIDField(editable=False, verbose_name="form that it came from")),
                ("at", models.DateTimeField(verbose_name="saved")),
                (
                    "by",
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
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conversations",
                        to="casework.case",
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
                "verbose_name": "conversation",
                "verbose_name_plural": "conversations",
                "ordering": ["-version"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "case", "version"), name="conversation_version_once"
                    ),
                    models.UniqueConstraint(fields=("municipality", "form_key"), name="conversation_form_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EmergencyAccess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                (
                    "reason",
                    nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="reason"),
                ),
                ("at", models.DateTimeField(verbose_name="opened")),
                ("until", models.DateTimeField(verbose_name="open until")),
                ("seen_at", models.DateTimeField(blank=True, null=True, verbose_name="seen by the privacy officer")),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="emergencies",
                        to="casework.case",
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
                    "seen_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "emergency access",
                "verbose_name_plural": "emergency accesses",
                "ordering": ["-at", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "user", "until"], name="emergency_of_user"),
                    models.Index(fields=["municipality", "seen_at"], name="emergency_unseen"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Matching",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("seed", models.CharField(max_length=64, verbose_name="seed")),
                ("found", models.PositiveSmallIntegerField(default=0, verbose_name="proposals")),
                ("unmet", models.BooleanField(default=False, verbose_name="nothing fitted")),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="matchings",
                        to="casework.case",
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
                "verbose_name": "search for what fits",
                "verbose_name_plural": "searches for what fits",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "case", "day"), name="matching_once_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                ("text", nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="note")),
                ("is_view", models.BooleanField(default=False, verbose_name="how we see it, not a fact")),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "by",
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
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="casework.case",
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
                "verbose_name": "note",
                "verbose_name_plural": "notes",
                "ordering": ["-at", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "case", "at"], name="case_notes")],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("plan", "Make a plan together"),
                            ("share_with_provider", "Tell the organisation who comes"),
                            ("buddy", "Be introduced to a buddy"),
                            ("tell_referrer", "Tell who referred how it went"),
                            ("ask_later", "Ask later how it is"),
                            ("measure", "Fill in a questionnaire"),
                        ],
                        max_length=19,
                        verbose_name="agreed to",
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[("spoken", "Said so"), ("paper", "Signed on paper"), ("wrote", "Wrote so")],
                        default="spoken",
                        max_length=6,
                        verbose_name="how",
                    ),
                ),
                ("given_on", models.DateField(verbose_name="agreed on")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="taken back on")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="casework.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ["-given_on", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "person"], name="consent_of_person")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_on__isnull", True), models.Q(("purpose", ""), _negated=True)),
                        fields=("municipality", "person", "purpose"),
                        name="consent_once_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                ("offer_uid", models.UUIDField(blank=True, null=True, verbose_name="offer")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("proposed", "Looked at together"),
                            ("agreed", "The person wants this"),
                            ("asked", "The organisation is asked"),
                            ("question", "The organisation has a question"),
                            ("accepted", "Welcome there"),
                            ("declined", "Not possible there"),
                            ("arrived", "Has been there"),
                            ("not_arrived", "Did not come"),
                            ("stopped", "Ended"),
                        ],
                        default="proposed",
                        max_length=11,
                        verbose_name="where it is",
                    ),
                ),
                ("stage_since", models.DateTimeField(verbose_name="since")),
                ("terms", models.JSONField(blank=True, default=list, verbose_name="why it was proposed")),
                ("seed", models.CharField(blank=True, max_length=64, verbose_name="seed")),
                ("proposed_at", models.DateTimeField(verbose_name="proposed")),
                ("shared", models.JSONField(blank=True, default=list, verbose_name="what they may read")),
                (
                    "note_for_them",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="what they should know"
                    ),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="asked")),
                ("remind_on", models.DateField(blank=True, null=True, verbose_name="reminded on")),
                ("late_on", models.DateField(blank=True, null=True, verbose_name="late from")),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="reminded")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                (
                    "question",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="their question"
                    ),
                ),
                (
                    "answer",
                    nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="our answer"),
                ),
                (
                    "declined_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full", "It is full"),
                            ("not_for_this_person", "It does not suit this person"),
                            ("wrong_time", "Not at this time"),
                            ("no_volunteers", "There are too few volunteers"),
                            ("stopped", "The activity has stopped"),
                            ("other", "Something else"),
                        ],
                        max_length=19,
                        verbose_name="not possible because",
                    ),
                ),
                (
                    "decline_words",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="in their words"
                    ),
                ),
                (
                    "welcomed_by",
                    nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="who welcomes"),
                ),
                ("first_on", models.DateField(blank=True, null=True, verbose_name="first time")),
                ("first_at", models.TimeField(blank=True, null=True, verbose_name="at")),
                (
                    "told_by_person",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "yes"), ("no", "no")],
                        max_length=3,
                        verbose_name="been there, says the person",
                    ),
                ),
                (
                    "told_by_provider",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "yes"), ("no", "no")],
                        max_length=3,
                        verbose_name="been there, says the organisation",
                    ),
                ),
                ("arrived_on", models.DateField(blank=True, null=True, verbose_name="there since")),
                (
                    "stopped_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_wanted", "Would rather not, after all"),
                            ("did_not_suit", "It did not suit"),
                            ("cannot_get_there", "Cannot get there"),
                            ("activity_ended", "The activity has stopped"),
                            ("something_else", "Something else suits better"),
                        ],
                        max_length=16,
                        verbose_name="ended because",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="casework.case",
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
                    "proposed_by",
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
            ],
            options={
                "verbose_name": "proposal",
                "verbose_name_plural": "proposals",
                "ordering": ["-proposed_at", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "case", "proposed_at"], name="placement_of_case"),
                    models.Index(fields=["municipality", "stage", "late_on"], name="placement_waiting"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("stage__in", ["proposed", "agreed", "asked", "question", "accepted", "not_arrived"])
                        ),
                        fields=("municipality", "case", "offer_uid"),
                        name="placement_once_under_way",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                (
                    "which",
                    models.CharField(
                        choices=[
                            ("w4", "after 4 weeks"),
                            ("w12", "after 12 weeks"),
                            ("m3", "after 3 months"),
                            ("m12", "after 12 months"),
                        ],
                        max_length=3,
                        verbose_name="when",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="to ask on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("done", "asked"),
                            ("not_reached", "not reached"),
                            ("not_wanted", "would rather not be asked"),
                            ("dropped", "no longer needed"),
                        ],
                        default="planned",
                        max_length=11,
                        verbose_name="state",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="times tried")),
                (
                    "still_going",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("less", "Less often"), ("no", "No")],
                        max_length=4,
                        verbose_name="still going",
                    ),
                ),
                (
                    "somebody",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("perhaps", "Perhaps"), ("no", "No")],
                        max_length=7,
                        verbose_name="somebody you would miss",
                    ),
                ),
                (
                    "changed",
                    nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="what changed"),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="asked on")),
                (
                    "by",
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
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="casework.case",
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
                    "placement",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="casework.placement",
                    ),
                ),
            ],
            options={
                "verbose_name": "aftercare moment",
                "verbose_name_plural": "aftercare moments",
                "ordering": ["due_on", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "state", "due_on"], name="follow_up_due"),
                    models.Index(fields=["municipality", "case"], name="follow_up_of_case"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("placement__isnull", False)),
                        fields=("municipality", "placement", "which"),
                        name="follow_up_of_placement_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("placement__isnull", True), ("state", "planned")),
                        fields=("municipality", "case", "which"),
                        name="follow_up_of_case_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("gp", "General practice"),
                            ("nurse", "District nurse"),
                            ("wmo", "Wmo consultant"),
                            ("police", "Neighbourhood police officer"),
                            ("social_work", "Social work"),
                            ("housing", "Housing association"),
                            ("other", "Another profession"),
                        ],
                        default="other",
                        max_length=11,
                        verbose_name="profession",
                    ),
                ),
                (
                    "came_in",
                    models.CharField(
                        choices=[("form", "By the form"), ("api", "By another system"), ("desk", "Told at the desk")],
                        default="form",
                        max_length=4,
                        verbose_name="came in",
                    ),
                ),
                (
                    "referrer_name",
                    nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="referred by"),
                ),
                (
                    "referrer_organisation",
                    nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="organisation"),
                ),
                (
                    "referrer_phone",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="phone of the referrer"
                    ),
                ),
                (
                    "referrer_email",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="email of the referrer"
                    ),
                ),
                (
                    "referrer_email_index",
                    nabij.core.encryption.fields.BlindIndexField(normal="lower", source="referrer_email"),
                ),
                (
                    "referrer_phone_index",
                    nabij.core.encryption.fields.BlindIndexField(normal="phone", source="referrer_phone"),
                ),
                (
                    "words",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="what the person asks"
                    ),
                ),
                ("person_agreed", models.BooleanField(default=False, verbose_name="the person agreed")),
                ("language", models.CharField(default="nl", max_length=2, verbose_name="language of the referrer")),
                ("form_key", models.UUIDField(editable=False, verbose_name="form that it came from")),
                ("received_at", models.DateTimeField(verbose_name="received")),
                ("answer_on", models.DateField(blank=True, null=True, verbose_name="hears something by")),
                (
                    "suspicious",
                    models.JSONField(blank=True, default=list, verbose_name="why it may not be a real referral"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referrals",
                        to="casework.case",
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
                "verbose_name": "referral",
                "verbose_name_plural": "referrals",
                "ordering": ["-received_at", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "case"], name="referral_of_case"),
                    models.Index(fields=["municipality", "answer_on"], name="referral_to_answer"),
                    models.Index(fields=["municipality", "referrer_email_index"], name="referral_email"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "form_key"), name="referral_form_once"),
                    models.CheckConstraint(condition=models.Q(("person_agreed", True)), name="referral_person_agreed"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferralAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("received", "We have it"),
                            ("no_answer_yet", "We can say no more yet"),
                            ("spoken", "We have spoken with the person"),
                            ("found", "Something was found"),
                            ("ended", "Our help has ended"),
                        ],
                        max_length=13,
                        verbose_name="what",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "how",
                    models.CharField(
                        choices=[("mail", "by mail"), ("phone", "to be called: there is no address")],
                        default="mail",
                        max_length=5,
                        verbose_name="how",
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
                    "referral",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="casework.referral",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to a referrer",
                "verbose_name_plural": "answers to referrers",
                "ordering": ["at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "referral", "what"), name="referral_answer_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("call", "Call me"),
                            ("walk_along", "Come along with me"),
                            ("help_with", "Help me with something"),
                            ("idea", "I have an idea"),
                        ],
                        max_length=10,
                        verbose_name="asked",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("picked_up", "Picked up"),
                            ("tried", "Tried to reach"),
                            ("done", "Spoken"),
                            ("closed", "Closed"),
                        ],
                        default="received",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_needed", "Not needed any more"),
                            ("not_reached", "Could not be reached"),
                            ("somewhere_else", "Helped somewhere else"),
                            ("twice", "Asked twice"),
                            ("no_question", "Not a real question"),
                            ("too_old", "Kept too long without an answer"),
                        ],
                        max_length=14,
                        verbose_name="closed because",
                    ),
                ),
                ("form_key", models.UUIDField(editable=False, verbose_name="form that it came from")),
                ("name", nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="name")),
                ("phone", nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="phone")),
                ("email", nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="email")),
                (
                    "words",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="in their own words"
                    ),
                ),
                (
                    "helper_name",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="name of who filled it in"
                    ),
                ),
                ("phone_index", nabij.core.encryption.fields.BlindIndexField(normal="phone", source="phone")),
                ("email_index", nabij.core.encryption.fields.BlindIndexField(normal="lower", source="email")),
                (
                    "moment",
                    models.CharField(
                        choices=[
                            ("any", "Does not matter"),
                            ("morning", "In the morning"),
                            ("afternoon", "In the afternoon"),
                            ("evening", "Early in the evening"),
                        ],
                        default="any",
                        max_length=9,
                        verbose_name="preferred moment",
                    ),
                ),
                ("language", models.CharField(default="nl", max_length=3, verbose_name="language")),
                ("offer_uid", models.UUIDField(blank=True, null=True, verbose_name="about the offer")),
                (
                    "came_in",
                    models.CharField(
                        choices=[
                            ("web", "Through the site"),
                            ("widget", "Through another site"),
                            ("phone", "By phone"),
                            ("paper", "On a paper card"),
                            ("desk", "At a desk or at the door"),
                        ],
                        default="web",
                        max_length=6,
                        verbose_name="came in",
                    ),
                ),
                (
                    "behalf",
                    models.CharField(
                        choices=[("self", "The person themselves"), ("someone", "Someone for them")],
                        default="self",
                        max_length=7,
                        verbose_name="asked by",
                    ),
                ),
                ("entered_by", models.UUIDField(blank=True, null=True, verbose_name="member who filled it in")),
                (
                    "suspicious",
                    models.JSONField(blank=True, default=list, verbose_name="why it may not be a real question"),
                ),
                ("received_at", models.DateTimeField(verbose_name="received")),
                ("due_at", models.DateTimeField(verbose_name="to be answered before")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="times tried")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                ("keep_until", models.DateField(verbose_name="personal content kept until")),
                ("forgotten_on", models.DateField(blank=True, null=True, verbose_name="personal content removed on")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.area",
                        verbose_name="neighbourhood",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="casework.case",
                        verbose_name="went on as",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="picked up by",
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
                "verbose_name": "request",
                "verbose_name_plural": "requests",
                "ordering": ["due_at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "state", "due_at"], name="request_to_do"),
                    models.Index(fields=["municipality", "keep_until"], name="request_keep_until"),
                    models.Index(fields=["municipality", "phone_index"], name="request_phone"),
                    models.Index(fields=["municipality", "email_index"], name="request_email"),
                    models.Index(fields=["municipality", "handler", "state"], name="request_of_handler"),
                    models.Index(fields=["municipality", "case"], name="request_of_case"),
                ],
                "constraints": [models.UniqueConstraint(fields=("municipality", "form_key"), name="request_form_once")],
            },
        ),
        migrations.CreateModel(
            name="ScaleScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                ("scale", models.CharField(max_length=8, verbose_name="questionnaire")),
                ("rule", models.CharField(max_length=20, verbose_name="version of the rule")),
                ("language", models.CharField(default="nl", max_length=3, verbose_name="asked in")),
                (
                    "answers",
                    nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="answers"),
                ),
                ("total", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="total")),
                ("emotional", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="emotional part")),
                ("social", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="social part")),
                ("missing", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="left open")),
                ("band", models.CharField(blank=True, max_length=20, verbose_name="in words")),
                ("on", models.DateField(verbose_name="filled in on")),
                ("form_key", models.UUIDField(editable=False, verbose_name="form that it came from")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="casework.case",
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
                "verbose_name": "score of a questionnaire",
                "verbose_name_plural": "scores of questionnaires",
                "ordering": ["-on", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "case"], name="scores_of_case")],
                "constraints": [models.UniqueConstraint(fields=("municipality", "form_key"), name="score_form_once")],
            },
        ),
        migrations.CreateModel(
            name="SignalPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="address")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "municipalities",
                    models.ManyToManyField(related_name="+", to="core.municipality", verbose_name="municipalities"),
                ),
            ],
            options={
                "verbose_name": "signal point",
                "verbose_name_plural": "signal points",
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="SignalSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "sends",
                    models.CharField(
                        choices=[("signals", "worries"), ("referrals", "referrals"), ("both", "worries and referrals")],
                        default="signals",
                        max_length=9,
                        verbose_name="may send",
                    ),
                ),
                ("key_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField(verbose_name="made on")),
                ("last_used_on", models.DateField(blank=True, null=True, verbose_name="last used on")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked on")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="casework.signalpoint",
                        verbose_name="signal point",
                    ),
                ),
            ],
            options={
                "verbose_name": "other system with a key",
                "verbose_name_plural": "other systems with a key",
                "ordering": ["name", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("municipality__isnull", False), ("point__isnull", True)),
                            models.Q(("municipality__isnull", True), ("point__isnull", False)),
                            _connector="OR",
                        ),
                        name="source_of_one_or_of_a_point",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Signal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                ("form_key", models.UUIDField(editable=False, verbose_name="form that it came from")),
                (
                    "told_hash",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="keyed hash of all that was told"
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[("someone", "About somebody else"), ("self", "About oneself")],
                        default="someone",
                        max_length=7,
                        verbose_name="about",
                    ),
                ),
                (
                    "seen",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="what was seen"
                    ),
                ),
                (
                    "knows",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "The person knows that this was told"),
                            ("no", "The person does not know it"),
                            ("", "Not said"),
                        ],
                        default="",
                        max_length=3,
                        verbose_name="the person knows",
                    ),
                ),
                ("may_name", models.BooleanField(default=False, verbose_name="we may say who told it")),
                (
                    "came_in",
                    models.CharField(
                        choices=[
                            ("web", "Through the site"),
                            ("api", "From another system"),
                            ("phone", "By phone"),
                            ("paper", "On paper"),
                            ("desk", "At a desk or at the door"),
                        ],
                        default="web",
                        max_length=5,
                        verbose_name="came in",
                    ),
                ),
                ("language", models.CharField(default="nl", max_length=3, verbose_name="language")),
                ("reported_at", models.DateTimeField(verbose_name="told on")),
                ("entered_by", models.UUIDField(blank=True, null=True, verbose_name="member who filled it in")),
                (
                    "suspicious",
                    models.JSONField(blank=True, default=list, verbose_name="why it may not be a real question"),
                ),
                ("told_person_by", models.DateField(blank=True, null=True, verbose_name="the person must know before")),
                ("told_person_on", models.DateField(blank=True, null=True, verbose_name="the person was told on")),
                (
                    "not_told",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_reached", "We could not reach the person"),
                            ("unknown", "We do not know who it is"),
                            ("harm", "It would put somebody in danger"),
                        ],
                        max_length=11,
                        verbose_name="not told because",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signals",
                        to="casework.case",
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
                    "split_from",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="parts",
                        to="casework.signal",
                        verbose_name="split from",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="casework.signalpoint",
                        verbose_name="signal point",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="casework.signalsource",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "worry",
                "verbose_name_plural": "worries",
                "ordering": ["reported_at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "case", "reported_at"], name="signals_of_case"),
                    models.Index(fields=["municipality", "told_person_on", "told_person_by"], name="signal_to_tell"),
                    models.Index(fields=["municipality", "split_from"], name="signal_parts"),
                ],
                "constraints": [models.UniqueConstraint(fields=("municipality", "form_key"), name="signal_form_once")],
            },
        ),
        migrations.CreateModel(
            name="Reporter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                ("name", nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="name")),
                ("phone", nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="phone")),
                ("email", nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="email")),
                (
                    "relation",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="who they are to the person"
                    ),
                ),
                ("name_index", nabij.core.encryption.fields.BlindIndexField(normal="lower", source="name")),
                ("phone_index", nabij.core.encryption.fields.BlindIndexField(normal="phone", source="phone")),
                ("email_index", nabij.core.encryption.fields.BlindIndexField(normal="lower", source="email")),
                ("reported_at", models.DateTimeField(verbose_name="told on")),
                (
                    "owed",
                    models.CharField(
                        choices=[
                            ("nothing", "Nothing"),
                            ("picked_up", "That somebody picked it up"),
                            ("spoken", "That we spoke with the person"),
                        ],
                        default="nothing",
                        max_length=9,
                        verbose_name="hears from us",
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[("phone", "By phone"), ("mail", "By e-mail"), ("", "Not at all")],
                        default="",
                        max_length=5,
                        verbose_name="how",
                    ),
                ),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="heard it on")),
                ("keep_until", models.DateField(verbose_name="personal content kept until")),
                ("forgotten_on", models.DateField(blank=True, null=True, verbose_name="personal content removed on")),
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
                    "told_by",
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
                    "signal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reporters",
                        to="casework.signal",
                    ),
                ),
            ],
            options={
                "verbose_name": "who told of a worry",
                "verbose_name_plural": "who told of worries",
                "ordering": ["reported_at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "signal"], name="reporters_of_signal"),
                    models.Index(fields=["municipality", "forgotten_on", "keep_until"], name="reporter_keep_until"),
                    models.Index(fields=["municipality", "name_index"], name="reporter_name"),
                    models.Index(fields=["municipality", "phone_index"], name="reporter_phone"),
                    models.Index(fields=["municipality", "email_index"], name="reporter_email"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("received", "Came in"),
                            ("amended", "Sent again with a change"),
                            ("picked_up", "Picked up"),
                            ("not_reached", "Called, not reached"),
                            ("another_moment", "Agreed on another moment"),
                            ("spoken", "Spoken"),
                            ("closed", "Closed"),
                            ("trusted", "Seen to be a real question"),
                            ("forgotten", "Personal content removed"),
                        ],
                        max_length=14,
                        verbose_name="what",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_needed", "Not needed any more"),
                            ("not_reached", "Could not be reached"),
                            ("somewhere_else", "Helped somewhere else"),
                            ("twice", "Asked twice"),
                            ("no_question", "Not a real question"),
                            ("too_old", "Kept too long without an answer"),
                        ],
                        max_length=14,
                        verbose_name="because",
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="next on")),
                (
                    "by",
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
                (
                    "request",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="casework.request",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a request",
                "verbose_name_plural": "steps of requests",
                "ordering": ["at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "request", "at"], name="request_steps")],
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="team",
                        to="casework.case",
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
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "member of a case team",
                "verbose_name_plural": "members of case teams",
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "user"], name="team_of_user")],
                "constraints": [models.UniqueConstraint(fields=("municipality", "case", "user"), name="team_once")],
            },
        ),
        migrations.CreateModel(
            name="UnmetNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("causes", models.JSONField(blank=True, default=list, verbose_name="what is behind it")),
                ("limits", models.JSONField(blank=True, default=list, verbose_name="what blocked")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.area",
                        verbose_name="area",
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
                "verbose_name": "unmet need",
                "verbose_name_plural": "unmet needs",
                "ordering": ["-day", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "day"], name="unmet_need_day")],
            },
        ),
        migrations.CreateModel(
            name="VisitRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[("visit", "Visit people at home"), ("phone", "Call people")],
                        max_length=5,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("reason", models.CharField(max_length=500, verbose_name="why this round")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("task", "A task of the municipality: to see in time who needs something (Wmo)"),
                            ("consent", "The people on the list agreed to it beforehand"),
                        ],
                        max_length=7,
                        verbose_name="ground",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="where the list is from")),
                ("sentence", models.CharField(max_length=500, verbose_name="how we introduce ourselves")),
                ("begins", models.DateField(verbose_name="first day")),
                ("ends", models.DateField(verbose_name="last day")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended early on")),
                (
                    "secret",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, editable=False, null=True, verbose_name="mark of the round"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("form_key", models.UUIDField(editable=False, verbose_name="form that it came from")),
                ("keep_until", models.DateField(verbose_name="kept until")),
                ("forgotten_on", models.DateField(blank=True, null=True, verbose_name="personal content removed on")),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="leads it",
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
                "verbose_name": "round",
                "verbose_name_plural": "rounds",
                "ordering": ["-ends", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "ends"], name="round_ends"),
                    models.Index(fields=["municipality", "leader"], name="round_of_leader"),
                    models.Index(fields=["municipality", "keep_until"], name="round_keep_until"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "form_key"), name="round_form_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ends__gte", models.F("begins"))), name="round_ends_after_it_begins"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Volunteer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                ("name", nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="name")),
                ("phone", nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="phone")),
                ("email", nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="email")),
                ("name_index", nabij.core.encryption.fields.BlindIndexField(normal="lower", source="name")),
                ("phone_index", nabij.core.encryption.fields.BlindIndexField(normal="phone", source="phone")),
                ("email_index", nabij.core.encryption.fields.BlindIndexField(normal="lower", source="email")),
                ("kinds", models.JSONField(blank=True, default=list, verbose_name="would like to")),
                ("languages", models.JSONField(blank=True, default=list, verbose_name="speaks")),
                ("free", models.JSONField(blank=True, null=True, verbose_name="can come")),
                ("likes", models.JSONField(blank=True, default=list, verbose_name="likes to")),
                (
                    "words",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="likes to, is good at"
                    ),
                ),
                ("avoid", models.JSONField(blank=True, default=list, verbose_name="rather not")),
                (
                    "avoid_words",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="rather not, in words"
                    ),
                ),
                ("capacity", models.PositiveSmallIntegerField(default=1, verbose_name="to how many people at once")),
                ("within_km", models.PositiveSmallIntegerField(default=3, verbose_name="goes as far as, kilometres")),
                (
                    "certificate_on",
                    models.DateField(blank=True, null=True, verbose_name="certificate of conduct (VOG) of"),
                ),
                ("references_on", models.DateField(blank=True, null=True, verbose_name="references asked on")),
                ("certificate_reminded_on", models.DateField(blank=True, editable=False, null=True)),
                ("references_reminded_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "came forward, not yet spoken"),
                            ("active", "helps"),
                            ("paused", "pauses"),
                            ("stopped", "stopped"),
                        ],
                        default="applied",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("since", models.DateField(verbose_name="since")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("form_key", models.UUIDField(editable=False, verbose_name="form that it came from")),
                (
                    "suspicious",
                    models.JSONField(blank=True, default=list, verbose_name="why it may not be a real person"),
                ),
                ("keep_until", models.DateField(blank=True, null=True, verbose_name="kept until")),
                ("forgotten_on", models.DateField(blank=True, null=True, verbose_name="personal content removed on")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.area",
                        verbose_name="neighbourhood",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "volunteer",
                "verbose_name_plural": "volunteers",
                "ordering": ["-since", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "state", "since"], name="volunteer_state"),
                    models.Index(fields=["municipality", "name_index"], name="volunteer_name"),
                    models.Index(fields=["municipality", "phone_index"], name="volunteer_phone"),
                    models.Index(fields=["municipality", "email_index"], name="volunteer_email"),
                    models.Index(fields=["municipality", "keep_until"], name="volunteer_keep_until"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "form_key"), name="volunteer_form_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundVisitor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visitors",
                        to="casework.visitround",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="casework.volunteer",
                    ),
                ),
            ],
            options={
                "verbose_name": "visitor of a round",
                "verbose_name_plural": "visitors of a round",
                "ordering": ["id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "user"], name="round_visitor_user")],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "round", "user"), name="round_visitor_user_once"),
                    models.UniqueConstraint(
                        fields=("municipality", "round", "volunteer"), name="round_visitor_volunteer_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                ("name", nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="name")),
                (
                    "address",
                    nabij.core.encryption.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="street and number"
                    ),
                ),
                (
                    "postcode",
                    nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="postcode"),
                ),
                ("phone", nabij.core.encryption.fields.EncryptedTextField(blank=True, null=True, verbose_name="phone")),
                ("name_index", nabij.core.encryption.fields.BlindIndexField(normal="lower", source="name")),
                ("phone_index", nabij.core.encryption.fields.BlindIndexField(normal="phone", source="phone")),
                ("marks", models.JSONField(blank=True, default=list, editable=False, verbose_name="marks")),
                ("order", models.PositiveIntegerField(default=0, verbose_name="place in the walk")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("to_do", "To do"),
                            ("not_home", "Tried, not reached"),
                            ("spoken", "Spoken"),
                            ("talk", "Would like a talk"),
                            ("rather_not", "Would rather not"),
                            ("wrong", "Moved, or the address is wrong"),
                        ],
                        default="to_do",
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="times tried")),
                ("tried_on", models.DateField(blank=True, null=True, verbose_name="last tried on")),
                ("forgotten_on", models.DateField(blank=True, null=True, verbose_name="personal content removed on")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.area",
                        verbose_name="neighbourhood",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="round_addresses",
                        to="casework.case",
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
                    "visitor",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="addresses",
                        to="casework.roundvisitor",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addresses",
                        to="casework.visitround",
                    ),
                ),
            ],
            options={
                "verbose_name": "address of a round",
                "verbose_name_plural": "addresses of a round",
                "ordering": ["order", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "round", "order"], name="round_address_walk"),
                    models.Index(fields=["municipality", "visitor", "outcome"], name="round_address_of_visitor"),
                    models.Index(fields=["municipality", "case"], name="round_address_of_case"),
                    models.Index(fields=["municipality", "name_index"], name="round_address_name"),
                    models.Index(fields=["municipality", "phone_index"], name="round_address_phone"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundTap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("to_do", "To do"),
                            ("not_home", "Tried, not reached"),
                            ("spoken", "Spoken"),
                            ("talk", "Would like a talk"),
                            ("rather_not", "Would rather not"),
                            ("wrong", "Moved, or the address is wrong"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "before",
                    models.JSONField(
                        blank=True,
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        null=True,
                        verbose_name="as it was before",
                    ),
                ),
                ("taken_back_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taps",
                        to="casework.roundaddress",
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
                "verbose_name": "outcome of a visit or call",
                "verbose_name_plural": "outcomes of visits and calls",
                "ordering": ["at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "line", "at"], name="round_taps")],
            },
        ),
        migrations.CreateModel(
            name="Pair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="number")),
                ("terms", models.JSONField(blank=True, default=list, verbose_name="why")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed, nobody was asked"),
                            ("asked", "both are asked"),
                            ("running", "they know each other"),
                            ("declined", "one of them would rather not"),
                            ("dropped", "put aside by us"),
                            ("ended", "ended"),
                        ],
                        default="proposed",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "volunteer_said",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No")],
                        max_length=3,
                        verbose_name="the volunteer said",
                    ),
                ),
                (
                    "person_said",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3, verbose_name="the person said"
                    ),
                ),
                (
                    "volunteer_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("time", "The times do not suit"),
                            ("far", "It is too far"),
                            ("kind", "Would rather do something else"),
                            ("full", "Has no room now"),
                            ("somebody_else", "Would rather have somebody else"),
                            ("other", "Something else"),
                        ],
                        max_length=13,
                        verbose_name="because",
                    ),
                ),
                (
                    "person_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("time", "The times do not suit"),
                            ("far", "It is too far"),
                            ("kind", "Would rather do something else"),
                            ("full", "Has no room now"),
                            ("somebody_else", "Would rather have somebody else"),
                            ("other", "Something else"),
                        ],
                        max_length=13,
                        verbose_name="because",
                    ),
                ),
                ("told", models.JSONField(blank=True, default=list, verbose_name="what the volunteer may read")),
                ("proposed_at", models.DateTimeField(verbose_name="proposed")),
                ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="asked")),
                ("first_on", models.DateField(blank=True, null=True, verbose_name="first time")),
                ("began_at", models.DateTimeField(blank=True, null=True, verbose_name="began")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "over",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "It is done: they went, or it was arranged"),
                            ("go_on_alone", "They go on without us"),
                            ("did_not_click", "It did not click"),
                            ("volunteer_stops", "The volunteer stops"),
                            ("person_stops", "The person would rather not any more"),
                            ("other", "Something else"),
                        ],
                        max_length=15,
                        verbose_name="ended because",
                    ),
                ),
                ("to_ask", models.BooleanField(default=False, verbose_name="to be asked how it was")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "wish",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pairs",
                        to="casework.buddywish",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pairs",
                        to="casework.volunteer",
                    ),
                ),
            ],
            options={
                "verbose_name": "pair",
                "verbose_name_plural": "pairs",
                "ordering": ["-proposed_at", "-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "state", "proposed_at"], name="pair_state"),
                    models.Index(fields=["municipality", "volunteer", "state"], name="pair_of_volunteer"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "wish", "volunteer"), name="pair_proposed_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["proposed", "asked", "running"])),
                        fields=("municipality", "wish"),
                        name="pair_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BuddySettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("floor", models.PositiveSmallIntegerField(default=30, verbose_name="fits at least, 0 to 100")),
                ("fairness_per_day", models.FloatField(default=0.5, verbose_name="points for each day of waiting")),
                (
                    "months",
                    models.PositiveSmallIntegerField(default=36, verbose_name="certificate and references, months"),
                ),
                (
                    "certificate_kinds",
                    models.JSONField(
                        default=nabij.casework.models.settings._asking_certificate,
                        verbose_name="certificate needed for",
                    ),
                ),
                ("keep_days", models.PositiveSmallIntegerField(default=365, verbose_name="kept after stopping, days")),
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
                "verbose_name": "settings of pairs",
                "verbose_name_plural": "settings of pairs",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("municipality",), name="buddy_settings_once")],
            },
        ),
    ]
