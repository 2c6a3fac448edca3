"""The language of a description, and silence where it cannot be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inference.language import language

SAMPLES = {
    "en": "We are looking for an engineer who will help us build models and ship them to our customers.",
    "de": "Wir suchen eine Person, die mit uns Modelle entwickelt und sie für die Kunden betreibt.",
    "fr": "Nous cherchons une personne pour construire des modèles avec notre équipe pour les clients.",
    "es": "Buscamos una persona que construya los modelos con nuestro equipo y los entregue a las empresas.",
    "pt": "Procuramos uma pessoa que construa os modelos com a nossa equipe e não tenha medo de uma mudança.",
    "it": "Cerchiamo una persona che costruisca i modelli con il nostro team per gli utenti della rete.",
    "nl": "Wij zoeken een collega die met ons modellen bouwt en ze voor onze klanten naar productie brengt.",
    "sv": "Vi söker en kollega som bygger modeller med oss och för våra kunder. Du är snabb.",
    "pl": "Szukamy osoby, która jest gotowa do pracy przy modelach oraz ich wdrażaniu dla klientów lub nas.",
    "ru": "Мы ищем инженера, который будет строить модели вместе с нами.",
    "uk": "Ми шукаємо інженера, який буде будувати моделі разом із нами та їх підтримувати.",
    "ja": "私たちは一緒にモデルを作るエンジニアを探しています。東京で働きます。",
    "zh": "我们正在寻找一位与我们一起构建模型的工程师，工作地点在上海。",
    "ko": "우리는 함께 모델을 만들 엔지니어를 찾고 있습니다. 서울에서 일합니다.",
    "he": "אנחנו מחפשים מהנדס שיבנה איתנו מודלים בתל אביב",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_a_sentence_or_two_tell_the_language(code: str) -> None:
    assert language(SAMPLES[code]) == code


@pytest.mark.parametrize(
    "value", ["", "ML Engineer", "Senior ML Engineer | Berlin", "[removed]", "1 2 3 " * 50]
)
def test_too_little_text_has_no_language(value: str) -> None:
    assert language(value) is None


def test_two_languages_nearly_level_are_none() -> None:
    assert (
        language("Das Team und die Kunden mit den Daten. " + "The team and the customers of your data.")
        is None
    )


@given(st.text(max_size=400))
def test_any_text_has_one_language_or_none(value: str) -> None:
    code = language(value)
    assert code is None or len(code) == 2
