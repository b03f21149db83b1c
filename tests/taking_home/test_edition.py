"""The folder to take home: whole, without a server, with nothing from elsewhere, the same each time."""

from __future__ import annotations

import hashlib
import io
import json
import posixpath
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from PIL import Image

from dashboard.catalogue import editions, exhibition
from dashboard.catalogue.errors import NotFound
from dashboard.catalogue.exhibition import Subject
from dashboard.i18n import LANGUAGES
from dashboard.taking_home import branding, packing
from dashboard.taking_home.packing import Made
from dashboard.taking_home.pages import Pages, Wish
from tests.taking_home.small_house import EVIL_SHOWN, LIVE, SUMMIT, made, small_house


@pytest.fixture(scope="module", autouse=True)
def house(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with small_house(tmp_path_factory.mktemp("small"), store):
        yield


@pytest.fixture(scope="module")
def edition(house: None) -> Made:
    return made()


def pages(one: Made) -> dict[str, str]:
    return {path: text.decode() for path, text in one.files.items() if path.endswith(".html")}


class Links(HTMLParser):
    """Everything a page points at, and every id in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.langs: set[str] = set()
        self.scripts = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.scripts += tag == "script"
        self.found += [(tag, told[name] or "") for name in ("href", "src") if name in told]
        if told.get("id"):
            self.ids.append(told["id"] or "")
        if told.get("lang"):
            self.langs.add(told["lang"] or "")
        assert not any(name.startswith("on") for name in told), told


# Whole ------------------------------------------------------------------------------------------


def test_every_link_leads_to_a_file_or_an_id_that_is_there(edition: Made) -> None:
    parsed = {path: Links(text) for path, text in pages(edition).items()}

    for path, page in parsed.items():
        assert len(page.ids) == len(set(page.ids)), path
        for tag, href in page.found:
            parts = urlsplit(href)
            if parts.scheme:
                assert tag == "a" and parts.scheme in ("https", "http"), (path, href)
                continue
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(path), unquote(parts.path))
            )
            target = path if not parts.path else target
            assert target in edition.files, (path, href)
            if parts.fragment and target in parsed:
                assert parts.fragment in parsed[target].ids, (path, href)


def test_nothing_is_fetched_from_elsewhere(edition: Made) -> None:
    for path, content in edition.files.items():
        if path.endswith((".css", ".js")):
            text = content.decode()
            assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text), path
            assert not re.search(r"url\((?!\"data:)", text), path
            assert "@import" not in text and "fetch(" not in text and "XMLHttp" not in text, path


def test_it_holds_an_index_a_show_lists_posters_and_a_page_an_item(edition: Made) -> None:
    for spoken in LANGUAGES:
        for name in ("index", "show", "read", "posters"):
            assert f"{spoken}/{name}.html" in edition.files
    with_words = [path for path in edition.files if path.startswith("en/item/")]

    assert len(with_words) == len([path for path in edition.files if path.startswith("fr/item/")])
    kinds = {path.split("/")[2].partition("-")[0] for path in with_words}
    assert kinds == {"question", "conclusion", "mayors", "practice"}


def test_the_show_has_the_scenes_of_the_wall_in_their_order(edition: Made) -> None:
    scenes = exhibition.scenes(SUMMIT, "de")
    show = edition.files["de/show.html"].decode()

    assert re.findall(r'data-scene="([^"]+)"', show) == [one.key for one in scenes]


def test_a_language_that_was_not_asked_for_is_not_there() -> None:
    one = made(languages=("de", "fr"))

    assert not any(path.startswith(("en/", "es/")) for path in one.files)
    assert [lang for lang in ("de", "en", "es", "fr") if f'href="{lang}/index.html"'
            in one.files["index.html"].decode()] == ["de", "fr"]  # fmt: skip
    assert 'hreflang="en"' not in one.files["de/index.html"].decode()


def test_a_city_has_its_own() -> None:
    one = made(Subject("city", "recife"))

    assert one.name == "living-together-city-recife"
    assert "en/item/practice-recife-compaz-community-peace-centres.html" in one.files
    assert b"Recife" in one.files["en/index.html"]


@pytest.mark.parametrize("subject", [Subject("summit", "nowhere"), Subject("city", "atlantis"),
                                     Subject("workshop", "x"), Subject("../x", "y")])  # fmt: skip
def test_an_unknown_subject_is_refused(subject: Subject) -> None:
    with pytest.raises(NotFound):
        Pages(Wish(subject))


# The same each time -------------------------------------------------------------------------------


def test_the_same_house_makes_the_same_bytes(edition: Made) -> None:
    again = made()

    assert again.files == edition.files
    assert again.archive() == edition.archive()
    assert again.sha256 == edition.sha256


def test_every_file_is_in_the_manifest_with_its_hash_and_can_be_checked(
    edition: Made, tmp_path: Path
) -> None:
    folder, archive = packing.put(edition, tmp_path)

    assert editions.verify(folder).flaws == ()
    assert editions.verify(folder).sha256 == edition.sha256
    with zipfile.ZipFile(archive) as packed:
        assert packed.testzip() is None
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        inside = {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
    assert inside == dict(edition.files)
    for line in edition.files["checksums.sha256"].decode().splitlines():
        mark, path = line.split("  ")
        assert hashlib.sha256(edition.files[path]).hexdigest() == mark
    told = json.loads(edition.files["manifest.json"])
    assert told["licence"]["credit"] == "Living together catalogue"
    (folder / "en" / "index.html").write_text("changed")
    assert [one.kind for one in editions.verify(folder).flaws] == ["changed"]


def test_what_lies_there_already_stays_and_nothing_is_left_half_made(
    edition: Made, tmp_path: Path
) -> None:
    packing.put(edition, tmp_path)
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(editions.Taken):
        packing.put(edition, tmp_path)

    assert sorted(tmp_path.rglob("*")) == before


def test_whoever_stops_it_leaves_nothing() -> None:
    class Enough(Exception):
        pass

    def tick(done: int, of: int) -> None:
        if done == 5:
            raise Enough

    with pytest.raises(Enough):
        packing.made(Wish(SUMMIT), tick)


# Codes ------------------------------------------------------------------------------------------


def test_codes_lead_to_the_house_and_without_an_address_there_is_none(edition: Made) -> None:
    alone = made(live="", languages=("en",))

    assert f"{LIVE}/fr/talk/conclusion/" in "".join(pages(edition).values())
    for path, text in pages(alone).items():
        if path.endswith("show.html"):
            assert 'class="still nowhere"' in text
        else:
            assert "<path transform=" not in text and 'class="p-code"' not in text, path
            assert 'class="qr"' not in text and 'class="live"' not in text, path
            assert "living.example" not in text


def test_a_city_s_own_discussion_goes_before_this_house() -> None:
    own = branding.of_form({"discussion": "https://parlons.example"})
    text = "".join(pages(made(languages=("fr",), branding=own)).values())

    assert "https://parlons.example/fr/talk/conclusion/" in text
    assert LIVE not in text


# Dress --------------------------------------------------------------------------------------------


def test_name_colours_logo_and_welcome_are_on_it() -> None:
    out = io.BytesIO()
    Image.new("RGB", (400, 200), "#c8102e").save(out, "PNG")
    own = branding.of_form(
        {
            "name": "Ville de <Rennes>",
            "welcome": {"fr": "Soyez <b>bienvenus</b>"},
            "colours": {"light": "#8f3310", "dark": "#f0c0a0", "wall": "#8f3310"},
            "logo": out.getvalue(),
        }
    )
    one = made(languages=("fr", "de"), branding=own)
    french, german = (one.files[f"{code}/index.html"].decode() for code in ("fr", "de"))

    assert "Ville de &lt;Rennes&gt;" in french
    assert "Soyez &lt;b&gt;bienvenus&lt;/b&gt;" in french
    assert 'lang="fr">Soyez' in german and "Text auf Französisch" in german
    assert 'src="../assets/logo.png" alt="" width="400" height="200"' in french
    css = one.files["assets/edition.css"].decode()
    assert "--own-light: #8f3310; --own-dark: #f0c0a0; --own-wall: #8f3310;" in css
    assert one.files["assets/logo.png"] == own.logo
    assert "Ville de &lt;Rennes&gt;" in one.files["fr/show.html"].decode()


# Hostile text -------------------------------------------------------------------------------------


def test_what_people_wrote_is_text_everywhere(edition: Made) -> None:
    shown = 0
    for path, text in pages(edition).items():
        assert "<script>alert" not in text and "<b>bold</b>" not in text, path
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u0000-\u0008]", text), path
        assert Links(text).scripts <= 1, path
        shown += EVIL_SHOWN in text
    assert shown >= 8, "it is shown, as text"


# What a city that runs its own copy takes ---------------------------------------------------------


def test_it_holds_what_another_copy_takes(edition: Made) -> None:
    told = json.loads(edition.files["data/exchange.json"])

    assert told["form"] == "living-together-exchange"
    assert len(told["content"]["conclusions"]) == 1
    assert len(told["content"]["questions"]) == 2 and len(told["content"]["answers"]) == 1
    about = json.loads(edition.files["data/edition.json"])
    assert about["subject"] == {"kind": "summit", "id": "dusseldorf-2019"}
