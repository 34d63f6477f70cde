"""Languages: told from the text, read by a folder of lists, or passed through with nothing attributed."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing import pages, pipeline
from mkdocs_briefing.attribution import attribute, languages
from mkdocs_briefing.model import Article, Attributed, Block, Passage
from mkdocs_briefing.pages.page import Page
from mkdocs_briefing.reading import read_article
from mkdocs_briefing.settings import Settings

HERE = Path(__file__).parent
CODE = Path(languages.__file__).parents[1]
MARKS = re.compile('["“”„«»]')


# ------------------------------------------------------------------------------------------------------ detection

TOLD = {
    "en": "The mayor said that the bridge would stay shut until the spring. Residents are asking for a new ferry.",
    "pt": "A prefeita disse que a ponte ficará fechada até a primavera. Os moradores pedem uma nova balsa.",
    "es": "La alcaldesa dijo que el puente seguirá cerrado hasta la primavera. Los vecinos piden una nueva barca.",
    "fr": "La maire a dit que le pont resterait fermé jusqu’au printemps. Les habitants demandent un nouveau bac.",
    "de": "Die Bürgermeisterin sagte, die Brücke bleibe bis zum Frühjahr gesperrt. Die Anwohner fordern eine Fähre.",
    "it": "La sindaca ha detto che il ponte resterà chiuso fino a primavera. Gli abitanti chiedono un nuovo traghetto.",
    "nl": "De burgemeester zei dat de brug tot het voorjaar dicht blijft. De bewoners vragen om een nieuwe veerboot.",
    "pl": "Burmistrzyni powiedziała, że most będzie zamknięty do wiosny. Mieszkańcy żądają nowego promu.",
    "ru": "Мэр сказала, что мост будет закрыт до весны. Жители требуют новый паром.",
    "uk": "Мерка сказала, що міст буде закритий до весни. Мешканці вимагають новий пором.",
    "ko": "시장은 다리가 봄까지 닫힐 것이라고 말했다. 주민들은 새 나룻배를 요구하고 있다.",
    "zh": "市长说，这座桥将关闭到春天。居民要求新的渡船。",
    "tr": "Belediye başkanı köprünün ilkbahara kadar kapalı kalacağını söyledi. Sakinler yeni bir feribot istiyor.",
}


def read(text: str, language: str | None = None) -> Article:
    found, _ = read_article(text.encode(), file="a.txt", known={"language": language} if language else None)
    assert found is not None
    return found


@pytest.mark.parametrize("code", TOLD)
def test_language_is_told(code: str) -> None:
    assert read(TOLD[code]).language == code


@pytest.mark.parametrize("text", ["Pool closed.", "Kim Jong Un, Vladimir Putin, Sergei Shoigu", "1 2 3 " * 99, "— “…”"])
def test_too_little_to_go_by_is_unknown(text: str) -> None:
    assert read(text).language is None


def test_what_the_editor_sets_wins() -> None:
    assert read(TOLD["nl"], "pt-BR").language == "pt-BR"


def test_a_longer_text_that_is_no_language_known_is_not_taken_for_english() -> None:
    article = read("Zorg flim plaxo grunti vesk. " * 20)
    assert article.language == "und"
    assert attribute(article).method == "none"


@pytest.mark.parametrize(
    ("code", "method"),
    [("en", "rules"), ("en-GB", "rules"), (None, "rules"), ("pt", "lists"), ("pt-BR", "lists"), ("nl", "none")],
)
def test_method(code: str | None, method: str) -> None:
    assert languages.method_of(code) == method


# ----------------------------------------------------------------------------------------------------- Portuguese


def article(text: str, language: str = "pt") -> Article:
    blocks = tuple(Block("body", m.start(), m.end(), n + 1) for n, m in enumerate(re.finditer(r"[^\n]+", text)))
    return Article(id="a", file="a.txt", sha256="", text=text, language=language, blocks=blocks)


Row = tuple[str, str | None, str | None, str | None]


def rows(text: str) -> list[Row]:
    """Content, cue, source as printed, resolved name."""

    def one(p: Passage) -> Row:
        cue = text[slice(*p.cue)] if p.cue else None
        source = text[slice(*p.speaker.mention)] if p.speaker.mention else None
        return " | ".join(text[a:b] for a, b in p.content), cue, source, p.speaker.name

    return [one(p) for p in attribute(article(text)).passages]


CASES: list[tuple[str, list[Row]]] = [
    # a quotation, then verb and source
    ("“A ponte fecha em maio”, disse Ana Sousa.", [("“A ponte fecha em maio”", "disse", "Ana Sousa", "Ana Sousa")]),
    ("“A ponte fecha em maio”, afirma a ministra.", [("“A ponte fecha em maio”", "afirma", "a ministra", None)]),
    (
        '"Não há dinheiro", declarou o presidente da Câmara de Valdevez, Rui Lima.',
        [('"Não há dinheiro"', "declarou", "o presidente da Câmara de Valdevez, Rui Lima", "Rui Lima")],
    ),
    (
        "«Vamos continuar a lutar», garantiu a ministra da Saúde, Marta Reis.",
        [("«Vamos continuar a lutar»", "garantiu", "a ministra da Saúde, Marta Reis", "Marta Reis")],
    ),
    (
        "“A lei é injusta”, disse à Lusa o deputado Tomás Vale.",
        [("“A lei é injusta”", "disse", "o deputado Tomás Vale", "Tomás Vale")],
    ),
    (
        "“A ponte caiu”, contou à reportagem o pescador José Arruda, de 62 anos. “Nunca vi nada assim.”",
        [("“A ponte caiu” | “Nunca vi nada assim.”", "contou", "o pescador José Arruda", "José Arruda")],
    ),
    (
        "“Estamos cansados”, desabafou uma moradora.",
        [("“Estamos cansados”", "desabafou", "uma moradora", "moradora")],
    ),
    ("“A lei”, disse o deputado, “é injusta”.", [("“A lei” | “é injusta”", "disse", "o deputado", None)]),
    ("“É tarde demais?”, perguntou Ana Brito.", [("“É tarde demais?”", "perguntou", "Ana Brito", "Ana Brito")]),
    (
        "“Vamos ganhar”, disse Igor Pinto, e acrescentou: “Ninguém nos pára”.",
        [
            ("“Vamos ganhar”", "disse", "Igor Pinto", "Igor Pinto"),
            ("“Ninguém nos pára”", "acrescentou", "Igor Pinto", "Igor Pinto"),
        ],
    ),
    ("“O plano é caro”, a vereadora disse.", [("“O plano é caro”", "disse", "a vereadora", None)]),
    # source and verb, then a quotation
    ("Ana Sousa disse: “A ponte fecha.”", [("“A ponte fecha.”", "disse", "Ana Sousa", "Ana Sousa")]),
    (
        "Questionado sobre o atraso, Rui Lima respondeu: “Não comento.”",
        [("“Não comento.”", "respondeu", "Rui Lima", "Rui Lima")],
    ),
    (
        "O técnico do Valdevez, Abel Faria, elogiou a equipa: “Jogaram muito bem.”",
        [("“Jogaram muito bem.”", "elogiou", "O técnico do Valdevez, Abel Faria", "Abel Faria")],
    ),
    # a clause
    (
        "O prefeito João Melo afirmou que a obra será entregue em junho.",
        [("a obra será entregue em junho", "afirmou", "O prefeito João Melo", "João Melo")],
    ),
    (
        "O deputado Tomás Vale, em entrevista à Rádio Norte, disse que a lei é injusta.",
        [("a lei é injusta", "disse", "O deputado Tomás Vale", "Tomás Vale")],
    ),
    (
        "Ontem, a vereadora Lia Campos (PXV) afirmou que o plano é caro.",
        [("o plano é caro", "afirmou", "a vereadora Lia Campos", "Lia Campos")],
    ),
    (
        "A autarca tinha dito que a escola abria em setembro.",
        [("a escola abria em setembro", "tinha dito", "A autarca", None)],
    ),
    ("Berta Reis disse-lhe que não voltava.", [("não voltava", "disse-lhe", "Berta Reis", "Berta Reis")]),
    ("Joana Pires perguntou se a rua fecha.", [("a rua fecha", "perguntou", "Joana Pires", "Joana Pires")]),
    (
        "O Ministério da Cultura confirmou, em nota, que o museu reabre na sexta-feira.",
        [("o museu reabre na sexta-feira", "confirmou", "O Ministério da Cultura", "Ministério da Cultura")],
    ),
    (
        "Disse o ministro Hugo Prata que a lei muda.",
        [("a lei muda", "Disse", "o ministro Hugo Prata", "Hugo Prata")],
    ),
    (
        "A obra acaba em maio, disse a engenheira Lúcia Prado.",
        [("A obra acaba em maio", "disse", "a engenheira Lúcia Prado", "Lúcia Prado")],
    ),
    (
        "A fábrica vai fechar, afirmou nesta terça-feira (5) o diretor Gil Amaro.",
        [("A fábrica vai fechar", "afirmou", "o diretor Gil Amaro", "Gil Amaro")],
    ),
    (
        "Ana Sousa disse que a ponte fecha, mas o sindicato nega que haja obras.",
        [("a ponte fecha", "disse", "Ana Sousa", "Ana Sousa"), ("haja obras", "nega", "o sindicato", None)],
    ),
    ("Disse ainda que a estrada fecha à noite.", [("a estrada fecha à noite", "Disse", None, None)]),
    # according to
    ("Segundo Ana Sousa, a ponte fecha.", [("a ponte fecha", "Segundo", "Ana Sousa", "Ana Sousa")]),
    (
        "A obra, segundo a engenheira Lúcia Prado, acaba em maio.",
        [("A obra | acaba em maio", "segundo", "a engenheira Lúcia Prado", "Lúcia Prado")],
    ),
    (
        "O rio subiu, de acordo com a Defesa Civil.",
        [("O rio subiu", "de acordo com", "a Defesa Civil", "Defesa Civil")],
    ),
    (
        "Na opinião da bióloga Rita Sá, o rio recupera.",
        [("o rio recupera", "Na opinião da", "bióloga Rita Sá", "Rita Sá")],
    ),
    # a dash for a mark
    (
        "Carlos Nunes chegou cedo.\n— Não vou sair daqui — disse ele. — Fico até ao fim.",
        [("— Não vou sair daqui | — Fico até ao fim.", "disse", "ele", "Carlos Nunes")],
    ),
    # names, roles, pronouns
    (
        "A enfermeira Paula Mendes chegou. A enfermeira disse que dorme pouco. Mendes pediu que contratem gente.",
        [
            ("dorme pouco", "disse", "A enfermeira", "Paula Mendes"),
            ("contratem gente", "pediu", "Mendes", "Paula Mendes"),
        ],
    ),
    (
        "O economista Caio Prates e a economista Bia Nunes discordam. O economista disse que o preço sobe.",
        [("o preço sobe", "disse", "O economista", "Caio Prates")],
    ),
    (
        "A presidente da junta, Eva Luz, e a presidente da câmara, Sara Dias, reuniram-se. "
        "A presidente disse que há acordo. A presidente da câmara afirmou que assina.",
        [
            ("há acordo", "disse", "A presidente", None),
            ("assina", "afirmou", "A presidente da câmara", "Sara Dias"),
        ],
    ),
    (
        "A ministra da Saúde, Marta Reis, visitou o hospital. “Faltam médicos”, disse ela.",
        [("“Faltam médicos”", "disse", "ela", "Marta Reis")],
    ),
    (
        "O juiz Élio Torres disse que sai. A secretária Nilza Porto garante que fica. “Eu fico”, disse ela.",
        [
            ("sai", "disse", "O juiz Élio Torres", "Élio Torres"),
            ("fica", "garante", "A secretária Nilza Porto", "Nilza Porto"),
            ("“Eu fico”", "disse", "ela", "Nilza Porto"),
        ],
    ),
    ("Marta Reis falou com Ana Sousa. Ela disse que vai.", [("vai", "disse", "Ela", None)]),
    ("A Sra. Costa afirmou que vai embora.", [("vai embora", "afirmou", "A Sra. Costa", "Costa")]),
    ("Ana Costa e Rui Lima disseram que vão.", [("vão", "disseram", "Ana Costa e Rui Lima", None)]),
    ("A mulher do prefeito João Melo disse que não.", [("não", "disse", "A mulher do prefeito João Melo", None)]),
    ("O advogado de Rui Lima disse que sai.", [("sai", "disse", "O advogado de Rui Lima", None)]),
    ("Nilo Paz chegou. Vera Paz é médica. Paz disse que sim.", [("sim", "disse", "Paz", None)]),
    (
        "“Foi ele”, disse o ex-prefeito João Melo. O prefeito disse que não.",
        [
            ("“Foi ele”", "disse", "o ex-prefeito João Melo", "João Melo"),
            ("não", "disse", "O prefeito", None),
        ],
    ),
    # nothing is attributed
    ("O segundo turno será em outubro. O segundo colocado recebeu aplausos.", []),
    ("Conforme a noite avança, a cidade fica vazia.", []),
    ("A conta que chegou era alta.", []),
    ("Ele comprou “O Livro Azul” na feira.", []),
    ("O homem que disse que viu tudo fugiu.", []),
    ("“Choveu muito”, disse a Ana Costa.", []),  # she, or to her?
    ("A porta-voz do hospital não quis comentar o caso.", []),
    ("— leite\n— pão e queijo — do norte", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_portuguese(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


def test_a_denied_or_negated_cue_says_so() -> None:
    (negated,) = attribute(article("O governador não disse que a estrada fecha.")).passages
    (denied,) = attribute(article("O governador negou que a estrada feche.")).passages
    assert (negated.negated, denied.negated, denied.manner) == (True, False, "denied")


def test_who_reports_what_another_said_stands_in_the_chain() -> None:
    outer, inner = attribute(article("Segundo a Lusa, a ministra Rita Sá disse que sai.")).passages
    assert [(p.speaker.name, [link.name for link in p.chain]) for p in (outer, inner)] == [
        ("Lusa", []),
        ("Rita Sá", ["Lusa"]),
    ]
    assert inner.within == outer.id


def test_a_quotation_that_nothing_attributes_is_not_given_to_who_spoke_before() -> None:
    asked, answered = attribute(
        article("“Vens connosco à feira?”, perguntou Ana Sousa.\n“Vou, se não chover muito.”")
    ).passages
    assert (asked.speaker.name, answered.speaker.name, answered.confidence) == ("Ana Sousa", None, "low")


# Of what a careful reader finds: found with the same words, and named. Nobody else's name, ever. Figures only rise.
REPORTS = {"balsa": (15, 13, 16), "farol": (15, 9, 15)}


@pytest.mark.parametrize("name", REPORTS)
def test_reports(name: str) -> None:
    case = yaml.safe_load((HERE / "portuguese" / f"{name}.yml").read_text(encoding="utf-8"))
    given_ = read(case["text"])
    assert given_.language == "pt"
    assert len(given_.text.split()) > 150
    passages = attribute(given_).passages
    found = named = 0
    for words, who in case["statements"]:
        holding = [p for p in passages if any(words in given_.text[a:b] for a, b in p.content)]
        found += bool(holding)
        named += bool(holding) and all(p.speaker.name == who for p in holding)
        assert all(p.speaker.name in (who, None) for p in holding), words
    expected = [words for words, _ in case["statements"]]
    for p in passages:
        assert any(words in given_.text[p.content[0][0] : p.content[-1][1]] for words in expected)
    assert (found, named, len(expected)) == REPORTS[name]


def accounted(article: Article, got: Attributed) -> set[int]:
    held: set[int] = set()
    for p in got.passages:
        for span in p.content:
            held.update(range(*span))
    for left in got.left_out:
        held.update(range(*left.span))
    return {m.start() for m in MARKS.finditer(article.text)} - held


PIECES = st.sampled_from(
    [
        "Ana Sousa",
        "Rui Lima",
        "disse",
        "que",
        "segundo",
        "o",
        "a",
        "ministra",
        "de acordo com",
        "“",
        "”",
        '"',
        "«",
        "»",
        ",",
        ".",
        ":",
        ";",
        "(",
        ")",
        "?",
        "não",
        "tinha dito",
        "e",
        "mas",
        "Sra.",
        "ele",
        "ela",
        "se",
        "da Câmara",
        "em",
        "à",
        "terça-feira",
        "5",
        "—",
        "-",
        "\n",
        "disse-lhe",
        "ex-ministro",
        "“X”",
        "fontes",
    ]
)


@given(st.lists(PIECES, max_size=40).map(" ".join), st.sampled_from(["pt", "nl"]))
def test_nothing_is_lost_and_nothing_fails(text: str, code: str) -> None:
    given_ = article(text, code)
    got = attribute(given_)
    assert accounted(given_, got) == set()
    for p in got.passages:
        assert p.confidence in ("medium", "low")
        assert all(0 <= a < b <= len(text) for a, b in (*p.content, *p.quoted, *(s for s in (p.cue,) if s)))


def test_no_word_of_a_language_stands_in_the_code() -> None:
    lists = languages.listed("pt")
    known = {*lists.verbs, *lists.roles, *lists.pronouns, *lists["complementizers"], *lists["bodies"]}
    for path in sorted((*CODE.glob("*/listed/*.py"), CODE / "languages" / "__init__.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {
            ast.get_docstring(n, clean=False) for n in ast.walk(tree) if isinstance(n, ast.Module | ast.FunctionDef)
        }
        said = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)} - docs
        assert not {text for text in said if len(text) > 1} & known


# ------------------------------------------------------------------------------------------ a language not read


DUTCH = """De brug over de Lisse blijft dicht tot het voorjaar

