"""English: grammar words, names, works. Speech words and first names lie beside this file."""

from newsroom.text.language.base import Grammar, Language, Naming, Works
from newsroom.text.language.en_names import FIRST_NAMES
from newsroom.text.language.en_speech import SPEECH
from newsroom.text.language.words import word_set, word_table

_GRAMMAR = Grammar(
    determiners=word_set(
        """
        the a an this that these those his her its their our my your one another some many several both all two
        three four five most other each no few any every
        """
    ),
    articles=word_set("the a an his her its their our my your"),
    prepositions=word_set(
        """
        in on at of for from by with to into about over under during after before since until between against
        through without within near via amid among around behind beyond despite toward towards upon outside inside
        like unlike alongside regarding concerning following off per via across throughout because
        """
    ),
    conjunctions=word_set(
        """
        and but or nor yet so while whereas
        """
    ),
    subordinators=word_set(
        """
        that when while as if because since although though whether where how why after before until unless once
        what
        """
    ),
    relatives=word_set(
        """
        who whom whose which that
        """
    ),
    auxiliaries=word_set(
        """
        has have had is are was were be been being did does do will would could can may might must should shall
        hasn't haven't hadn't isn't aren't wasn't weren't didn't doesn't don't won't wouldn't couldn't can't
        """
    ),
    be=word_set("is are was were be been being"),
    adverbs=word_set(
        """
        also later then simultaneously once recently previously earlier repeatedly often never always famously
        publicly privately reportedly allegedly again still now just even only simply quickly immediately initially
        eventually finally ultimately soon sometimes first further flatly bluntly quietly angrily sarcastically
        jokingly proudly explicitly openly merely largely basically essentially essentially similarly specifically
        subsequently afterward afterwards instead consistently dryly wryly softly briefly frequently reluctantly
        emphatically directly correctly memorably apparently not rather too meanwhile today yesterday tonight
        tomorrow defiantly tersely cheerfully pointedly however though therefore wistfully sternly promptly
        routinely already indeed thus hence plus moreover furthermore additionally nonetheless nevertheless
        curiously oddly sadly hopefully gently gravely cheerily laconically testily brightly calmly coolly
        """
    ),
    past=word_set(
        """
        held took gave made met came went got knew kept lost won ran sat stood brought bought built sent spent fell grew
        drew drove flew broke chose wore threw became caught taught fought sought hid paid sold slept struck swept swung
        ate drank heard meant understood forgot forgave froze rode shook stole swam tore woke withdrew overcame
        lay hung rang shone clung crept dealt dug fled flung knelt lent leapt sank shrank slid sprang
        strode wept
        """
    ),
    pronouns=word_table(
        """
        he=m she=f they=p it=n we=s i=s who=w him=m himself=m herself=f his=m someone=o somebody=o everyone=o
        everybody=o nobody=x others=o
        """
    ),
    months={
        "january": 1,
        "february": 2,
        "march": 3,
        "april": 4,
        "may": 5,
        "june": 6,
        "july": 7,
        "august": 8,
        "september": 9,
        "october": 10,
        "november": 11,
        "december": 12,
        "jan": 1,
        "feb": 2,
        "mar": 3,
        "apr": 4,
        "jun": 6,
        "jul": 7,
        "aug": 8,
        "sep": 9,
        "sept": 9,
        "oct": 10,
        "nov": 11,
        "dec": 12,
    },
    weekdays=word_set(
        """
        monday tuesday wednesday thursday friday saturday sunday
        """
    ),
    abbreviations=word_set(
        """
        mr mrs ms dr prof sen rep gov pres sgt lt col gen maj capt cmdr st jr sr rev hon supt insp det inc corp co
        ltd vs etc jan feb mar apr jun jul aug sep sept oct nov dec no nos vol mt ft ave blvd rd dept univ assn bros
        cf al approx est reps sens govs drs messrs mass calif tenn ala ariz ark colo conn del fla ga ill ind kan ky
        la md mich minn miss mo mont neb nev okla ore pa tex va vt wash wis wyo u.s u.k u.n d.c
        """
    ),
)

