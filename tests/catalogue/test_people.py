"""Accounts: who comes in, for how long, and what is kept of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dashboard.catalogue import clock, database, people, rights
from dashboard.catalogue.errors import NotAllowed, NotFound
from dashboard.catalogue.people import Fault, LastAdministrator, Refused, UnknownRole, passwords
from dashboard.catalogue.rights import Actor, Grant
from tests.conftest import Desk

WORDS = "seven quiet rivers meet"
VIENNA = 2761369


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch):
    """Time stands still and goes on when told to."""
    passed, start = [timedelta()], clock.now()
    monkeypatch.setattr(clock, "now", lambda: start + passed[0])

    def go(**span: float) -> None:
        passed[0] += timedelta(**span)

    return go


def comes_in(
    role: str = "administrator", name: str = "Ada", city_id: int | None = None
) -> tuple[Actor, str]:
    """Somebody who accepted an invitation, and the token of their session."""
    token = people.invite(None, role, city_id)
    return people.accept(token, name, f"{name}@example.org", WORDS)


def refused(code: str):
    return pytest.raises(Refused, match=code)


# Invitations --------------------------------------------------------------------------------------


def test_an_invitation_makes_an_account_with_its_role_and_lets_in(desk: Desk) -> None:
    actor, token = comes_in("contributor", "Ada", VIENNA)

    assert actor.name == "Ada"
    assert actor.grants == {Grant("contributor", VIENNA)}
    assert people.session(token) == actor


def test_an_invitation_works_once(desk: Desk) -> None:
    token = people.invite(None, "reviewer")
    people.accept(token, "Ada", "ada@example.org", WORDS)

    with refused("gone"):
        people.accept(token, "Bea", "bea@example.org", WORDS)
    assert people.invitation(token) is None


def test_an_invitation_is_over_after_seven_days(desk: Desk, later) -> None:
    token = people.invite(None, "reviewer")
    later(days=6, hours=23)
    assert people.invitation(token) is not None
    later(hours=2)

    assert people.invitation(token) is None
    with refused("gone"):
        people.accept(token, "Ada", "ada@example.org", WORDS)


def test_a_withdrawn_invitation_works_no_more(desk: Desk) -> None:
    admin, _ = comes_in()
    token = people.invite(admin, "reviewer")
    people.withdraw(admin, people.invitations(admin)[0].mark)

    assert people.invitation(token) is None
    with pytest.raises(NotFound):
        people.withdraw(admin, people.mark(token))


@pytest.mark.parametrize(
    ("name", "login", "password", "wrong"),
    [
        ("", "ada@example.org", WORDS, {("name", "missing")}),
        ("A" * 81, "ada@example.org", WORDS, {("name", "long")}),
        ("Ada", "", WORDS, {("login", "missing")}),
        ("Ada", "ada", WORDS, {("login", "no_address")}),
        ("Ada", "a@b@c.org", WORDS, {("login", "no_address")}),
        ("Ada", "ada@example.org", "elevensigns", {("password", "short")}),
        ("Ada", "ada@example.org", "x" * 201, {("password", "long")}),
        ("Ada", "ada@example.org", "PassWord1234", {("password", "common")}),
        ("Ada", "ada@example.org", "abababababab", {("password", "common")}),
        ("Ada", "ada@example.org", "ADA@example.org", {("password", "like_login")}),
        ("", "x", "y", {("name", "missing"), ("login", "no_address"), ("password", "short")}),
    ],
)
def test_everything_that_is_wrong_is_told_at_once_and_the_invitation_stays_good(
    desk: Desk, name: str, login: str, password: str, wrong: set[tuple[str, str]]
) -> None:
    token = people.invite(None, "reviewer")

    with pytest.raises(Refused) as told:
        people.accept(token, name, login, password)

    assert {(one.field, one.code) for one in told.value.faults} == wrong
    assert people.accept(token, "Ada", "ada@example.org", WORDS)


def test_an_address_has_one_account_however_it_is_written(desk: Desk) -> None:
    comes_in()
    token = people.invite(None, "reviewer")

    with refused("taken"):
        people.accept(token, "Ada", " ADA@Example.org ", WORDS)
    assert people.invitation(token) is not None


def test_an_invitation_may_be_accepted_with_an_account_one_has(desk: Desk) -> None:
    actor, session = comes_in("reviewer")
    token = people.invite(None, "contributor", VIENNA)

    people.accept_as(actor, token)

    found = people.session(session)
    assert found is not None
    assert found.grants == {Grant("reviewer"), Grant("contributor", VIENNA)}
    with refused("gone"):
        people.accept_as(actor, token)


@pytest.mark.parametrize(
    ("role", "city_id"),
    [("contributor", None), ("mayors_office", 0), ("reviewer", VIENNA), ("king", None)],
)
def test_a_role_is_bound_to_a_city_exactly_where_it_has_to_be(
    desk: Desk, role: str, city_id: int | None
) -> None:
    with pytest.raises(UnknownRole):
        people.invite(None, role, city_id)


def test_the_first_start_leaves_one_open_invitation_only(desk: Desk) -> None:
    old, new = people.first_invitation(), people.first_invitation()

    assert people.invitation(old) is None
    assert people.invitation(new) is not None


# Signing in ---------------------------------------------------------------------------------------


def test_the_right_password_lets_in_and_the_session_of_before_ends(desk: Desk) -> None:
    actor, first = comes_in()

    second = people.sign_in("ADA@example.org", WORDS, old_token=first)

    assert people.session(second) == actor
    assert people.session(first) is None


def test_a_wrong_password_an_unknown_name_and_a_suspended_person_hear_the_same(desk: Desk) -> None:
    admin, _ = comes_in()
    bea, _ = comes_in("reviewer", "Bea")
    people.suspend(admin, bea.account)

    heard = set()
    for login, password in (
        ("ada@example.org", "not the words"),
        ("nobody@example.org", WORDS),
        ("bea@example.org", WORDS),
    ):
        with pytest.raises(Refused) as told:
            people.sign_in(login, password)
        heard.add(told.value.faults)

    assert heard == {(Fault("password", "wrong"),)}


def test_an_unknown_name_costs_the_same_work(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    comes_in()
    tried = []
    real = passwords._hasher.__class__.verify
    monkeypatch.setattr(
        passwords._hasher.__class__,
        "verify",
        lambda self, kept, said: (tried.append(kept[:30]), real(self, kept, said))[1],
    )

    for login in ("ada@example.org", "nobody@example.org"):
        with refused("wrong"):
            people.sign_in(login, "not the words")

    assert len(tried) == 2
    assert tried[0] == tried[1]  # the same parameters


def test_failures_slow_the_next_try_and_even_the_right_password_waits(desk: Desk, later) -> None:
    comes_in()
    for _try in range(6):
        with refused("wrong"):
            people.sign_in("ada@example.org", "not the words")
        later(seconds=2)
    with refused("wrong"):
        people.sign_in("ada@example.org", "not the words")

    with pytest.raises(Refused) as told:
        people.sign_in("ada@example.org", WORDS)
    assert told.value.faults[0].code == "wait"
    assert 2 < told.value.faults[0].seconds <= 4
    later(seconds=5)

    assert people.sign_in("ada@example.org", WORDS)


def test_a_wait_doubles_up_to_a_quarter_of_an_hour(desk: Desk, later) -> None:
    comes_in()
    waits = []
    for _try in range(17):
        with pytest.raises(Refused):
            people.sign_in("ada@example.org", "not the words")
        with pytest.raises(Refused) as told:
            people.sign_in("ada@example.org", "not the words")
        waits.append(told.value.faults[0].seconds)
        later(minutes=15)

    assert waits[-1] == 900
    assert sorted(waits) == waits


def test_many_names_from_one_address_are_slowed_too(desk: Desk, later) -> None:
    for number in range(30):
        with refused("wrong"):
            people.sign_in(f"name{number}@example.org", "not the words", "192.0.2.7")

    with refused("wait"):
        people.sign_in("other@example.org", "not the words", "192.0.2.7")
    with refused("wrong"):
        people.sign_in("other@example.org", "not the words", "192.0.2.8")


def test_one_good_account_does_not_open_the_door_for_guessing_at_others(desk: Desk, later) -> None:
    comes_in()
    for number in range(29):
        with refused("wrong"):
            people.sign_in(f"name{number}@example.org", "not the words", "192.0.2.7")
    people.sign_in("ada@example.org", WORDS, "192.0.2.7")
    with refused("wrong"):
        people.sign_in("last@example.org", "not the words", "192.0.2.7")

    with refused("wait"):
        people.sign_in("other@example.org", "not the words", "192.0.2.7")


def test_tries_are_forgotten_after_a_day(desk: Desk, later) -> None:
    for _try in range(5):
        with refused("wrong"):
            people.sign_in("ada@example.org", "not the words", "192.0.2.7")
    later(days=1, minutes=1)

    with refused("wrong"):
        people.sign_in("bea@example.org", "not the words", "192.0.2.8")
    assert sql("select count(*) from sign_in_try") == [(2,)]
    with refused("wrong"):
        people.sign_in("ada@example.org", "not the words")
    assert sql("select max(failures) from sign_in_try") == [(1,)]


def test_a_hash_with_lesser_parameters_is_renewed_at_sign_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    comes_in()
    before = sql("select password from account")
    stronger = passwords.PasswordHasher(time_cost=passwords._hasher.time_cost + 1)
    monkeypatch.setattr(passwords, "_hasher", stronger)

    people.sign_in("ada@example.org", WORDS)

    after = sql("select password from account")
    assert before != after
    assert people.sign_in("ada@example.org", WORDS)


def test_one_sign_typed_in_two_forms_is_one_password(desk: Desk) -> None:
    token = people.invite(None, "reviewer")
    people.accept(token, "Zoë", "zoe@example.org", "zoë und die flüsse")

    assert people.sign_in("zoe@example.org", "zoe\u0308 und die flu\u0308sse")


# Sessions -----------------------------------------------------------------------------------------


def test_a_session_ends_after_two_idle_hours(desk: Desk, later) -> None:
    _, token = comes_in()
    for _ in range(3):
        later(minutes=119)
        assert people.session(token)
    later(minutes=121)

    assert people.session(token) is None


def test_a_session_ends_after_twelve_hours_however_busy(desk: Desk, later) -> None:
    _, token = comes_in()
    for _ in range(11):
        later(hours=1)
        assert people.session(token)
    later(hours=1, seconds=1)

    assert people.session(token) is None


def test_how_long_a_session_lasts_is_a_setting(
    desk: Desk,
    later,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SESSION_IDLE_MINUTES", "5")
    _, token = comes_in()
    later(minutes=6)

    assert people.session(token) is None


def test_being_there_is_written_at_most_once_a_minute(desk: Desk, later) -> None:
    _, token = comes_in()
    seen = sql("select last_seen from session")
    later(seconds=50)
    people.session(token)
    assert sql("select last_seen from session") == seen
    later(seconds=11)
    people.session(token)

    assert sql("select last_seen from session") != seen


def test_signing_out_ends_this_session_and_everywhere_ends_all(desk: Desk) -> None:
    actor, one = comes_in()
    two, three = (people.sign_in("ada@example.org", WORDS) for _ in range(2))
    people.sign_out(one)
    assert people.session(one) is None
    assert len(people.sessions_of(actor.account)) == 2
    people.sign_out_everywhere(actor.account, people.mark(two))
    assert people.session(three) is None
    assert people.session(two)

    people.sign_out_everywhere(actor.account)

    assert people.session(two) is None


def test_neither_tokens_nor_passwords_nor_addresses_of_failures_are_in_the_store(
    desk: Desk,
) -> None:
    invitation = people.invite(None, "reviewer")
    _, session = people.accept(invitation, "Ada", "ada@example.org", WORDS)
    with refused("wrong"):
        people.sign_in("guessed@example.org", "not the words", "192.0.2.7")
    tables = ("account", "account_role", "invitation", "session", "sign_in_try", "audit")

    kept = "\n".join(str(sql(f"select * from {table}")) for table in tables)

    for secret in (invitation, session, WORDS, "guessed@example.org", "192.0.2.7"):
        assert secret not in kept
    assert "$argon2id$" in kept


# What administrators do ---------------------------------------------------------------------------


def test_a_role_given_or_taken_holds_at_the_next_look(desk: Desk) -> None:
    admin, _ = comes_in()
    bea, session = comes_in("researcher", "Bea")

    people.grant(admin, bea.account, "reviewer")
    people.grant(admin, bea.account, "reviewer")
    people.revoke(admin, bea.account, "researcher")

    found = people.session(session)
    assert found is not None and found.grants == {Grant("reviewer")}
    told = [(one.action, one.note) for one in people.trace(admin, bea.account)]
    assert told == [
        ("role_taken", "researcher"),
        ("role_given", "reviewer"),
        ("invitation_accepted", "researcher"),
    ]


def test_the_suspended_are_out_at_once_and_come_back_with_their_roles(desk: Desk) -> None:
    admin, _ = comes_in()
    bea, session = comes_in("reviewer", "Bea")

    people.suspend(admin, bea.account)
    assert people.session(session) is None
    people.bring_back(admin, bea.account)

    assert people.session(session) is None
    again = people.session(people.sign_in("bea@example.org", WORDS))
    assert again is not None and again.grants == {Grant("reviewer")}


def test_the_last_administrator_cannot_go(desk: Desk) -> None:
    admin, _ = comes_in()
    for act in (
        lambda: people.revoke(admin, admin.account, "administrator"),
        lambda: people.suspend(admin, admin.account),
        lambda: people.erase(admin, admin.account),
    ):
        with pytest.raises(LastAdministrator):
            act()
    comes_in("administrator", "Bea")

    people.revoke(admin, admin.account, "administrator")

    assert people.has_administrator()


def test_who_is_erased_leaves_what_they_did_and_nothing_of_themselves(desk: Desk) -> None:
    admin, _ = comes_in()
    bea, session = comes_in("reviewer", "Bea")
    people.rename(bea, "Beatrice Example")

    people.erase(admin, bea.account)

    assert people.session(session) is None
    assert people.names({admin.account, bea.account}) == {admin.account: "Ada"}
    assert [one.name for one in people.all_people(admin)] == ["Ada"]
    assert [one.actor for one in people.trace(admin, bea.account)][-1] == bea.account
    tables = ("account", "session", "sign_in_try", "audit", "invitation", "account_role")
    kept = "\n".join(str(sql(f"select * from {table}")) for table in tables).casefold()
    assert "beatrice" not in kept and "bea@" not in kept
    with refused("wrong"):
        people.sign_in("bea@example.org", WORDS)
    comes_in("reviewer", "Bea")  # the address is free again


@pytest.mark.parametrize("role", [one for one in rights.ROLES if one != "administrator"])
def test_nobody_else_may_do_any_of_it(desk: Desk, role: str) -> None:
    admin, _ = comes_in()
    actor = desk.person(role, city_id=VIENNA)
    for act in (
        lambda: people.invite(actor, "press"),
        lambda: people.invitations(actor),
        lambda: people.withdraw(actor, "x"),
        lambda: people.all_people(actor),
        lambda: people.trace(actor, admin.account),
        lambda: people.grant(actor, actor.account, "administrator"),
        lambda: people.revoke(actor, admin.account, "administrator"),
        lambda: people.suspend(actor, admin.account),
        lambda: people.bring_back(actor, admin.account),
        lambda: people.erase(actor, admin.account),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_every_change_of_a_person_is_in_the_log_with_its_actor(desk: Desk) -> None:
    admin, _ = comes_in()
    bea, _ = comes_in("reviewer", "Bea")
    people.suspend(admin, bea.account)
    people.bring_back(admin, bea.account)
    people.erase(admin, bea.account)

    told = sql(
        "select action, actor from audit where entity in ('account', 'invitation')"
        " order by audit_id"
    )
    assert told == [
        ("invited", "command line"),
        ("invitation_accepted", admin.account),
        ("invited", "command line"),
        ("invitation_accepted", bea.account),
        ("suspended", admin.account),
        ("brought_back", admin.account),
        ("erased", admin.account),
    ]


# One's own account --------------------------------------------------------------------------------


def test_a_new_password_ends_all_other_sessions(desk: Desk) -> None:
    actor, here = comes_in()
    other = people.sign_in("ada@example.org", WORDS)

    people.change_password(actor, WORDS, "eight loud mountains part", people.mark(here))

    assert people.session(here) and people.session(other) is None
    with refused("wrong"):
        people.sign_in("ada@example.org", WORDS)
    assert people.sign_in("ada@example.org", "eight loud mountains part")


def test_the_password_of_now_is_asked_for_and_the_new_one_has_to_do(desk: Desk) -> None:
    actor, _ = comes_in()

    with refused("old: wrong"):
        people.change_password(actor, "not the words", "eight loud mountains part")
    with refused("short"):
        people.change_password(actor, WORDS, "short")
    assert people.sign_in("ada@example.org", WORDS)


def test_a_name_is_tidied_and_must_be_one(desk: Desk) -> None:
    actor, _ = comes_in()
    people.rename(actor, "  Ada\u0000\u202e   Lovelace\n")

    assert people.names({actor.account}) == {actor.account: "Ada Lovelace"}
    with refused("missing"):
        people.rename(actor, "\u200b\n")


# Identity provider --------------------------------------------------------------------------------


def claims(**told: object) -> dict[str, object]:
    made = int((clock.now() - __import__("datetime").datetime(1970, 1, 1)).total_seconds())
    base = {"iss": "https://idp.example", "sub": "42", "iat": made, "nonce": "n1", "name": "Ada"}
    return {**base, **told}


def arrives(**told: object) -> Actor | None:
    found = people.from_claims(claims(**told))
    assert found is not None
    return people.of_identity(found)


def test_somebody_from_the_provider_gets_an_account_once(desk: Desk) -> None:
    first, second = arrives(), arrives(nonce="n2")

    assert first is not None and first == second
    assert first.grants == frozenset()
    assert len(people.sessions_of(first.account)) == 2


def test_signing_out_everywhere_ends_what_the_providers_cookie_would_go_on_telling(
    desk: Desk,
) -> None:
    told = claims()
    found = people.from_claims(told)
    assert found is not None
    actor = people.of_identity(found)
    assert actor is not None

    people.sign_out_everywhere(actor.account)

    assert people.of_identity(found) is None
    assert arrives(nonce="later") is not None


def test_an_old_token_of_the_provider_lets_nobody_in(desk: Desk) -> None:
    old = claims()
    old["iat"] = int(str(old["iat"])) - 13 * 3600

    found = people.from_claims(old)

    assert found is not None and people.of_identity(found) is None


def test_an_address_is_believed_only_where_the_provider_has_verified_it(desk: Desk) -> None:
    invited, _ = comes_in("reviewer")

    stranger = arrives(sub="43", email="ada@example.org", email_verified=False)
    same = arrives(sub="44", email="Ada@example.org", email_verified=True)

    assert stranger is not None and stranger.account != invited.account
    assert same is not None and same.account == invited.account
    assert same.grants == {Grant("reviewer")}
    with refused("wrong"):
        people.sign_in("ada@example.org", WORDS)  # the password is no way in any more


def test_roles_come_from_the_claim_that_is_set(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIDC_ROLES_CLAIM", "roles")

    actor = arrives(roles=["reviewer", "contributor:vienna", "contributor", "release", "king", 7])
    told = arrives(nonce="n2", roles="press, moderator")

    assert actor is not None and actor.grants == {Grant("reviewer"), Grant("contributor", VIENNA)}
    assert told is not None and told.roles == {"press", "moderator"}


def test_an_invitation_is_accepted_by_coming_from_the_provider(desk: Desk) -> None:
    token = people.invite(None, "administrator")
    found = people.from_claims(claims())
    assert found is not None

    actor = people.of_identity(found, "fr", token)

    assert actor is not None and actor.grants == {Grant("administrator")}
    assert people.invitation(token) is None


@pytest.mark.parametrize("missing", ["iss", "sub", "iat"])
def test_claims_that_name_nobody_are_nobody(desk: Desk, missing: str) -> None:
    assert people.from_claims({**claims(), missing: None}) is None


def sql(statement: str) -> list[tuple[object, ...]]:
    with database._cursor() as cursor:
        return cursor.execute(statement).fetchall()
