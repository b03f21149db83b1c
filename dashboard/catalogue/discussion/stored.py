"""What is stored of people: every column, what it is for and when it ends. The privacy page is it.

A new column of any table fails a test until it is decided here: personal, or not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

# When things end; None: with what it belongs to, or at will. `retention` acts by these.
TERMS: Mapping[str, timedelta | None] = {
    "the_day": timedelta(days=1),
    "device": timedelta(days=30),
    "voice": timedelta(days=180),
    "wish": timedelta(days=90),
    "unconfirmed": timedelta(days=7),
    "notice": timedelta(days=90),
    "letter": timedelta(days=365),
    "letter_done": timedelta(days=30),
    "not_shown": timedelta(days=365),
    "session": timedelta(days=30),
    "invitation": timedelta(days=90),
    "tries": timedelta(days=1),
    "at_will": None,
    "with_the_post": None,
    "with_the_account": None,
    "log": None,
    "office": None,
}


@dataclass(frozen=True)
class Stored:
    """Something that is stored of people, as codes: what it is, what for, when it ends."""

    what: str
    why: str
    ends: str  # of TERMS


def _listed(*groups: tuple[Stored, Mapping[str, str]]) -> Mapping[str, Stored]:
    found: dict[str, Stored] = {}
    for stored, tables in groups:
        for table, columns in tables.items():
            for column in columns.split():
                assert f"{table}.{column}" not in found, f"{table}.{column} is listed twice"
                found[f"{table}.{column}"] = stored
    return found


STORED: Mapping[str, Stored] = _listed(
    # ---- of inhabitants -------------------------------------------------------------------------
    (
        Stored("words", "discussion", "at_will"),
        {"post": "words reasons", "post_text": "words reasons"},
    ),
    (Stored("not_shown", "statement", "not_shown"), {"post": "suspicion"}),
    (Stored("name", "discussion", "at_will"), {"post": "name"}),
    (Stored("sixteen", "minors", "with_the_post"), {"post": "sixteen"}),
    (Stored("link", "own_post", "with_the_post"), {"post": "key_mark receipt"}),
    (Stored("device", "spam", "device"), {"post": "device"}),
    (Stored("place", "spam", "the_day"), {"post": "place", "day_salt": "salt"}),
    (
        Stored("voice", "once_each", "voice"),
        {"voice": "device said", "support": "device"},
    ),
    (Stored("email", "answer", "wish"), {"post_contact": "contact key_mark"}),
    (
        Stored("statement", "statement", "with_the_post"),
        {"moderation_act": "words", "appeal": "words answer"},
    ),
    (
        Stored("notice", "notice", "notice"),
        {"notice": "words name contact key_mark receipt answer"},
    ),
    (Stored("letter", "letter", "letter"), {"letter": "words contact receipt"}),
    # ---- of people who work here ----------------------------------------------------------------
    (
        Stored("account", "sign_in", "with_the_account"),
        {"account": "account login name password issuer subject language"},
    ),
    (Stored("roles", "sign_in", "with_the_account"), {"account_role": "account role city_id"}),
    (Stored("session", "sign_in", "session"), {"session": "mark account last_seen"}),
    (Stored("invitation", "sign_in", "invitation"), {"invitation": "mark used_by"}),
    (Stored("tries", "guessing", "tries"), {"sign_in_try": "mark failures"}),
    (
        Stored("trace", "log", "log"),
        {
            "account_role": "granted_by revoked_by",
            "answer": "answered_by",
            "answer_draft": "author",
            "appeal": "decided_by",
            "audit": "actor note",
            "commitment_step": "told_by",
            "confirmation": "account",
            "confirmation_ask": "asked_by",
            "contact": "added_by",
            "declaration_link": "linked_by",
            "declaration_reason": "given_by",
            "discussion_room": "set_by",
            "edition": "made_by",
            "embargo": "sealed_by",
            "exchange_file": "taken_by",
            "import": "actor undone_by",
            "import_mapping": "decided_by",
            "invitation": "made_by",
            "letter": "done_by",
            "moderation_act": "acted_by",
            "notice": "decided_by",
            "outcome": "author",
            "outcome_version": "author signed_by",
            "practice_version": "author",
            "reply_template": "made_by",
            "review_answer": "author",
            "review_note": "author resolved_by",
            "submission": "author reviewer",
            "summit_draft": "author",
            "thread": "frozen_by",
        },
    ),
    # ---- of people in office --------------------------------------------------------------------
    (
        Stored("contact", "still_running", "at_will"),
        {"contact": "address", "confirmation_ask": "contact_id code_sha256"},
    ),
    (
        Stored("office", "public_role", "office"),
        {
            "workshop_city": "representative office",
            "workshop": "body",
            "summit_story": "body",
            "summit_draft": "body",
            "outcome": "body",
            "outcome_version": "body",
            "answer": "office",
            "commitment_step": "office",
            "declaration_reason": "office",
        },
    ),
)

# Columns that say nothing of a person, looked through one by one: codes, numbers, times and states
# of things, texts of the catalogue, and what is derived from them.
_NOT: Mapping[str, str] = {
    "account": "state created_at",
    "account_role": "granted_at revoked_at",
    "answer": "post_id city version standing language texts answered_at house",
    "answer_draft": "post_id city body stamp saved_at",
    "appeal": "appeal_id act_id post_id language asked_at state answer_language decided_at",
    "audit": "audit_id occurred_at role action entity entity_id version from_state to_state"
    " request_id",
    "card": "practice_id language slug city_id city title title_language summary summary_language",
    "catalogue_version": "version released_on",
    "city": "city_id slug country region size latitude longitude population population_source"
    " website observatory_member notes",
    "city_alias": "city_id alias",
    "city_name": "city_id language name",
    "city_source": "city_id position url",
    "code": "dim number slug",
    "commitment_step": "outcome_id number state words language told_at",
    "confirmation": "confirmation_id practice_id confirmed_at by_kind kind note ended_year ask_id"
    " receipt",
    "confirmation_ask": "ask_id practice_id language asked_at expires_at answered_at closed_at",
    "contact": "contact_id city_id practice_id language added_at erased_at",
    "day_salt": "day",
    "declaration_link": "summit point slug state linked_at note",
    "declaration_reason": "summit point city number words language given_at",
    "discussion_room": "room mode is_open set_at",
    "edition": "name made_at catalogue_version practices files bytes sha256",
    "embargo": "embargo_id receipt opens_at zone role sealed_at note ended_at ending fault",
    "exchange_file": "sha256 house taken_at told",
    "facet": "practice_id city_id country region size instrument status evidence main_theme themes"
    " topics audiences summits start_year has_figures has_results published_at",
    "figure": "practice_id version position value unit year period measured_by source_position"
    " label_en label_fr label_de label_es",
    "import": "import_id file_name sha256 template way new_count changed_count equal_count"
    " imported_at undone_at",
    "import_line": "import_id line slug receipt practice_id version earlier was_state",
    "import_mapping": "fingerprint body decided_at",
    "invitation": "role city_id made_at expires_at used_at",
    "letter": "letter_id about language sent_at done_at erase_after",
    "link_check": "url checked_at status reason moved_to",
    "moderation_act": "act_id post_id kind language from_state to_state rule words_language cause"
    " rules_version role acted_at told_at",
    "move": "subject from_state to_state role author reason_required",
    "notice": "notice_id post_id address rule language given_at state answer_language decided_at"
    " told_at",
    "outcome": "outcome_id receipt workshop state stamp version created_at updated_at withdrawn_at"
    " withdrawal house",
    "outcome_move": "from_state to_state role author reason_required",
    "outcome_version": "outcome_id version signed_at",
    "partner": "practice_id version position name",
    "permission": "action role scope",
    "post": "post_id kind thread parent level state language written_at shown_at edited_at stamp"
    " house house_stamp",
    "post_contact": "post_id language asked_at letter_at confirmed_at erase_after",
    "post_move": "from_state to_state role reason_required",
    "post_text": "post_id version until",
    "practice": "practice_id slug city_id state latest_version published_version created_at"
    " updated_at",
    "practice_similar": "practice_id rank other_id score closeness",
    "practice_text": "practice_id version language title summary challenge approach results origin",
    "practice_version": "practice_id version created_at main_theme themes topics audiences"
    " instrument status evidence start_year end_year lead sha256 original_language receipt"
    " change_note",
    "question_city": "post_id city sent_at due_on",
    "question_letter": "post_id city version written_at",
    "question_summit": "post_id summit",
    "redirect": "slug to_slug made_at reason ended_at",
    "reply_template": "template_id name language words made_at",
    "retention_run": "run_id ran_at erased",
    "review_answer": "answer_id note_id words written_at",
    "review_note": "note_id receipt field words written_at resolved_at",
    "role": "role",
    "schema_migration": "number name sha256 applied_at",
    "search_key": "key_id kind stem practices",
    "search_length": "language average",
    "search_post": "key_id practice_id weight",
    "search_vector": "practice_id fingerprint vector",
    "search_word": "language word written key_id",
    "session": "made_at ends_at ended_at",
    "sign_in_try": "last_at",
    "source": "practice_id version position url title publisher",
    "state": "state",
    "submission": "receipt practice_id base_version city_id state name body change_note stamp"
    " import_id version created_at updated_at submitted_at",
    "submission_sent": "receipt number body note sent_at",
    "summit": "summit edition city_id starts ends declaration_title declaration_url",
    "summit_city": "summit city_id took_part signed",
    "summit_draft": "receipt stamp created_at updated_at opened_at summit",
    "summit_story": "summit",
    "support": "post_id given_at",
    "text_origin": "practice_id version language field origin original_mark stale",
    "thread": "thread room made_at frozen_at summary",
    "voice": "thread said_at",
    "workshop": "workshop summit topic held_on",
    "workshop_city": "workshop city_id position",
}
NOT_PERSONAL = frozenset(
    f"{table}.{column}" for table, columns in _NOT.items() for column in columns.split()
)
