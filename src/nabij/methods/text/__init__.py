"""Dutch and English text analysis, independent of any database.

`analyse` for texts, `parse_query` for searches.

Index a text:     tokens = analyse(text, language) + [filter_token("municipality", code), …]
Ask:              query = parse_query(typed, language, vocabulary=…); to_fts5(query, required) or
to_tsquery(…)
Rank and explain: match_text(query, {"name": tokens, …})
"""

from nabij.methods.text.analysis import analyse, is_stop_word, language_of, word_tokens
from nabij.methods.text.compounds import split
from nabij.methods.text.corrections import corrections
from nabij.methods.text.lexicon import fingerprint
from nabij.methods.text.matching import FIELD_WEIGHTS, GroupMatch, TextMatch, match_text
from nabij.methods.text.normal import clean, fold, words
from nabij.methods.text.query import Alternative, Group, Query, Why
from nabij.methods.text.render import Mode, to_fts5, to_tsquery
from nabij.methods.text.spelling import Suggestion, Vocabulary, sound, spelling_keys, suggest
from nabij.methods.text.stems import lemma, stem
from nabij.methods.text.tokens import FILTER_KINDS, encode, filter_token, is_filter_token
from nabij.methods.text.understanding import parse_query, query_words, warm_up

__all__ = [
    "FIELD_WEIGHTS", "FILTER_KINDS", "Alternative", "Group", "GroupMatch", "Mode", "Query",
    "Suggestion",
    "TextMatch", "Vocabulary", "Why", "analyse", "clean", "corrections", "encode", "filter_token",
    "fingerprint", "fold",
    "is_filter_token", "is_stop_word", "language_of", "lemma", "match_text", "parse_query",
    "query_words", "sound",
    "spelling_keys", "split", "stem", "suggest", "to_fts5", "to_tsquery", "warm_up", "word_tokens",
    "words",
]  # fmt: skip
