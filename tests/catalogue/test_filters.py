"""A question and its address are the same thing said twice."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue import vocabulary
from dashboard.catalogue.filters import DIMENSIONS, LONGEST_QUERY, PARAMETERS, Filters, bound

lists = {
    field: st.lists(st.sampled_from(vocabulary.codes(dim)), max_size=4, unique=True)
    for field, dim in DIMENSIONS.items()
}
questions = st.fixed_dictionaries(
    {
        **lists,
        "query": st.text(max_size=40),
        "since": st.none() | st.integers(1800, 2100),
        "figures": st.none() | st.booleans(),
    }
)


@given(questions)
def test_a_question_survives_its_address(asked: dict) -> None:
    address = {
        PARAMETERS[field]: value if isinstance(value, list) else [value]
        for field, value in asked.items()
        if isinstance(value, list)
    }
    address["q"] = [asked["query"]]
    address["from"] = [str(asked["since"])] if asked["since"] else []
    address["figures"] = [] if asked["figures"] is None else ["yes" if asked["figures"] else "no"]

    first, _ = Filters.from_query(address)
    again, unknown = Filters.from_query(first.to_query())

    assert again == first
    assert unknown == ()


def test_codes_stand_in_one_order_however_they_were_clicked() -> None:
    one, _ = Filters.from_query({"theme": ["security", "cohesion"]})
    two, _ = Filters.from_query({"theme": ["cohesion", "security", "cohesion"]})

    assert one == two
    assert one.to_query() == {"theme": ["cohesion", "security"]}


def test_unknown_codes_are_dropped_and_named() -> None:
    filters, unknown = Filters.from_query(
        {"theme": ["cohesion", "colour"], "country": ["XX"], "from": ["soon"], "figures": ["1"]}
    )

    assert filters == Filters(themes=("cohesion",))
    assert unknown == ("colour", "XX", "soon", "1")


def test_what_is_typed_is_cut_and_cleaned_but_not_lost() -> None:
    filters, _ = Filters.from_query({"q": ["  caf\x00é \n au\tlait " + "x" * 1000]})

    assert filters.query.startswith("caf é au lait xxx")
    assert len(filters.query) == LONGEST_QUERY


def test_one_restriction_or_a_whole_field_can_be_dropped() -> None:
    filters = Filters(themes=("cohesion", "security"), since=2010)

    assert filters.without("themes", "cohesion").themes == ("security",)
    assert filters.without("themes").themes == ()
    assert filters.without("since").since is None


def test_an_empty_question_binds_nothing_that_restricts() -> None:
    values = bound(Filters())

    assert {value for value in values.values() if not isinstance(value, list)} == {0, None}
    assert values["countries"] == [] and values["cities"] == []
