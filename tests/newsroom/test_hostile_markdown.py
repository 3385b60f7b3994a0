"""Words that try to be a program, an address that is none, and texts made to hang what reads them."""

import time

import pytest

from newsroom.domain.errors import BadInput
from newsroom.domain.package import CitedSource, QuotedWords, StoryPackage
from newsroom.export.converter import to_html
from newsroom.export.html import render_html
from newsroom.export.jsonld import json_ld, script_text
from newsroom.export.sanitise import is_public_address, sanitised
from tests.newsroom.reader_pages import CSS, faults_of, linked_data, page_of, parsed

PAYLOADS = (
    # elements
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://x.example/a.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</script>",
    "<script\n>alert(1)</script\n>",
    "</script><script>alert(1)",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</article></body><script>alert(1)</script>",
    "<!--<script>-->alert(1)",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<!DOCTYPE x [<!ENTITY y 'z'>]>",
    "<img src=x onerror=alert(1)>",
    "<img/src='x'/onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<p onclick=alert(1)>x",
    "<a href='https://x.example' onmouseover='alert(1)'>x</a>",
    "<details open ontoggle=alert(1)>x</details>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<math><mtext><style><img src=x onerror=alert(1)>",
    "<style>body{background:url(https://x.example)}</style>",
    "<p style='position:fixed'>x</p>",
    "<link rel=stylesheet href=https://x.example/a.css>",
    "<base href=https://x.example/>",
    "<meta http-equiv=refresh content='0;url=https://x.example'>",
    "<form action=https://x.example><input name=a></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=data:text/html,x></object>",
    "<embed src=x>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=https://x.example/a.mp3 autoplay>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><script>alert(1)</script>",
    "<frameset><frame src=https://x.example></frameset>",
    "<div markdown='1' onclick='x'>*a*</div>",
    "<p id=x name=y>z</p>",
    # addresses
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#x6a;&#x61;vascript&#58;alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](ftp://x.example/a)",
    "[x](//x.example/a)",
    "[x](/etc/passwd)",
    "[x](?a=1)",
    "[x](#top)",
    "[x](https:\\\\x.example)",
    "[x](feed:https://x.example)",
    "[x](blob:https://x.example/1)",
    "<javascript:alert(1)>",
    "<ftp://x.example/>",
    '<https://x.example/" onclick=alert(1)>',
    '<a@b.example"onclick=1>',
    "[x][1]\n\n[1]: javascript:alert(1)",
    '[x][1]\n\n[1]: https://x.example "t" onclick=alert(1)',
    '[x](https://x.example "a" onclick="alert(1)")',
    '[x](https://x.example"onclick="alert(1)")',
    "![x](javascript:alert(1))",
    '![x](https://x.example/a.png "a\\" onerror=alert(1)")',
    "[![x](x)](javascript:1)",
    # Markdown's own corners
    "A word{: onclick=alert(1) }",
    "# A{: #x onmouseover=alert(1) }",
    "[x](https://x.example){: onclick=alert(1) }",
    "``` {: onclick=alert(1) }\nx\n```",
    '```js" onclick="alert(1)\nx\n```',
    "```<script>\nalert(1)\n```",
    "~~~ {.x onclick=alert(1)}\nx\n~~~",
    'a[^"onclick=1]\n\n[^"onclick=1]: x',
    "a[^<script>]\n\n[^<script>]: x",
    '*[x]: " onmouseover="alert(1)\n\nx',
    "*[<script>]: y\n\n<script>",
    '| <script> | b |\n|:-" onclick=1|---|\n| c | d |',
    '1" onclick="x. a',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
    "`<script>alert(1)</script>`",
    "\x02klzzwxh:0000\x03",
    "wzxhzdk:0",
    "Term\n: <script>alert(1)</script>",
    "    <script>alert(1)</script>",
    "\u202egnp.exe\u202c <b\u200bold>",
    "<\u200bscript>alert(1)</script>",
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_in_the_text_leaves_an_element_attribute_or_address_that_is_on_no_list(payload: str) -> None:
    page = page_of(f"Before.\n\n{payload}\n\nAfter {payload} it.")
    assert faults_of(page) == []
    assert len(list(parsed(page).iter("script"))) == 1


def test_no_payload_in_a_field_does_either() -> None:
    for payload in PAYLOADS:
        package = StoryPackage(
            slug="x",
            headline=payload,
            dek=payload,
            byline=payload,
            dateline=payload,
            section=payload,
            language=payload,
            tags=(payload,),
            text=f"He said “{payload}” once.",
            text_sha256="0" * 64,
            sources=(CitedSource("news_report", payload, publisher="once", url=payload, authors=(payload,)),),
            quotes=(
                QuotedWords(8, 10 + len(payload), f"“{payload}”", speaker=payload, outlet=payload, cite_url=payload),
            ),
        )
        page = render_html(package, css=CSS)
        assert faults_of(page) == [], payload


def test_the_linked_data_parses_back_to_what_was_put_in() -> None:
    for payload in (*PAYLOADS, "\u2028\u2029", "</script ><!--", "]]>", "\ufffe\U0010ffff\x85"):
        package = StoryPackage(
            slug="x", headline=payload, dek=payload, text=payload, text_sha256="0" * 64, tags=(payload,)
        )
        assert linked_data(parsed(render_html(package, css=CSS))) == json_ld(package, headline=payload)


def test_json_in_a_page_holds_no_sign_that_could_end_it() -> None:
    assert not set("<>&\u2028\u2029") & set(script_text({"a": "</script>&\u2028\u2029"}))


def test_words_of_raw_html_are_shown_as_they_were_typed() -> None:
    assert "&lt;b&gt;bold&lt;/b&gt;" in page_of("<b>bold</b> move").decode("utf-8")


@pytest.mark.parametrize(
    "address", ["https://a.example/b?c=d#e", "http://a.example", "mailto:a@b.example", "HTTPS://A.EXAMPLE"]
)
def test_web_and_mail_addresses_are_public(address: str) -> None:
    assert is_public_address(address)
    assert f'href="{address}"' in sanitised(f'<a href="{address}">x</a>')


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:1",
        " https://a.example",
        "https://a b",
        "https:a",
        "//a.example",
        "data:,x",
        "https://a\nb",
        "tel:1",
    ],
)
def test_other_addresses_are_not(address: str) -> None:
    assert not is_public_address(address)


