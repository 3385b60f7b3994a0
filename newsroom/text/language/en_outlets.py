"""English words by which an outlet, a body or a document is cited as a source."""

from newsroom.text.language.words import word_set, word_table

# What an outlet publishes → the source type (domain.md section 5) it suggests.
PUBLISHED: dict[str, str] = word_table(
    """
    report=news_report story=news_report article=news_report coverage=news_report dispatch=news_report
    piece=news_report investigation=news_report column=news_report editorial=news_report newsletter=news_report
    exclusive=trade_report scoop=trade_report feature=interview_published interview=interview_published
    profile=interview_published conversation=interview_published podcast=podcast broadcast=broadcast
    segment=broadcast study=study paper=study survey=poll poll=poll dataset=dataset figures=dataset
    statement=official_statement release=press_release filing=court_filing ruling=ruling blog=aggregator_post
    post=social_post tweet=social_post book=book memo=document site=official_site website=official_site
    page=official_site overview=official_site register=public_record minutes=public_record records=public_record
    """
)

# Outlets whose readers are one trade; the list only tells trade_report from news_report.
TRADES: frozenset[str] = word_set(
    """
    deadline variety billboard adweek adage thewrap indiewire techcrunch backstage broadcast lancet nature reporter
    entertainment
    """
)

MEDIA_WORDS: frozenset[str] = word_set(
    """
    times post journal tribune herald gazette guardian telegraph reporter weekly magazine daily chronicle press
    observer courier news network television radio channel broadcasting review express mirror star sun globe record
    dispatch register examiner inquirer sentinel bulletin argus echo mail standard independent wire tv fm today
    """
)

# Bodies that make a record; what they decide is a public record.
RECORD_BODIES: frozenset[str] = word_set(
    """
    commission court ministry department agency bureau office authority council parliament senate congress registry
    committee board assembly treasury inspectorate tribunal legislature county city
    """
)

DECISIONS: frozenset[str] = word_set(
    """
    approved awarded granted ruled ordered fined published released issued announced recorded registered filed
    certified licensed rejected found reported estimated measured voted passed adopted confirmed
    """
)
