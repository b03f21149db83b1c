"""One post with its thread around it, what was done before, and the ways to act on it."""

from __future__ import annotations

import streamlit as st

from dashboard import i18n, moderation_words, navigation, state
from dashboard.catalogue import people
from dashboard.catalogue.moderation import AppealOpen, notices, queue, rules
from dashboard.catalogue.moderation.queue import Near, Whole
from dashboard.catalogue.rights import Actor
from dashboard.components import links, markup, outcome, review_words
from dashboard.components.markup import text
from dashboard.components.moderation import acting, said, words_field
from dashboard.i18n import _, language, n_

KEYS = "mod_keys"
_ALIKE = ("words", "device", "place")


def show(actor: Actor, one: Whole) -> None:
    """Top to bottom: what it is, in its thread, who complains, and the decision."""
    links.show(_head(one), key="moderation_head")
    markup.html(_context(one, queue.around(actor, one.post_id)))
    _notices(actor, one)
    _decision(actor, one)
    _alike(actor, one)
    _before(actor, one)


def _head(one: Whole) -> str:
    facts = [
        said.state(one.state),
        text(moderation_words.kind(one.kind)),
        text(said.moment(one.written_at)),
        text(moderation_words.spoken(one.language)),
    ]
    if one.suspicion:
        why = moderation_words.suspicion(one.suspicion)
        facts.append(f'<b class="said-mark">{text(_("Set aside: {why}").format(why=why))}</b>')
    if one.cities:
        names = i18n.listed([moderation_words.room(f"city:{city}") for city in one.cities])
        facts.append(text(_("to {cities}").format(cities=names)))
    if one.thread:
        href = navigation.address("moderation", language(), part="threads", thread=one.thread)
        word = _("The thread is frozen") if one.frozen else _("Freeze the thread")
        facts.append(markup.link(href, word))
    if one.house:
        facts.append(text(_("From another house")))
    where = markup.link(said.place(one.thread, one.post_id), said.thread(one.thread))
    return (
        f'<header class="said-head" id="post-{text(one.post_id)}" tabindex="-1">'
        f'<h2 class="said-where">{where}</h2>{said.facts(facts)}</header>'
    )


def _context(one: Whole, around: tuple[Near, ...]) -> str:
    """The post among its neighbours; alone where it hangs in no thread."""
    if not any(near.post_id == one.post_id for near in around):
        around = ()
    items = "".join(_near(near, one) for near in around) or f"<li>{_self(one)}</li>"
    name = text(_("The post in its thread"))
    return f'<ol class="said-thread" aria-label="{name}">{items}</ol>'


def _near(near: Near, one: Whole) -> str:
    if near.post_id == one.post_id:
        return f'<li class="said-{near.level}">{_self(one)}</li>'
    head = [said.name(near.name), text(said.waits(near.written_at))]
    if near.state != "shown":
        head.append(said.state(near.state))
    told = said.words(near.words, near.language) if near.state != "erased" else ""
    return f'<li class="said-near said-{near.level}">{said.facts(head)}{told}</li>'


def _self(one: Whole) -> str:
    head = [f"<b>{said.name(one.name)}</b>"]
    if one.edited_at:
        head.append(text(_("changed on {moment}").format(moment=said.moment(one.edited_at))))
    told = said.words(one.words, one.language, "said-words said-self")
    if one.reasons:
        told += said.words(one.reasons, one.language, "said-words said-reasons")
    return said.facts(head) + told


# Who complains ------------------------------------------------------------------------------------


def _notices(actor: Actor, one: Whole) -> None:
    found = notices.on_post(actor, one.post_id)
    if not found:
        return
    items = "".join(
        f"<li>{said.facts([text(moderation_words.rule(each.rule)), said.name(each.name)])}"
        f"{said.words(each.words, each.language)}</li>"
        for each in found
    )
    head = n_("{count} open notice", "{count} open notices", len(found))
    markup.html(f'<h3 class="said-part">{text(head)}</h3><ul class="said-notices">{items}</ul>')


# Acting -------------------------------------------------------------------------------------------


def _decision(actor: Actor, one: Whole) -> None:
    title = text(_("Your decision"))
    markup.html(f'<h3 class="said-part said-decide" id="decision">{title}</h3>')
    outcome.show(only=acting.DECISION)
    with st.container(key="moderation_decision"):
        if one.state == "held":
            _button_show(one, _("Show it"))
            rule_buttons(one.post_id, "refused", one.stamp, _("Refuse it, by rule"))
        elif one.state == "shown":
            rule_buttons(one.post_id, "hidden", one.stamp, _("Hide it, by rule"))
        else:
            _again(actor, one)
        if one.state in ("held", "shown"):
            _more(actor, one)
    _ways(one)


