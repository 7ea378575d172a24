"""The cast: the invented people that a visitor of the example can be."""

from nabij.core.models import Membership, Municipality, User
from nabij.demo.world import read
from nabij.directory.models import Organisation


def fill_cast() -> None:
    """Users with their memberships. They have no password: the demo's door is their only way in."""
    municipalities = {row.code: row for row in Municipality.objects.filter(example=True)}
    organisations = dict(Organisation.objects.values_list("source_id", "uid"))
    for person in read("cast.toml")["person"]:
        user = User.objects.create_user(
            person["email"],
            first_name=person["first_name"],
            last_name=person["last_name"],
            job_title=person["job_title"],
            demo_text=person["about"],
            demo_text_en=f"{person['job_title_en']}. {person['about_en']}",
        )
        for membership in [person, *person.get("also", [])]:
            Membership.objects.create(
                user=user,
                municipality=municipalities[membership["municipality"]],
                role=membership["role"],
                organisation_uid=organisations.get(membership.get("organisation", "")),
            )