De burgemeester van Oudewaal, Els Terhorst, zei dat de brug dicht blijft.
“We kunnen de veiligheid niet garanderen”, aldus Terhorst.

Said Bakker woont aan de overkant. „Niemand heeft ons iets gevraagd”, zei hij. De bewoners vragen om een veerboot.
"""
PORTUGUESE = yaml.safe_load((HERE / "portuguese" / "farol.yml").read_text(encoding="utf-8"))["text"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("articles")
    (made / "een.txt").write_text(DUTCH, encoding="utf-8")
    (made / "dois.txt").write_text(PORTUGUESE, encoding="utf-8")
    (made / "one.txt").write_text(TOLD["en"] + " “We tried,” said Ann Cole, the mayor.", encoding="utf-8")
    return made


def test_a_language_without_a_folder_passes_through(folder: Path) -> None:
    briefing = pipeline.build(folder, Settings(), raise_errors=True)
    dutch = next(a for a in briefing.articles if a.file == "een.txt")
    assert dutch.language == "nl"
    assert not [p for p in (*briefing.passages, *briefing.held_back) if p.article == dutch.id]
    left = [(dutch.text[slice(*x.span)], x.reason) for x in briefing.left_out if x.article == dutch.id]
    assert left == [
        ("“We kunnen de veiligheid niet garanderen”", "no speaker"),
        ("„Niemand heeft ons iets gevraagd”", "no speaker"),
    ]
    assert [(p.file, p.severity, p.message) for p in briefing.problems] == [
        (
            "een.txt",
            "info",
            "in a language that is not read here (Dutch): statements in it are not attributed; "
            "if the language is wrong, set it in sources.yml",
        )
    ]
    assert {a.file: dict(briefing.methods)[a.id] for a in briefing.articles} == {
        "dois.txt": "lists",
        "een.txt": "none",
        "one.txt": "tagger",
    }


def content(page: Page) -> str:
    assert isinstance(page.content, str)
    return page.content


def test_pages_say_how_each_language_is_read(folder: Path) -> None:
    briefing = pipeline.build(folder, Settings(), raise_errors=True)
    made = pages.render(briefing, Settings())
    method = content(made["method.md"])
    for name, how in (
        ("Dutch", "not attributed; quotations are listed as left out"),
        ("English", "by a tagger and the full rules"),
        ("Portuguese", "by word lists, so fewer of them, and never with more than medium confidence"),
    ):
        assert re.search(rf"<th scope=\"row\">{name}</th><td>1</td><td>{re.escape(how)}</td>", method)
    dutch = next(a for a in briefing.articles if a.language == "nl")
    shown = content(next(page for path, page in made.items() if path.startswith(f"articles/{dutch.id}")))
    assert "Statements in this article are not attributed, because of its language." in shown


def test_english_rules_do_not_read_another_language() -> None:
    english = article("“It is late,” said Ann Cole.", "en")
    assert len(attribute(english).passages) == 1
    for code in ("nl", "und", "xx"):
        got = attribute(replace(english, language=code))
        assert got.passages == ()
        assert [x.reason for x in got.left_out] == ["no speaker"]
