"""English words that carry speech. Each line of verbs: past, third person, base, participle."""

from newsroom.text.language.base import SpeechWords
from newsroom.text.language.words import word_set

_VERBS = """
said says say saying
told tells tell telling
added adds add adding
wrote writes write writing
tweeted tweets tweet tweeting
retweeted retweets retweet retweeting
posted posts post posting
asked asks ask asking
replied replies reply replying
responded responds respond responding
answered answers answer answering
explained explains explain explaining
noted notes note noting
stated states state stating
remarked remarks remark remarking
commented comments comment commenting
declared declares declare declaring
announced announces announce announcing
argued argues argue arguing
insisted insists insist insisting
warned warns warn warning
cautioned cautions caution cautioning
claimed claims claim claiming
contended contends contend contending
asserted asserts assert asserting
maintained maintains maintain maintaining
acknowledged acknowledges acknowledge acknowledging
admitted admits admit admitting
conceded concedes concede conceding
confessed confesses confess confessing
confirmed confirms confirm confirming
denied denies deny denying
alleged alleges allege alleging
charged charges charge charging
accused accuses accuse accusing
complained complains complain complaining
lamented laments lament lamenting
joked jokes joke joking
quipped quips quip quipping
laughed laughs laugh laughing
recalled recalls recall recalling
remembered remembers remember remembering
reflected reflects reflect reflecting
observed observes observe observing
mused muses muse musing
pondered ponders ponder pondering
predicted predicts predict predicting
promised promises promise promising
pledged pledges pledge pledging
vowed vows vow vowing
urged urges urge urging
implored implores implore imploring
pleaded pleads plead pleading
begged begs beg begging
demanded demands demand demanding
suggested suggests suggest suggesting
implied implies imply implying
hinted hints hint hinting
proposed proposes propose proposing
recommended recommends recommend recommending
advised advises advise advising
shouted shouts shout shouting
yelled yells yell yelling
screamed screams scream screaming
cried cries cry crying
chanted chants chant chanting
whispered whispers whisper whispering
muttered mutters mutter muttering
exclaimed exclaims exclaim exclaiming
thundered thunders thunder thundering
bellowed bellows bellow bellowing
boomed booms boom booming
continued continues continue continuing
began begins begin beginning
concluded concludes conclude concluding
finished finishes finish finishing
repeated repeats repeat repeating
reiterated reiterates reiterate reiterating
stressed stresses stress stressing
emphasized emphasizes emphasize emphasizing
emphasised emphasises emphasise emphasising
underscored underscores underscore underscoring
countered counters counter countering
retorted retorts retort retorting
rejoined rejoins rejoin rejoining
shot shoots shoot shooting
interjected interjects interject interjecting
objected objects object objecting
protested protests protest protesting
questioned questions question questioning
wondered wonders wonder wondering
inquired inquires inquire inquiring
testified testifies testify testifying
ruled rules rule ruling
reported reports report reporting
revealed reveals reveal revealing
disclosed discloses disclose disclosing
elaborated elaborates elaborate elaborating
clarified clarifies clarify clarifying
quoted quotes quote quoting
read reads read reading
called calls call calling
described describes describe describing
dubbed dubs dub dubbing
labeled labels label labeling
labelled labels label labelling
branded brands brand branding
characterized characterizes characterize characterizing
characterised characterises characterise characterising
termed terms term terming
deemed deems deem deeming
framed frames frame framing
cast casts cast casting
painted paints paint painting
portrayed portrays portray portraying
praised praises praise praising
hailed hails hail hailing
lauded lauds laud lauding
criticized criticizes criticize criticizing
criticised criticises criticise criticising
condemned condemns condemn condemning
denounced denounces denounce denouncing
decried decries decry decrying
blasted blasts blast blasting
slammed slams slam slamming
mocked mocks mock mocking
ridiculed ridicules ridicule ridiculing
derided derides deride deriding
dismissed dismisses dismiss dismissing
rejected rejects reject rejecting
blamed blames blame blaming
referred refers refer referring
spoke speaks speak speaking
talked talks talk talking
thought thinks think thinking
believed believes believe believing
felt feels feel feeling
hoped hopes hope hoping
feared fears fear fearing
worried worries worry worrying
boasted boasts boast boasting
bragged brags brag bragging
touted touts tout touting
agreed agrees agree agreeing
disagreed disagrees disagree disagreeing
apologized apologizes apologize apologizing
apologised apologises apologise apologising
thanked thanks thank thanking
expressed expresses express expressing
voiced voices voice voicing
cited cites cite citing
mentioned mentions mention mentioning
pointed points point pointing
opined opines opine opining
volunteered volunteers volunteer volunteering
offered offers offer offering
snapped snaps snap snapping
deadpanned deadpans deadpan deadpanning
gushed gushes gush gushing
sighed sighs sigh sighing
smiled smiles smile smiling
fumed fumes fume fuming
railed rails rail railing
ranted rants rant ranting
scoffed scoffs scoff scoffing
sneered sneers sneer sneering
taunted taunts taunt taunting
teased teases tease teasing
summarized summarizes summarize summarizing
summed sums sum summing
signed signs sign signing
instructed instructs instruct instructing
ordered orders order ordering
informed informs inform informing
reminded reminds remind reminding
assured assures assure assuring
texted texts text texting
emailed emails email emailing
e-mailed e-mails e-mail e-mailing
blogged blogs blog blogging
captioned captions caption captioning
credited credits credit crediting
compared compares compare comparing
likened likens liken likening
defended defends defend defending
proclaimed proclaims proclaim proclaiming
announced announces announce announcing
specified specifies specify specifying
speculated speculates speculate speculating
theorized theorizes theorize theorizing
estimated estimates estimate estimating
considered considers consider considering
trumpeted trumpets trumpet trumpeting
tried tries try trying
went goes go going
greeted greets greet greeting
invoked invokes invoke invoking
prayed prays pray praying
sang sings sing singing
ended ends end ending
opened opens open opening
closed closes close closing
interrupted interrupts interrupt interrupting
pressed presses press pressing
challenged challenges challenge challenging
attacked attacks attack attacking
ripped rips rip ripping
accepted accepts accept accepting
endorsed endorses endorse endorsing
chided chides chide chiding
scolded scolds scold scolding
admonished admonishes admonish admonishing
lambasted lambasts lambast lambasting
panned pans pan panning
put puts put putting
barked barks bark barking
beamed beams beam beaming
retaliated retaliates retaliate retaliating
fired fires fire firing
commanded commands command commanding
declined declines decline declining
marveled marvels marvel marveling
marvelled marvels marvel marvelling
welcomed welcomes welcome welcoming
enthused enthuses enthuse enthusing
grumbled grumbles grumble grumbling
moaned moans moan moaning
groaned groans groan groaning
grinned grins grin grinning
chuckled chuckles chuckle chuckling
shrugged shrugs shrug shrugging
growled growls growl growling
snarled snarls snarl snarling
roared roars roar roaring
murmured murmurs murmur murmuring
mumbled mumbles mumble mumbling
ventured ventures venture venturing
recounted recounts recount recounting
affirmed affirms affirm affirming
concurred concurs concur concurring
attested attests attest attesting
swore swears swear swearing
reasoned reasons reason reasoning
reckoned reckons reckon reckoning
enquired enquires enquire enquiring
queried queries query querying
counselled counsels counsel counselling
vented vents vent venting
raged rages rage raging
quavered quavers quaver quavering
intoned intones intone intoning
crowed crows crow crowing
griped gripes gripe griping
appealed appeals appeal appealing
messaged messages message messaging
signalled signals signal signalling
signaled signals signal signaling
penned pens pen penning
relayed relays relay relaying
forecast forecasts forecast forecasting
"""