NASTY = {
    "open brackets": "[" * 60_000,
    "pictures that never close": "![" * 60_000,
    "links that never close": "[a](" * 15_000,
    "references that never close": "[a][" * 15_000,
    "angle links": "[a](<" * 12_000,
    "stars": "*a **b " * 12_000,
    "underlines": "_a __b " * 12_000,
    "backticks of every length": "".join("`" * n + "a" for n in range(1, 350)),
    "quotations in quotations": ">" * 60_000,
    "lists in lists": "\n".join("    " * n + "- a" for n in range(200)),
    "dashes in a line": "- " * 20_000 + "a",
    "numbers in a line": "1. " * 20_000,
    "definitions": "a\n: b\n" * 10_000,
    "fences that never close": "~~~a\n" * 12_000,
    "footnotes": "[^a]" * 15_000 + "\n\n[^a]: x",
    "abbreviations": "\n".join(f"*[a{n}]: x" for n in range(5_000)) + "\n\n" + "a1 " * 15_000,
    "underlined headings": "a\n===\n" * 10_000,
    "a wide table": "|a" * 1_500 + "\n" + "|-" * 1_500 + "\n" + ("|b" * 1_500 + "\n") * 20,
    "character references": "&" * 60_000,
    "addresses": "<http://" * 8_000,
}


@pytest.mark.parametrize("name", NASTY)
def test_a_text_made_to_hang_is_converted_or_cut_off_with_a_sentence_in_two_seconds(name: str) -> None:
    begun = time.thread_time()
    try:
        fragment = to_html(NASTY[name])
    except BadInput as refusal:
        assert "take" in str(refusal).lower()
    else:
        assert fragment
    assert time.thread_time() - begun <= 2.2


def test_an_ordinary_long_story_is_converted_well_within_the_limit() -> None:
    paragraph = "The *last* ferry [will not sail](https://a.example/), “said” the council; `code` and **more**.\n\n"
    text = paragraph * (1_000_000 // len(paragraph))
    begun = time.thread_time()
    assert to_html(text).count("<p>") == text.count("\n\n")
    assert time.thread_time() - begun <= 8


def test_a_rule_of_many_dashes_is_a_rule() -> None:
    assert "<hr" in to_html("- " * 60 + "-")
