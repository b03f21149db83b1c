"""The command for people: invite, list, give and take roles, suspend, sign out, erase."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from dashboard import settings
from dashboard.catalogue import geography, people
from dashboard.catalogue.errors import CatalogueError, NotFound, UnknownPlace
from dashboard.catalogue.people import Person
from dashboard.catalogue.people.accounts import COMMAND_LINE
from dashboard.catalogue.rights import OF_A_CITY, ROLES, Grant
from dashboard.i18n import LANGUAGES
from dashboard.local_socket import Console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is to be done, and with whom."""
    ways = parser.add_subparsers(dest="way", required=True, metavar="WAY")
    invite = ways.add_parser("invite", help="make a one-use link, good for seven days")
    _role(invite)
    invite.add_argument("--language", choices=list(LANGUAGES), help="of the page it opens")
    ways.add_parser("list", help="everybody with an account, their roles and state")
    for way, told in (("grant", "give a role"), ("revoke", "take a role")):
        changed = ways.add_parser(way, help=told)
        _whom(changed)
        _role(changed)
    for way, told in (
        ("suspend", "keep somebody out until they are brought back"),
        ("bring-back", "let somebody in again"),
        ("sign-out", "end all their sessions, in every browser"),
        ("erase", "forget who they were; what they did stays"),
    ):
        _whom(ways.add_parser(way, help=told))


def _whom(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="ADDRESS", help="their e-mail address or account")


def _role(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", choices=ROLES, required=True)
    parser.add_argument("--city", metavar="CITY", help="its name in addresses, or GeoNames number")


def main(args: argparse.Namespace, console: Console) -> int:
    """Do it; 1 with a sentence where it cannot be done."""
    try:
        _WAYS[args.way](args, console)
    except NotFound:
        console.fault(f"Nobody here has the address or account {args.person}.")
        return 1
    except people.UnknownRole:
        needs = "needs --city" if args.role in OF_A_CITY else "is held everywhere, without --city"
        console.fault(f"The role {args.role} {needs}.")
        return 1
    except UnknownPlace:
        console.fault(f"No city is known as {args.city}.")
        return 1
    except CatalogueError as error:
        console.fault(error.message)
        return 1
    return 0


def _invite(args: argparse.Namespace, console: Console) -> None:
    token = people.invite(None, args.role, _city(args.city))
    console.say(people.invitation_link(settings.address(), token, args.language or ""))
    console.say("It works once, for seven days. Whoever has it comes in: send it to one person.")


def _list(_args: argparse.Namespace, console: Console) -> None:
    found = people.all_people(COMMAND_LINE)
    for one in found:
        roles = ", ".join(sorted(map(_held, one.grants))) or "no role"
        console.say(f"{one.login or one.account}  {one.name}  {one.state}  {roles}")
    console.say("1 person" if len(found) == 1 else f"{len(found)} people")


def _grant(args: argparse.Namespace, console: Console) -> None:
    person = _person(args.person)
    people.grant(COMMAND_LINE, person.account, args.role, _city(args.city))
    console.say(f"{person.name} is {args.role}.")


def _revoke(args: argparse.Namespace, console: Console) -> None:
    person = _person(args.person)
    people.revoke(COMMAND_LINE, person.account, args.role, _city(args.city))
    console.say(f"{person.name} is not {args.role}.")


def _suspend(args: argparse.Namespace, console: Console) -> None:
    person = _person(args.person)
    people.suspend(COMMAND_LINE, person.account)
    console.say(f"{person.name} is suspended and signed out.")


def _bring_back(args: argparse.Namespace, console: Console) -> None:
    person = _person(args.person)
    people.bring_back(COMMAND_LINE, person.account)
    console.say(f"{person.name} may sign in again.")


def _sign_out(args: argparse.Namespace, console: Console) -> None:
    person = _person(args.person)
    people.sign_out_everywhere(person.account)
    console.say(f"{person.name} is signed out everywhere.")


def _erase(args: argparse.Namespace, console: Console) -> None:
    person = _person(args.person)
    people.erase(COMMAND_LINE, person.account)
    console.say("The person is forgotten; what they did stays.")


_WAYS: dict[str, Callable[[argparse.Namespace, Console], None]] = {
    "invite": _invite,
    "list": _list,
    "grant": _grant,
    "revoke": _revoke,
    "suspend": _suspend,
    "bring-back": _bring_back,
    "sign-out": _sign_out,
    "erase": _erase,
}


def _person(told: str) -> Person:
    plain = told.strip().casefold()
    for one in people.all_people(COMMAND_LINE):
        if plain in (one.login, one.account):
            return one
    raise NotFound(told)


def _city(told: str | None) -> int | None:
    """The number of a city by its slug, or by its number for one that has no practice yet."""
    if not told:
        return None
    if told.lstrip("-").isdecimal():
        return geography.by_id(int(told)).place_id
    number = people.city_of_slug(told)
    if number is None:
        raise UnknownPlace(told)
    return number


def _held(grant: Grant) -> str:
    if not grant.city_id:
        return grant.role
    return f"{grant.role} for {geography.by_id(grant.city_id).name}"