_WEAK = word_set(
    """
    answer lead leads went goes go going tried tries try trying cast casts signed signs sign signing ended ends end
    ending opened opens open opening closed closes close closing considered considers consider considering attacked
    attacks attack attacking ripped rips accepted accepts accept endorsed endorses endorse pressed presses press
    read reads reading shot shoots shoot shooting ruled rules rule ruling thought thinks think believed believes
    believe felt feels feel hoped hopes hope feared fears fear smiled smiles smile agreed agrees agree disagreed
    offered offers offer pointed points point began begins begin beginning finished finishes painted paints voices
    credits questions reports report comments comment remarks notes calls claims charges charge states state terms
    answers posts tweets counters plans defended defends defend invoked invokes greeted greets praised thanked
    blamed cited cites citing dismissed rejected compared interrupted challenged texts labels brands quotes signs
    orders order credit brand frames panned pan speaking spoke speak talks talk talked continued continues continue
    put puts putting fired fires fire commands command declined declines decline presses repeated touted touts
    promises promise fears worries points welcomed welcomes welcome grinned grins grin chuckled shrugged shrugs
    shrug reasons reason vents vent crows crow appeals appeal appealed signals signal signalled signaled pens pen
    forecasts forecast messages message counsels counsel swears queries query
    """
)

_INVERTING = word_set(
    """
    said says say wrote writes tweeted asked asks replied replies responded responds answered answers explained
    explains noted notes stated states remarked remarks commented added adds declared declares announced argued
    argues insisted insists warned warns cautioned claimed claims asserted acknowledged admitted conceded confessed
    joked quipped quips recalled recalls observed observes mused predicted shouted yelled screamed cried chanted
    whispered muttered exclaimed continued continues began concluded concludes retorted countered protested wondered
    inquired testified recounted reads lamented complained read agreed thundered roared growled murmured enquired
    grumbled ventured reckons reckoned reasoned laughed grinned pleaded urged begged sighed smiled snapped
    """
)

_NOUNS = word_set(
    """
    remarks comments remark comment statement words claim claims assertion argument call calls warning promise
    pledge vow description response reply answer speech message tweet tweets post letter email e-mail quote quip
    phrase line testimony suggestion complaint criticism declaration denial admission confession explanation
    question interview mantra slogan verdict view opinion take reaction conclusion advice motto assessment
    characterization contention insistence refrain accusation depiction praise
    """
)


def _column(*indexes: int) -> frozenset[str]:
    rows = [line.split() for line in _VERBS.split("\n") if line]
    return frozenset(row[index] for row in rows for index in indexes)


SPEECH = SpeechWords(
    finite=_column(0, 1, 2),
    participles=_column(3),
    weak=_WEAK,
    inverting=_INVERTING,
    addressing=word_set(
        """
        told tells tell asked asks ask called calls call accused accuses accuse warned thanked thanks urged
        urges blasted
        slammed mocked praised hailed criticized criticised condemned denounced described dubbed labeled labelled
        branded quoted informed reminded assured credited instructed begged implored advised ridiculed challenged
        """
    ),
    nouns=_NOUNS,
    quoting=word_set("quoted quotes quote quoting cited cites cite citing recalled"),
    asking=word_set("asked asks ask asking inquired inquires enquired enquires queried queries questioned questions"),
    calling=word_set(
        """
        called calls call calling described describes describe describing dubbed dubs dub dubbing termed terms term
        terming labeled labels label labeling labelled labelling branded brands brand branding deemed deems deem deeming
        characterized characterizes characterize characterizing characterised characterises characterise
        characterising considered considers consider considering
        """
    ),
    according=("according to", "as per", "per", "in the words of", "as told to", "citing", "quoting", "in the view of"),
)
