"""An article of the trade’s usual kind, and the pages it rests on. Show, people and outlets are invented."""

RENEWAL = (
    "Coldwater Ferry has been renewed for a second season at Oriva, per a Marquee Wire exclusive dated October 3, 2025."
)
RUMOUR = "Any further additions, including rumors of a return of the harbour master, are not confirmed."
SAID = "“We were told to keep the winter free, and that is all anyone has told us.”"
ARTICLE = f"""(L-R) Marit Quaye, Gideon Pym and Odalys Brandt arrive at the premiere of Coldwater Ferry at the Tarnby \
Playhouse on June 12, 2025. (Photo by Runa Eskildsen/Harbourlight)

{RENEWAL} The cast reportedly heard of it on a call. Pell Marrow Pictures declined to comment to Stagelight Daily, and \
no announcement has been posted yet.

In August the North Sound Film Office approved an estimated $9.2M tax credit for Coldwater Ferry season 2, which the \
trade took for a sign.

What have the makers said?

As per The Evening Lantern report dated July 8, 2025, Marit Quaye, who plays the pilot of the ferry, remarked,

{SAID}

She also warned against reading too much into it, saying,

"A free winter is not a contract. I have had three of them in ten years, and two were spent waiting for a call."

As per a Reel Quarterly feature dated May 19, 2025, Gideon Pym, who wrote the novels behind the series, stated,

“The river has to be somebody,”

on what sets it apart from his earlier books. In the same interview, he added,

“I never let them put a bridge across it,...The ferry is the only way over,”

as a rule for the writers.

What to expect next

Filming could begin in spring, but that remains a guess until Oriva confirms it.

{RUMOUR}
"""
LISTING_NAME = "north-sound-credits.html"
LISTING = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Credits of the August round</title>
<meta property="og:site_name" content="North Sound Film Office">
<meta property="article:published_time" content="2025-08-21T08:00:00Z"></head>
<body><article><h1>Credits of the August round</h1>
<p>The office has approved credits for eleven productions of this round, each subject to the usual audit once the work
is done. Amounts are estimates and may change in a later list.</p>
<p>Filming of Coldwater Ferry begins on 4 March 2026 and takes eleven weeks, according to the papers of the company,
which asked for the credit in June and was heard in July.</p></article></body></html>
"""