def _again(actor: Actor, one: Whole) -> None:
    """What was taken away: shown after all, with a reason; or by the appeal that waits."""
    if one.state == "erased":
        said.nothing(_("Its author has erased it. Nothing is left to decide."))
        return
    if one.appeal:
        href = navigation.address("moderation", language(), part="appeals")
        way = markup.link(href, _("To the appeals"))
        told = text(_(AppealOpen.message))
        links.show(f'<p class="review-none">{told} {way}</p>', key="moderation_appeal")
        return
    told = _("Taking an act back needs a reason. Its author reads it.")
    words_field.show(actor, one.post_id, _("Words to the author"), help_=told)
    _button_show(one, _("Show it after all"))


def _button_show(one: Whole, label: str) -> None:
    st.button(
        label,
        key="mod_show",
        type="primary",
        icon=":material/check:",
        shortcut=key("s"),
        on_click=acting.move,
        args=(one.post_id, "shown", one.stamp),
    )


def rule_buttons(post_id: str, to_state: str, stamp: int, label: str) -> None:
    """One click by a rule: the rule becomes the statement to the author."""
    markup.html(f'<p class="note said-rules" id="by-rule">{text(label)}</p>')
    with st.container(horizontal=True, key="moderation_rules", gap="xsmall"):
        for place, one in enumerate(rules.edition(language()).rules, start=1):
            st.button(
                one.name,
                key=f"mod_rule_{one.code}",
                help=one.words,
                shortcut=key(str(place)) if place < 10 else None,
                on_click=acting.move,
                args=(post_id, to_state, stamp, one.code),
            )


def key(sign: str) -> str | None:
    """A key that does it, as long as single keys are on."""
    return sign if state.held(KEYS) is not False else None


def _more(actor: Actor, one: Whole) -> None:
    """What the author is told besides the rule."""
    typed = bool(str(state.held(acting.words_key(one.post_id)) or ""))
    with st.expander(_("Tell its author more"), key=f"mod_more_{one.post_id}", expanded=typed):
        help_ = _("The rule is told in its wording anyway. Do not name other people.")
        words_field.show(actor, one.post_id, _("Words to the author"), help_=help_)


def _ways(one: Whole) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="moderation_ways"):
        st.button(
            _("Leave it for later"),
            key="mod_skip",
            icon=":material/arrow_forward:",
            shortcut=key("n"),
            on_click=acting.skip,
            args=(one.post_id,),
        )
        if state.held(KEYS) is None:
            state.lend(KEYS, True)
        st.toggle(
            _("Single keys act"),
            key=KEYS,
            persist_state="session",
            help=_("S shows, 1 to 9 go by rule, N opens the next. Off, no key does anything."),
        )


# Others like it -----------------------------------------------------------------------------------


def _alike(actor: Actor, one: Whole) -> None:
    """Posts of the same words, device or address: each can be acted on with this one."""
    found = queue.alike(actor, one.post_id)
    if not any(found.values()):
        return
    markup.html(f'<h3 class="said-part">{text(_("Others like it"))}</h3>')
    with st.container(horizontal=True, key="moderation_alike"):
        for by in _ALIKE:
            if found[by]:
                st.button(
                    alike(by, found[by]),
                    key=f"mod_alike_{by}",
                    icon=":material/table_rows:",
                    on_click=acting.choose_alike,
                    args=(one.post_id, by),
                )


def alike(by: str, count: int) -> str:
    """'3 others with the same words'."""
    return {
        "words": n_(
            "{count} other with the same words", "{count} others with the same words", count
        ),
        "device": n_("{count} other of this browser", "{count} others of this browser", count),
        "place": n_(
            "{count} other from this address that day",
            "{count} others from this address that day",
            count,
        ),
    }[by]


# What was before ----------------------------------------------------------------------------------


def _before(actor: Actor, one: Whole) -> None:
    """Earlier texts and earlier acts."""
    texts, done = queue.earlier(actor, one.post_id), queue.acts_on(actor, one.post_id)
    if texts:
        told = n_("{count} earlier text", "{count} earlier texts", len(texts))
        with st.expander(told, key=f"mod_texts_{one.post_id}"):
            markup.html("".join(_text(each, one.language) for each in texts))
    if done:
        names = people.names({each.acted_by for each in done})
        told = n_("{count} act on it so far", "{count} acts on it so far", len(done))
        with st.expander(told, key=f"mod_acts_{one.post_id}"):
            markup.html(markup.lines([_act(each, names) for each in done]))


def _text(one: queue.Text, spoken: str) -> str:
    until = text(_("until {moment}").format(moment=said.moment(one.until)))
    more = said.words(one.reasons, spoken, "said-words said-reasons") if one.reasons else ""
    return f'<p class="note">{until}</p>{said.words(one.words, spoken)}{more}'


def _act(one: queue.Act, names: review_words.Names) -> str:
    told = _("{when}, {who}: from “{before}” to “{after}”, {cause}").format(
        when=said.moment(one.acted_at),
        who=review_words.who(one.acted_by, names),
        before=moderation_words.state(one.from_state),
        after=moderation_words.state(one.to_state),
        cause=moderation_words.cause(one.cause),
    )
    by = f"<br>{text(moderation_words.rule(one.rule))}" if one.rule else ""
    more = f"<br>{text(one.words)}" if one.words else ""
    return f"{text(told)}{by}{more}"
