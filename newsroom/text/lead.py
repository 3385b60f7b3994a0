"""What leads up to a quotation: whether all that is reported as said stands between its marks.

It does in "she called it “…”" as in "she said “…”": such a quotation is direct. A fragment stands inside a paraphrase:
"she said the plan was “…”".
"""

from newsroom.text.language.base import SpeechWords
from newsroom.text.spans import Word


def led_in(lead: list[Word], speech: SpeechWords) -> bool:
    """ "She vowed that “…”", "told reporters “…”": the whole of what was said stands between the marks."""
    if lead[-1].lower == "that":
        return any(speech.says(word.lower) for word in lead[-12:])
    for back, word in enumerate(reversed(lead[-3:])):
        if speech.says(word.lower) and word.lower not in speech.calling:
            return back == 0 or lead[-1].lower in ("that", "reporters", "him", "her", "them", "me", "us")
    return False


def told_to(lead: list[Word], speech: SpeechWords) -> bool:
    """ "asked the crowd “If …?”": a verb of speech, and behind it only who is spoken to."""
    for word in reversed(lead[-6:]):
        if not word.text[:1].isalnum():
            return False
        if word.lower in speech.addressing and word.lower not in speech.calling:
            return True
    return False


def called(lead: list[Word], speech: SpeechWords) -> bool:
    """ "Calling it “…”", "described the vote as “…”": all that is said of the thing stands between the marks."""
    for word in reversed(lead[-6:]):
        if not word.text[:1].isalnum():
            return False
        if word.lower in speech.calling:
            return True
    return False
