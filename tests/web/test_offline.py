"""A page that is opened from a disk: its links lead to files beside it or nowhere, its words stay."""

from __future__ import annotations

from dashboard.web import offline

KNOWN = {"/en/p/a": "a.html", "/en/c/b#figures": "../c/b.html#figures"}


def written(markup: str, live: str | None = None, banner: str = "") -> str:
    def where(address: str) -> str | None:
        if address.startswith(("http", "#", "mailto")):
            return address
        return KNOWN.get(address) or (f"{live}{address}" if live else None)

    return offline.rewritten(markup, where, banner)


def test_a_link_leads_to_the_file_beside_it() -> None:
    assert written('<p>See <a class="way" href="/en/p/a">A &amp; B</a>.</p>') == (
        '<p>See <a class="way" href="a.html">A &amp; B</a>.</p>'
    )
    assert written('<a href="/en/c/b#figures">b</a>') == '<a href="../c/b.html#figures">b</a>'


def test_what_has_no_file_leads_to_the_live_house_or_is_words_alone() -> None:
    markup = '<p><a href="/en/check?x=1&amp;y=2">Check</a> it</p>'

    assert written(markup, live="https://h.example") == (
        '<p><a href="https://h.example/en/check?x=1&amp;y=2">Check</a> it</p>'
    )
    assert written(markup) == "<p><a>Check</a> it</p>"


def test_an_entry_of_a_list_that_was_only_such_a_link_is_left_out() -> None:
    markup = '<ul><li><a href="/en/check">Check</a></li><li><a href="/en/p/a">A</a></li></ul>'

    assert written(markup) == '<ul><li><a href="a.html">A</a></li></ul>'
    assert written('<li>Or <a href="/en/check">check</a></li>') == "<li>Or <a>check</a></li>"
    nested = '<li><b>x</b><ul><li><a href="/x">y</a></li></ul></li>'
    assert written(nested) == "<li><b>x</b><ul></ul></li>"


def test_all_else_stays_byte_for_byte() -> None:
    markup = (
        '<!DOCTYPE html>\n<html lang="fr"><head><style>a > b { color: light-dark(#000, #fff) }'
        "</style></head><body><!-- kept --><p lang='de' hidden>Ü&nbsp;&#8239;&lt;b&gt;</p>"
        '<svg viewBox="0 0 2 2"><path d="M0 0h1v1z"/></svg><br><a href="#figures">x</a>'
        '<a href="https://city.example/?a=1&amp;b=2" rel="noopener">y</a></body></html>\n'
    )

    assert written(markup) == markup


def test_scripts_and_forms_go_with_all_that_is_inside() -> None:
    markup = (
        '<p>a</p><script>if (a < b) { document.write("<p>") }</script><form action="/en/check">'
        '<input name="q"><p>words</p><button>Go</button></form><p>b</p>'
    )

    assert written(markup) == "<p>a</p><p>b</p>"


def test_a_picture_that_is_not_taken_along_leaves_its_words() -> None:
    markup = '<img src="/en/picture/x.svg" alt="Practices &amp; cities" width="10">'

    assert written(markup) == '<span class="note">Practices &amp; cities</span>'
    inline = '<img src="data:image/png;base64,AA==" alt="">'
    assert written(inline) == inline


def test_the_head_points_to_files_or_to_nothing() -> None:
    head = (
        '<link rel="alternate" hreflang="en" href="/en/p/a"><link rel="canonical" href="/en/x">'
        '<meta property="og:url" content="/en/x"><meta name="description" content="/en/x">'
    )

    assert written(head) == (
        '<link rel="alternate" hreflang="en" href="a.html">'
        '<meta name="description" content="/en/x">'
    )


def test_the_banner_stands_first_in_the_main_content_once() -> None:
    assert written("<main id='c'><h1>x</h1></main><main></main>", banner="<p>frozen</p>") == (
        "<main id='c'><p>frozen</p><h1>x</h1></main><main></main>"
    )


def test_a_way_from_file_to_file() -> None:
    assert offline.relative("en/p/a.html", "en/c/b.html#x") == "../c/b.html#x"
    assert offline.relative("en/p/a/v/1.html", "record/a/1.json") == "../../../../record/a/1.json"
    assert offline.relative("index.html", "fr/index.html") == "fr/index.html"
