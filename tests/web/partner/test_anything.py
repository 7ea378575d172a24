"""Whatever is typed or tampered with: a form that says what is wrong, or something that was published. Never a failure."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nabij.directory.models import Offer, Organisation
from tests.web.partner.test_publishing import address, publish_url

FIELDS = (
    "form_key", "name", "summary", "description", "where", "place_name", "place_street",
    "place_postcode", "place_town", "fetched", "rhythm", "dates", "days", "interval", "weeks",
    "starts_at", "ends_at", "starts_on", "until", "skip_holidays", "cost", "cost_per_visit",
    "cost_per_month", "cost_note", "welcomed_by", "contact_phone", "contact_email", "capacity",
    "group_size", "languages", "accessible", "audiences", "only_for", "age_min", "age_max",
    "website", "form", "mechanisms", "causes", "name_en", "summary_en", "description_en",
)  # fmt: skip
#: What people and programs type: choices, dates, times, amounts, and nonsense.
TYPED = st.one_of(
    st.sampled_from(
        [
            "", "new", "at_home", "phone", "once", "weekly", "monthly", "none", "keep", "free",
            "paid", "ask", "MO", "TH", "1", "2", "-1", "0", "5", "3131AB", "10.00", "25:99",
            "0.00", "24.00", "31-12-9999", "1-1-0001", "29 februari", "31 februari", "3 en 4 mei",
            "2,50", "-3", "9999999999", "€", "nl", "wheelchair", "🫖" * 50, "שלום", "<b>x</b>",
            "a\x00b", "\ud7ff", "x" * 7000, "https://[", "a@b", "١٢", "²", "1e9", "NaN",
        ]
    ),
    st.text(max_size=60),
)  # fmt: skip
FORMS = st.dictionaries(
    st.sampled_from(FIELDS), st.lists(TYPED, min_size=1, max_size=3), max_size=14
)


@pytest.mark.parametrize("step", ["check", "publish", "change"])
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changed=FORMS)
@example(changed={"rhythm": ["once"], "dates": ["31-12-9999"]})
@example(changed={"starts_on": ["31-12-9999"], "until": ["31-12-9999"]})
@example(changed={"until": ["1-1-0001"]})
@example(changed={"starts_on": ["¹"], "until": ["²"]})
@example(changed={"interval": ["5"]})
@example(changed={"rhythm": ["monthly"], "weeks": ["7"]})
@example(changed={"name": ["a\x00b"]})
def test_publishing(
    changed: dict[str, list[str]], step: str, editor: Client, teapot: Organisation, filled: Any
) -> None:
    response = editor.post(publish_url(teapot), {**filled(), **changed, "step": step})
    assert response.status_code in (200, 302, 422)
    preview = editor.post(address("preview", uid=teapot.uid), {**filled(), **changed})
    assert preview.status_code == 200
    if response.status_code == 302:
        made = Offer.objects.filter(organisation=teapot).latest("pk")
        for name in ("offer", "edit", "copy"):
            assert editor.get(address(name, uid=made.uid)).status_code == 200
        assert editor.get(f"/nl/testdam/activiteit/{made.uid}/", follow=True).status_code == 200
