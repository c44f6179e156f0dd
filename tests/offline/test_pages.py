"""One page as a page of a folder: its policy, its addresses, its scripts, its day."""

from datetime import date

import pytest

from safetyhelp.offline.pages import Copy, OfflineError, below, offline_page, place_texts

DAY = date(2026, 11, 22)
POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; "
    "style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'\">"
)
FILES = {
    "index.html",
    "areas/leeds/index.html",
    "areas/leeds/contacts.vcf",
    "about/without-the-internet/index.html",
    "assets/style.css",
}


def page(body: str, head: str = "") -> str:
    return f"<html><head>{POLICY}{head}</head><body><main>{body}</main></body></html>"


def made(body: str, head: str = "", path: str = "areas/leeds/index.html", url: str = "") -> str:
    return offline_page(page(body, head), path, Copy(FILES, DAY, url))


@pytest.mark.parametrize(
    ("address", "there"),
    [
        (".", "index.html"),
        ("./", "index.html"),
        ("#doors", "#doors"),
        ("../..", "../../index.html"),
        ("../../", "../../index.html"),
        ("../../#a", "../../index.html#a"),
        ("../leeds/", "../leeds/index.html"),
        ("../leeds/#rights", "../leeds/index.html#rights"),
        ("contacts.vcf", "contacts.vcf"),
        ("https://www.leeds.gov.uk/", "https://www.leeds.gov.uk/"),
        ("tel:999", "tel:999"),
        ("sms:999", "sms:999"),
        ("mailto:a@b.uk?subject=x&amp;body=y", "mailto:a@b.uk?subject=x&amp;body=y"),
        ("", ""),
    ],
)
def test_a_link_leads_to_a_file(address: str, there: str) -> None:
    assert f'<a href="{there}">x</a>' in made(f'<a href="{address}">x</a>')


def test_what_is_only_on_the_site_is_linked_there_or_not_at_all() -> None:
    link = '<a class="link" href="../../data/all.zip">all</a>'
    assert '<a class="link">all</a>' in made(link)
    online = made(link, url="https://www.place.uk/help")
    assert '<a class="link" href="https://www.place.uk/help/data/all.zip">all</a>' in online
    folder = made('<a href="../../embed/">box</a>', url="https://www.place.uk/help/")
    assert 'href="https://www.place.uk/help/embed/"' in folder


def test_what_a_page_cannot_do_without_must_be_there() -> None:
    with pytest.raises(OfflineError, match=r"areas/leeds: ../../assets/no.css is not among the f"):
        made("", '<link rel="stylesheet" href="../../assets/no.css">')


def test_only_addresses_in_tags_are_changed() -> None:
    words = '<pre><code>&lt;iframe src="embed/"&gt;</code></pre><p title="../../">href="../x/"</p>'
    assert words in made(words)


def test_a_form_leads_to_a_file() -> None:
    form = '<form class="f" action="../../" role="search" data-finder>'
    assert '<form class="f" action="../../index.html" role="search" data-finder>' in made(form)


def test_nothing_may_be_fetched_and_all_else_comes_from_files() -> None:
    assert (
        "content=\"default-src 'none'; script-src file:; style-src file:; base-uri 'none'; "
        'form-action file:"' in made("")
    )
    with pytest.raises(OfflineError, match=r"^index.html: this page has no policy.$"):
        offline_page("<html></html>", "index.html", Copy(FILES, DAY))


def test_one_script_runs_the_modules_of_the_page_in_order() -> None:
    head = (
        '<script type="module" src="../../assets/exit/exit.js"></script>'
        '<link rel="modulepreload" fetchpriority="low" href="../../assets/finder/a.js">'
        '<script type="module" src="../../assets/search-box/search-box.js"></script>'
        '<script type="application/ld+json">{"@type":"NGO"}</script>'
        '<link rel="canonical" href="https://www.place.uk/areas/leeds/">'
    )
    copy = Copy({*FILES, "assets/offline/site.js", "assets/offline/offline.css"}, DAY)
    head_made = offline_page(page("", head), "areas/leeds/index.html", copy).partition("</head>")[0]
    assert head_made.endswith(
        '"><link rel="stylesheet" href="../../assets/offline/offline.css">'
        '<script defer src="../../assets/offline/site.js" '
        'data-run="exit/exit.js finder/combobox.js"></script>'
    )
    assert "module" not in head_made
    assert "ld+json" not in head_made
    assert "canonical" not in head_made


def test_a_page_that_has_moved_leads_to_a_file() -> None:
    moved = '<meta http-equiv="refresh" content="0; url=../leeds/">'
    written = made('<a href="../leeds/">x</a>', moved)
    assert 'content="0; url=../leeds/index.html"' in written


@pytest.mark.parametrize(
    ("url", "more"),
    [("https://www.place.uk/help/", ""), ("", ", from those who gave you this one")],
)
def test_each_page_says_its_day_and_where_there_is_a_new_copy(url: str, more: str) -> None:
    note = (
        '<p class="offline-made" data-made="2026-11-22">This is a copy of 22 November 2026. '
        'Numbers change. <a href="../../about/without-the-internet/index.html">'
        f"Get a new copy</a> each month{more}.</p>"
    )
    assert f"<h1>Moved</h1>{note}</main>" in made("<h1>Moved</h1>", url=url)
    inside = made('<article><div id="main" tabindex="-1">x</div></article>', url=url)
    assert f'<article>{note}<div id="main"' in inside
    assert inside.count("offline-made") == 1


def test_the_first_page_alone_says_what_to_do_before_the_zip_file_is_unpacked() -> None:
    assert '<body><p class="offline-unpack">' in made("", path="index.html")
    assert "offline-unpack" not in made("")


@pytest.mark.parametrize(
    ("folder", "address", "there"),
    [
        ("", "places/", "places/"),
        ("areas/leeds", "../../", "."),
        ("areas/leeds", "../york/", "areas/york/"),
        ("areas/leeds", "contacts.vcf", "areas/leeds/contacts.vcf"),
        ("", ".", "."),
    ],
)
def test_where_an_address_leads(folder: str, address: str, there: str) -> None:
    assert below(folder, address) == there


def test_what_the_link_back_reads_of_a_place() -> None:
    there = {
        "areas/leeds/index.html": '<div class="answer area" lang="en"><div><h1>Leeds <span>x</span>'
        '</h1></div><h2 id="rights">R</h2><h2 id="a-z">H</h2></div>',
        "guides/index.html": '<div class="guides"><h1>Guides</h1></div>',
    }
    assert place_texts(there) == {
        "areas/leeds/": '<div class="area"><h1>Leeds</h1><i id="rights"></i><i id="a-z"></i></div>'
    }
