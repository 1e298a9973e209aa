from django.core.management.base import BaseCommand

from interface.accounts.models import Role
from interface.pages.context import demonstration_people


class Command(BaseCommand):
    help = "Print the invented people one can sign in as: role, name, e-mail."

    def handle(self, **options):
        people = demonstration_people()
        if not people:
            self.stdout.write("There are no invented people here.")
            return
        width = max(len(person.name) for person in people)
        for person in people:
            role = Role(person.role).label
            self.stdout.write(f"{role:<22}  {person.name:<{width}}  {person.email}")