_NAMING = Naming(
    titles=word_table(
        """
        mr=m mrs=f ms=f miss=f mx= dr= prof= professor= sir=m dame=f lord=m lady=f sen= senator= rep=
        representative= gov= governor= congressman=m congresswoman=f president= president-elect= vice= king=m
        queen=f prince=m princess=f pope=m father=m sister=f brother=m rev= reverend= rabbi= imam= judge= justice=
        sgt= sergeant= lt= lieutenant= col= colonel= gen= general= maj= major= capt= captain= admiral= adm= chief=
        sheriff= officer= detective= det= inspector= insp= supt= superintendent= constable= mayor= premier=
        minister= chancellor= ambassador= secretary= coach= councilman=m councilwoman=f councillor= alderman=
        commissioner= hon= attorney= speaker= chairman=m chairwoman=f chair= cardinal=m bishop= archbishop=m saint=
        reps= sens= messrs=m cmdr= commander= pc= wpc=f dc= di= dci= ds= dsi= supt= ch= avv= ing= dott= herr=m frau=f
        signor=m signora=f monsieur=m madame=f mme=f señor=m señora=f doña=f sheikh=m ayatollah=m pastor= deacon=
        baroness=f countess=f duchess=f viscount=m lieutenant-general= brigadier=
        archdeacon= comrade= emperor=m empress=f sultan=m emir=m
        """
    ),
    roles=word_set(
        """
        spokesman spokeswoman spokesperson director manager chairman chairwoman chair president leader secretary
        mayor governor senator congressman congresswoman representative lawmaker minister premier chancellor
        ambassador judge justice lawyer attorney prosecutor officer chief sheriff detective officer captain
        commander general colonel analyst strategist adviser advisor aide consultant pollster economist professor
        lecturer teacher principal scientist researcher historian author writer novelist poet playwright actor
        actress singer musician composer producer showrunner creator filmmaker host anchor reporter journalist
        correspondent columnist editor publisher broadcaster commentator critic executive founder co-founder owner
        ceo boss head coach player captain striker goalkeeper manager farmer driver resident neighbour neighbor
        voter supporter activist organizer organiser campaigner volunteer worker employee student pupil nurse doctor
        surgeon physician neurosurgeon psychologist businessman businesswoman mogul billionaire developer
        entrepreneur investor banker trader candidate nominee challenger incumbent rival frontrunner front-runner
        congressmember councilman councilwoman councillor treasurer clerk coroner commissioner inspector
        superintendent sergeant lieutenant veteran pastor priest bishop rabbi imam reverend pope king queen prince
        princess wife husband mother father son daughter brother sister widow witness victim man woman boy girl
        official source insider expert envoy diplomat negotiator delegate member co-author spokesmen spokeswomen
        curator librarian keeper conductor choreographer designer architect engineer warden ranger chef baker
        fisherman skipper harbourmaster harbormaster vet trustee headteacher headmistress headmaster publicist star
        lead co-star democrat republican conservative liberal independent lawmaker speaker whip counsel deputy
        promoter bass tenor soprano baritone violinist cellist pianist guitarist drummer rapper dancer comedian
        assemblyman dentist midwife paramedic firefighter recorder magistrate barrister solicitor bailiff juror
        defender winger sprinter swimmer rower boxer jockey golfer referee umpire trainer captain-elect landlord
        landlady tenant builder plumber electrician carpenter miner welder sailor pilot steward stewardess
        receptionist butcher grocer shopkeeper innkeeper barista waiter waitress cook florist hairdresser tailor
        mechanic janitor caretaker guard gardener beekeeper shepherd rancher lecturer tutor dean provost rector
        regulator auditor accountant actuary broker dealer chairperson convener whistleblower statistician
        mathematician physicist chemist botanist astronomer engineer-in-chief geneticist virologist pediatrician
        paediatrician therapist counsellor counselor dispatcher marshal bishop-elect deacon nun monk vicar curate
        sculptor painter illustrator cartoonist photographer screenwriter dramatist choirmaster librettist
        pensioner grandmother grandfather aunt uncle niece nephew cousin bride groom fan passenger commuter
        customer shopper tourist visitor survivor bystander onlooker parent toddler teenager colleague friend
        """
    ),
    groups=word_set(
        """
        officials police officers critics supporters opponents analysts experts researchers scientists lawyers
        prosecutors lawmakers republicans democrats aides advisers advisors sources people residents neighbours
        neighbors witnesses voters workers employees students teachers parents doctors nurses protesters activists
        organizers organisers reporters editors observers insiders authorities investigators leaders members
        campaigners fans readers users scholars economists pollsters strategists historians executives producers
        crowd audience campaign company studio network newspaper magazine paper outlet agency department ministry
        council committee commission court board union party government administration house group organization
        organisation firm team club association spokesmen report statement letter study survey poll memo document
        filing complaint lawsuit website site magazine email tweet post ad advertisement headline sign signs banner
        caption article editorial narrator voice percent couple pair duo crew squad tribunal panel jury agency regulator
        watchdog charity hospital bank police operator note notice placard label inscription leaflet poster flyer
        billboard plaque ruling judgment judgement indictment affidavit brochure bulletin
        """
    ),
    first_names=FIRST_NAMES,
    kin=word_table(
        """
        wife=f husband=m mother=f father=m son=m daughter=f spokesman=m spokeswoman=f businessman=m businesswoman=f
        actress=f congresswoman=f congressman=m woman=f man=m chairman=m chairwoman=f widow=f headmistress=f
        headmaster=m councilwoman=f councilman=m
        """
    ),
    organisations=word_set(
        """
        university college school institute institution academy department ministry commission committee council
        court agency bureau office authority board association federation foundation society union party congress
        senate house parliament government administration campaign inc corp corporation company co ltd llc group
        holdings bank fund trust studios studio pictures entertainment productions records media news times post
        journal tribune herald gazette guardian telegraph reporter weekly magazine daily chronicle press observer
        courier network television radio channel broadcasting league club team fc united hospital clinic museum
        library church mosque temple center centre coalition alliance movement army navy police force service
        services international institute center network project initiative conference convention orchestra theatre
        theater museum company pac chamber guild registry ltd airlines airport railway partners associates systems
        technologies labs laboratory brewery cooperative county city island street avenue road beach valley square
        utilities homes energy lines motors airways foods brands stores capital securities insurance electric oil gas
        academy
        """
    ),
    places=word_set(
        """
        alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho
        illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi
        missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia
        washington wisconsin wyoming america england scotland wales ireland britain france germany italy spain
        portugal russia china japan india pakistan iran iraq syria israel egypt turkey mexico canada brazil
        australia europe africa asia london paris berlin moscow beijing brussels geneva new-york chicago boston
        philadelphia miami houston dallas atlanta denver seattle manhattan brooklyn hollywood york angeles francisco
        vegas orleans carolina dakota hampshire jersey zealand states kingdom county city island river street avenue
        road bridge beach valley hills park square lake mountain north south east west
        """
    ),
    not_names=word_set(
        """
        the a an and but or if when while as in on at of for from by with to after before since until during there
        this that these those it he she they we i you his her its their our my your who what which where why how not
        no yes so then now here all some many most more also still even just only both each every another other such
        once one two three four five six seven eight nine ten hundreds thousands last next first second yet because
        although though despite without within according per monday tuesday wednesday thursday friday saturday
        sunday january february march april may june july august september october november december asked told said
        photo image advertisement related however meanwhile later earlier today yesterday tomorrow let do does did
        is are was were has have had will would can could should may might must never always maybe perhaps well oh
        ok okay please thanks speaking citing quoting writing following among like unlike under over against about
        through between republican republicans democrat democrats democratic american americans british european
        english french german russian chinese mexican muslim muslims christian christians jewish latino hispanic
        african-american gop u.s us indeed via thus hence plus moreover furthermore additionally nonetheless
        nevertheless specifically finally instead again sure sorry yeah hello hi hey
        """
    ),
    particles=word_set(
        """
        de da di du del della van von der den la le bin ibn al el ben ap mac o
        """
    ),
    suffixes=word_set(
        """
        jr sr ii iii iv phd md qc kc mp
        """
    ),
    role_endings=("ologist", "ographer", "ician", "woman", "sman", "person"),
)

