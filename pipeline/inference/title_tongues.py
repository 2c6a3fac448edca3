"""Job titles of other languages, told in the English words that the rules of titles know.

Invariant: only words that name an occupation or a field are told again, each on its own; what is not known
stays as it is written.
"""

from __future__ import annotations

import re

_LEARNING = (
    r"maschinelle[sn]? lernen|apprentissage (?:automatique|machine|statistique)|"
    r"aprendizaje (?:autom[aá]tico|de m[aá]quina)|aprendizado de m[aá]quinas?|"
    r"aprendizagem (?:autom[aá]tica|de m[aá]quina)|apprendimento automatico|machinaal leren|"
    r"機械学習|マシンラーニング|机器学习|機器學習|머신러닝|기계\s?학습|למידת מכונה"
)
_DEEP = (
    r"tiefe[sn]? lernen|apprentissage profond|aprendizaje profundo|aprendizado profundo|"
    r"apprendimento profondo|深層学習|ディープラーニング|深度学习|딥러닝|למידה עמוקה"
)
_AI = (
    r"k[uü]nstliche[rn]? intelligenz|intelligence artificielle|inteligencia artificial|"
    r"inteligência artificial|intelligenza artificiale|kunstmatige intelligentie|人工知能|人工智能|"
    r"人工智慧|인공지능|בינה מלאכותית|\bki\b|\bia\b"
)
_DATA_SCIENTIST = (
    r"cientista de dados|cient[ií]fic[oa] de datos|scientifique (?:des|de) donn[ée]es|"
    r"datenwissenschaftler(?:in)?|scienziat[oa] dei dati|データサイエンティスト|数据科学家|資料科學家|"
    r"데이터\s?사이언티스트|데이터\s?과학자|מדענ?ן?(?:/?ית|/?ת)? (?:ה)?נתונים"
)
_ENGINEER = (
    r"ing[eé]nieur(?:(?:[·.(*:_/-]?(?:e|in|innen)\)?)s?)?\b|ingenier[oa](?:/a|\(a\))?\b|"
    r"engenheir[oa](?:/a|\(a\))?\b|ingegner[ea]\b|エンジニア|工程师|工程師|엔지니어|מהנדסת?(?:/ת)?"
)
_DEVELOPER = (
    r"entwickler(?:(?:[·.(*:_/-]?in(?:nen)?)\)?)?\b|d[ée]veloppeu(?:r(?:[·./(]?(?:se|euse|e)\)?)?|se)\b|"
    r"desarrollador(?:a|/a|\(a\))?\b|desenvolvedor(?:a|/a|\(a\))?\b|sviluppat(?:ore|rice)\b|"
    r"ontwikkelaar\b|開発者|デベロッパー|开发者|개발자|מפתחת?(?:/ת)?"
)
_RESEARCHER = (
    r"chercheu(?:r(?:[·./(]?(?:se|euse)\)?)?|se)\b|forscher(?:(?:[·.(*:_/-]?in)\)?)?\b|"
    r"investigador(?:a|/a)?\b|pesquisador(?:a|/a)?\b|ricercat(?:ore|rice)\b|onderzoeker\b|研究者|研究員|"
    r"研究员|연구원|חוקרת?(?:/ת)?"
)
_VISION = (
    r"コンピュータービジョン|コンピュータビジョン|计算机视觉|컴퓨터 비전|ראייה ממוחשבת|vision par ordinateur|"
    r"visi[oó]n por computadora?"
)
_SALES = r"\bvertriebs?\w*|\bventes?\b|\bventas\b|\bvendas\b|\bvendite\b|営業|销售"
_MANAGER = (
    r"\bchef(?:fe)?(?:\.fe)? de (?:projet|produit)\b|\bprodu[ck]to manager\b|\bprojektleit\w+|"
    r"\bproduktmanager(?:in)?\b"
)
_INTERN = r"\bstage\b(?=.*\bai\b)|\bstagiaire\b|\bpraktikum\b|\bbecari[oa]\b|\bestagi[aá]ri[oa]\b"
_TOLD = tuple(
    (re.compile(foreign), f" {english} ")
    for foreign, english in (
        (_DATA_SCIENTIST, "data scientist"),
        (_LEARNING, "machine learning"),
        (_DEEP, "deep learning"),
        (_AI, "ai"),
        (_ENGINEER, "engineer"),
        (_DEVELOPER, "developer"),
        (_RESEARCHER, "researcher"),
        (_VISION, "computer vision"),
        (_SALES, "sales"),
        (_MANAGER, "product manager"),
        (r"\bberater(?:in)?\b|\bconseill?er\b", "consultant"),
        (_INTERN, "intern"),
    )
)
_FOREIGN = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _TOLD))


def in_english(title: str) -> str:
    """A title in small letters with the occupations and fields of other languages told in English."""
    if not _FOREIGN.search(title):
        return title
    for foreign, english in _TOLD:
        title = foreign.sub(english, title)
    return " ".join(title.split())
