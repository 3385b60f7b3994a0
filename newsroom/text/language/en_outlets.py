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

# What else a body or an institute gives out, where its name stands with it.
GIVEN_OUT: dict[str, str] = word_table(
    """
    report=report reports=report review=report analysis=report audit=report list=public_record lists=public_record
    register=public_record records=public_record record=public_record minutes=public_record documents=public_record
    registry=public_record notice=public_record permit=public_record figures=dataset data=dataset dataset=dataset
    statistics=dataset numbers=dataset estimates=dataset index=dataset census=dataset ruling=ruling rulings=ruling
    judgment=ruling judgement=ruling verdict=ruling filing=court_filing
    filings=court_filing complaint=court_filing indictment=court_filing lawsuit=court_filing docket=court_filing
    study=study paper=study poll=poll survey=poll website=official_site
    """
)

# What an outlet gives out, as far as it is said in the noun behind its name or before "by", "in" or "from" it.
REPORTED: dict[str, str] = word_table(
    """
    report=news_report reports=news_report reporting=news_report story=news_report stories=news_report
    article=news_report articles=news_report investigation=news_report coverage=news_report editorial=news_report
    column=news_report op-ed=news_report dispatch=news_report account=news_report analysis=news_report
    exclusive=trade_report scoop=trade_report interview=interview_published profile=interview_published
    poll=poll polls=poll survey=poll podcast=podcast broadcast=broadcast list=news_report review=news_report
    """
)

# What an outlet does with a fact when it is the subject; what a person does with the same verbs is speech.
REPORTS: frozenset[str] = word_set(
    """
    reported reports report wrote writes revealed reveals said says noted notes added adds credited credits put puts
    carried carries cited cites quoted quotes learned estimated estimates counted counts described describes called
    calls disclosed discloses confirmed confirms uncovered published publishes
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
    ledger enquirer newspaper newswire digest messenger advertiser
    """
)

# These end the name of an outlet only behind one of the others: "Carrow Business Network".
SELDOM_MEDIA: frozenset[str] = word_set("network channel record today")
BROADCASTS: frozenset[str] = word_set("news business television tv radio weather broadcasting evening daily sports")

# Of these the article and the one word are a name: "The Post", "the Times".
PAPERS: frozenset[str] = word_set(
    """
    times post journal tribune herald gazette guardian telegraph chronicle observer courier mirror globe examiner
    inquirer sentinel argus echo mail independent ledger enquirer economist
    """
)

# Outlets whose names show no such word; agencies are kept apart, because what others print of them is wire copy.
OUTLETS: frozenset[str] = word_set(
    """
    bbc cnn nbc cbs abc msnbc npr pbs cnbc espn c-span politico axios bloomberg buzzfeed breitbart propublica vox
    deadline variety billboard thewrap indiewire techcrunch wired forbes fortune newsweek slate salon mashable
    gizmodo vice atlantic economist time esquire playboy huffpost univision telemundo sky itv reason
    mediaite lancet nature science wsj nyt thr infowars yahoo
    """
)
# Initials that are told things, and are no outlet.
NO_OUTLETS: frozenset[str] = word_set("tv us uk eu un gop dnc rnc pac nra ceo mp mps pm doj dhs nato aclu naacp")
AGENCIES: frozenset[str] = word_set("reuters ap afp upi dpa epa ansa pa xinhua tass")
AGENCY_NAMES: tuple[str, ...] = ("associated press", "agence france-presse", "press association", "united press")

# Bodies that make a record; what they decide is a public record.
RECORD_BODIES: frozenset[str] = word_set(
    """
    commission court ministry department agency bureau office authority council parliament senate congress registry
    committee board assembly treasury inspectorate tribunal legislature county city
    """
)
# Bodies known by the one word.
ALONE: frozenset[str] = word_set("congress parliament senate treasury fbi epa irs nasa ofcom nhs fda cdc fcc nlrb")
COURTS: frozenset[str] = word_set("court courts tribunal")
INSTITUTES: frozenset[str] = word_set(
    """
    university college institute institution center centre foundation federation association society academy
    laboratory observatory hospital trust union organization organisation research
    """
)
POLLSTERS: frozenset[str] = word_set("gallup quinnipiac marist monmouth rasmussen yougov ipsos pew suffolk zogby")

DECISIONS: frozenset[str] = word_set(
    """
    approved awarded granted ruled ordered fined published released issued announced recorded registered filed
    certified licensed rejected found reported estimated measured voted passed adopted confirmed upheld dismissed
    sentenced convicted acquitted allocated reserved listed counted logged reports lists estimates shows
    """
)
# A body's own announcement is its statement, no record.
STATED: frozenset[str] = word_set("announced confirmed")
RULED: frozenset[str] = word_set("ruled upheld dismissed rejected sentenced convicted acquitted ordered")

# Nouns by which a text calls a house it named before: "the studio’s press page".
HOUSES: frozenset[str] = word_set(
    """
    studio company service streamer network publisher label council commission department ministry agency university
    club board court campaign bank museum authority union firm maker producer distributor broadcaster organisation
    organization school theatre theater festival yard charity trust
    """
)
# Words in the names of houses that make them such a house.
HOUSE_NAMES: dict[str, str] = word_table(
    """
    pictures=studio studios=studio films=studio entertainment=studio productions=studio media=company inc=company
    corp=company ltd=company llc=company group=company holdings=company press=publisher books=publisher
    records=label network=network fc=club
    """
)