_WORKS = Works(
    before=word_set(
        """
        series film movie book novel song album show single play podcast episode titled entitled called headlined
        named program programme column ad article essay memoir musical opera documentary drama sitcom comedy
        blockbuster sequel chapter exhibition painting poem magazine newspaper game bestseller on's hit track
        thriller anthology cover pseudonym nicknamed known alias hashtag group newsletter blog website video spot
        special franchise reality
        """
    ),
    after=word_set(
        """
        show series film movie album song novel book podcast program programme host co-host star stars movement
        signs sign t-shirt t-shirts shirts hat hats banner banners shirt episode column franchise author actor
        actress director tour theme trilogy sequel app plates ceremony segment anchor moderator video sketch
        """
    ),
    borrowed=word_set(
        """
        so-called word words term terms phrase phrases nickname moniker label labeled labelled hashtag known marked
        """
    ),
    small=word_set("a an the and or but of in on at to for from by with as is vs et de la le than it be"),
    making=word_set(
        """
        sang sings sing sung singing wrote writes writing written composed composes recorded records recording performed
        performs performing directed directs directing conducted produced staged published releases released painted
        penned choreographed rehearsed filmed
        """
    ),
)

ENGLISH = Language(code="en", speech=SPEECH, grammar=_GRAMMAR, naming=_NAMING, works=_WORKS)
