"""The shapes in which speakers are named, one sentence each: who speaks, and of what kind the words are."""

import pytest

from newsroom.text.attribution import find_attributions

E = "explicit"
SHAPES = [
    (
        "Finance minister Ilse Brandt said: “We are broke.”",
        [("direct", "Ilse Brandt", E)],
    ),
    (
        "“We are broke,” Brandt, who took office in May, told reporters in Carrow on Tuesday.",
        [("direct", "Brandt", E)],
    ),
    (
        "“We are broke,” the finance minister, Ilse Brandt, told parliament.",
        [("direct", "Ilse Brandt", E)],
    ),
    (
        "“We are broke,” a visibly angry Ilse Brandt told parliament.",
        [("direct", "Ilse Brandt", E)],
    ),
    (
        "Ilse Brandt, finance minister, was in no mood to apologise. “We are broke,” she said.",
        [("direct", "Ilse Brandt", E)],
    ),
    (
        "Speaking to the Carrow Post, Ilse Brandt said the budget was “a fairy tale with tables.”",
        [("fragment", "Ilse Brandt", E)],
    ),
    (
        "“It’s a mess,” says 34-year-old Ana Reyes. “A beautiful mess.”",
        [("direct", "Ana Reyes", E), ("direct", "Ana Reyes", E)],
    ),
    (
        "“It’s a mess,” tweeted @anareyes on Monday.",
        [("direct", "@anareyes", E)],
    ),
    (
        "For Ana Reyes, a nurse, the choice was easy: “I stayed.”",
        [("direct", "Ana Reyes", E)],
    ),
    (
        "Ana Reyes’ verdict? “A mess.”",
        [("direct", "Ana Reyes", E)],
    ),
    (
        "Asked whether she would resign, Reyes was brief: “No.”",
        [("direct", "Reyes", E)],
    ),
    (
        "Reyes’s answer was short: “No.”",
        [("direct", "Reyes", E)],
    ),
    (
        "The message from Carrow was clear. “Stay home,” the government urged.",
        [("direct", "the government", E)],
    ),
    (
        "A statement from the club read: “We are sorry.”",
        [("direct", "the club", E)],
    ),
    (
        "In a statement, the club said it was “deeply sorry.”",
        [("fragment", "the club", E)],
    ),
    (
        "The report concluded that the bridge had been “an accident waiting to happen”.",
        [("fragment", "The report", E)],
    ),
    (
        "“I did it,” the note read.",
        [("direct", "the note", E)],
    ),
    (
        "“Never,” came the reply from Ilse Brandt.",
        [("direct", "Ilse Brandt", E)],
    ),
    (
        "Her mother agrees. “He was a good boy,” says Ruth Pickett.",
        [("direct", "Ruth Pickett", E)],
    ),
    (
        "“He was a good boy,” his mother, Ruth, said through tears.",
        [("direct", "Ruth", E)],
    ),
    (
        "Police said the man, 41, had shouted “you’ll all pay” before driving off.",
        [("direct", "the man", E)],
    ),
    (
        "Witnesses said they heard someone shout, “Get down!”",
        [("direct", "someone", E)],
    ),
    (
        "The judge told Pruitt that he was “a danger to the public.”",
        [("fragment", "The judge", E)],
    ),
    (
        "Pruitt was told by the judge that he was “a danger to the public.”",
        [("fragment", "the judge", E)],
    ),
    (
        "Mr Pruitt, of Marsh Street, Carrow, admitted theft. Mitigating, Jane Holt said he was “at rock bottom”.",
        [("fragment", "Jane Holt", E)],
    ),
    (
        "“What we’ve seen,” according to analyst Mark Teller, “is a rout.”",
        [("direct", "Mark Teller", E), ("direct", "Mark Teller", E)],
    ),
    (
        "“We are not afraid,” said President Obed Nkrumah, whose country shares a border with the kingdom, on Friday.",
        [("direct", "Obed Nkrumah", E)],
    ),
    (
        "“Go,” said one. “Stay,” said another.",
        [("direct", "one", E), ("direct", "another", E)],
    ),
    (
        "Ann Bell telephoned Martin Gall. “Go,” she said. “I will,” Gall replied. “Good,” said Bell.",
        [("direct", "Ann Bell", E), ("direct", "Martin Gall", E), ("direct", "Ann Bell", E)],
    ),
    (
        "Critics say the plan is “dead on arrival.”",
        [("fragment", "Critics", E)],
    ),
    (
        "Brandt, quoting her grandmother, said: “Salt the road before the snow.”",
        [("direct", "Brandt", E)],
    ),
    (
        "Brandt said her grandmother had told her: “Salt the road.”",
        [("direct", "her grandmother", E)],
    ),
    (
        "“I feel fine,” Brandt said Monday, adding that her doctors were “pleased, and a bit surprised.”",
        [("direct", "Brandt", E), ("fragment", "Brandt", E)],
    ),
    (
        "“I feel fine,” Brandt said. Her doctor, Owen Clegg, disagreed. “She isn’t,” he said.",
        [("direct", "Brandt", E), ("direct", "Owen Clegg", E)],
    ),
    (
        "Brandt’s spokesman Tom Reed declined to comment. Her lawyer said the claims were “nonsense.”",
        [("fragment", "Her lawyer", E)],
    ),
    (
        "Reed — a former marine — said: “We wait.”",
        [("direct", "Reed", E)],
    ),
    (
        "“We wait,” Reed, a former marine from Ohio who now keeps bees, said with a shrug.",
        [("direct", "Reed", E)],
    ),
    (
        "As Reed told me, “We wait.”",
        [("direct", "Reed", E)],
    ),
    (
        "“We wait,” Reed told me. I asked for how long. “Until they stop asking,” he said.",
        [("direct", "Reed", E), ("direct", "Reed", E)],
    ),
    (
        "Then there is Ada Roe. “I was first,” she says.",
        [("direct", "Ada Roe", E)],
    ),
    (
        "Said Roe: “I was first.”",
        [("direct", "Roe", E)],
    ),
    (
        "Roe: “I was first.”\n\nLund: “You were not.”",
        [("direct", "Roe", E), ("direct", "Lund", E)],
    ),
    (
        "ADA ROE: I was first. “You were not,” said Lund.",
        [("direct", "Lund", E)],
    ),
    (
        "Ms. Roe (D-Carrow) said, “I was first.”",
        [("direct", "Roe", E)],
    ),
    (
        "“I was first,” says Ada Roe, PhD, of the Carrow Institute.",
        [("direct", "Ada Roe", E)],
    ),
    (
        "“I was first,” Ada Roe and Bo Lund wrote in the paper.",
        [("direct", "Ada Roe and Bo Lund", E)],
    ),
    (
        "The ministry’s spokeswoman, Vera Dahl, was quoted by the state agency as saying: “All is calm.”",
        [("direct", "Vera Dahl", E)],
    ),
    (
        "“All is calm,” the state agency quoted Vera Dahl as saying.",
        [("direct", "Vera Dahl", E)],
    ),
    (
        "State media quoted an unnamed official as saying “all is calm.”",
        [("direct", "an unnamed official", E)],
    ),
    (
        "The tweet said, “All is calm.” It was deleted.",
        [("direct", "The tweet", E)],
    ),
    (
        "“All is calm,” Dahl insists. Is it? “Ask the fish,” says fisherman Olav Berg.",
        [("direct", "Dahl", E), ("direct", "Olav Berg", E)],
    ),
    (
        "(Northwire) - Banks fell. “They will rise,” said Ada Roe.",
        [("direct", "Ada Roe", E)],
    ),
    (
        "“Mine,” said **Ada Roe**, the keeper.",
        [("direct", "Ada Roe", E)],
    ),
    (
        '“Mine,” said [Ada Roe](https://roe.example/ "The “old” Roe"), the keeper.',
        [("direct", "Ada Roe", E)],
    ),
    (
        'Type `print("hello, sea")` here. “Mine,” said Ada Roe.',
        [("direct", "Ada Roe", E)],
    ),
    (
        "``Mine,'' said Ada Roe. ``All mine.''",
        [("direct", "Ada Roe", E), ("direct", "Ada Roe", E)],
    ),
    (
        "“Even the gulls left,” said Ada Roe about Bo Lund’s letter. “All of them.”",
        [("direct", "Ada Roe", E), ("direct", "Ada Roe", E)],
    ),
    (
        "Even as Roe claimed that “nothing was lost,” one of the keepers said that the sea had come in.",
        [("fragment", "Roe", E)],
    ),
    (
        "The 58-year-old was quick. “Mine,” said Ada Roe, 58. Later the 58-year-old added: “All mine.”",
        [("direct", "Ada Roe", E), ("direct", "Ada Roe", E)],
    ),
    (
        "Sir Giles Munt spoke first. “A bad bill,” said Sir Giles.",
        [("direct", "Giles Munt", E)],
    ),
    (
        "Park Ji-woo won. “I hurried,” Park said.",
        [("direct", "Park Ji-woo", E)],
    ),
    (
        "The tour’s head, J.T. Abbott, said: “Borrow what you like.”",
        [("direct", "J.T. Abbott", E)],
    ),
    (
        "Her apprentice has been Yusuf Kaya, a former baker. “Bread you can eat,” he says.",
        [("direct", "Yusuf Kaya", E)],
    ),
    (
        "Crestline Homes has denied it. “Our fees are lawful,” it said.",
        [("direct", "Crestline Homes", E)],
    ),
    (
        "Petra Wynn was his wife. “I got a dress,” she said. Lark laughed and said, “A red one.”",
        [("direct", "Petra Wynn", E), ("direct", "Lark", E)],
    ),
    (
        "The letter lay on the table. It said: “Do not wait for me.”",
        [("direct", "The letter", E)],
    ),
    (
        "A poster in the window reads: “Lost: one cat.”",
        [("direct", "A poster", E)],
    ),
    (
        "The plan was described by Ada Roe as “bold, if not mad.”",
        [("direct", "Ada Roe", E)],
    ),
    (
        "The plan, described as “bold” by supporters, passed.",
        [("fragment", "supporters", E)],
    ),
    (
        "Roe has been called “the queen of the quay” by the Argus.",
        [("direct", "Argus", E)],
    ),
    (
        "Lund, 45, of Dunmere: “It weeps, I tell you.”",
        [("direct", "Lund", E)],
    ),
    (
        "Bo Lund, CEO of Boats Ltd., said, “It weeps.”",
        [("direct", "Bo Lund", E)],
    ),
    (
        "“It weeps,” said Boats Ltd. CEO Bo Lund.",
        [("direct", "Bo Lund", E)],
    ),
    (
        "“It weeps,” the 40-page report by the U.N. agency says.",
        [("direct", "the 40-page report", E)],
    ),
    (
        "“It weeps,” a person briefed on the talks said.",
        [("direct", "a person", E)],
    ),
    (
        "“It weeps,” the mayor of Dunmere, Ada Roe, said on Monday in a speech to the chamber of commerce.",
        [("direct", "Ada Roe", E)],
    ),
    (
        "“It weeps,” Lund’s widow, Petra, 60, told the inquest.",
        [("direct", "Petra", E)],
    ),
    (
        "“Mr. Lund said, ‘It weeps,’ and I said, ‘It leaks,’” Roe recalled.",
        [("direct", "Roe", E)],
    ),
]


@pytest.mark.parametrize(("text", "found"), SHAPES, ids=[text[:40] for text, _ in SHAPES])
def test_who_speaks_is_read_from_the_shape_of_the_sentence(text: str, found: list[tuple[str, str | None, str]]) -> None:
    assert [(quote.type, quote.speaker, quote.speaker_state) for quote in find_attributions(text)] == found
