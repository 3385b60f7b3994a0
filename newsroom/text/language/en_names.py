"""English-language first names with the gender they usually tell; names given to both are left out of the telling."""

from newsroom.text.language.words import word_set

_MALE = word_set(
    """
    aaron abdul abraham adam adrian ahmed alan albert alejandro alex alexander alfonso alfred ali allen alvin amir
    anders andre andreas andrew andy angelo anthony antonio anton archie arjun armando arnold arthur arturo
    austin barack barry bart ben benjamin benny bernard bernie bert bill billy bob bobby boris brad bradley brandon
    brendan brent brett brian bruce bruno bryan byron caleb calvin carl carlos cesar chad charles charlie chester
    chris christian christopher chuck clarence claude clay clayton clifford clint clive cody colin conor corey cory
    craig curtis cyril dale damian damien dan daniel danny darrell darren dave david dean dennis derek derrick diego
    dimitri dinesh dirk dmitri dominic don donald donnie doug douglas drew duncan dustin dwayne dwight dylan earl ed
    eddie edgar edmund eduardo edward edwin elias elijah elliot emanuel emil emilio emmanuel enrique eric erik
    ernest ernesto ethan eugene evan evgeny felipe felix ferdinand fernando francisco francois frank franklin fred
    frederick gabriel garrett gareth gary gavin gene geoff geoffrey george gerald gerard gilbert giovanni glen glenn
    gordon graham grant greg gregory guillermo gus gustavo guy hamid hank hans harold harry harvey hassan hector
    henrik henry herbert herman howard hubert hugh hugo hussein ian ibrahim igor isaac isaiah ismail ivan jack jacob
    jacques jake jamal james jan jared jason javier jay jeb jeff jeffrey jeremy jerome jerry jesse jesus jim jimmy
    joachim joaquin joe joel johan john johnny jon jonas jonathan jorge jose joseph josh joshua juan juergen julian
    julio julius justin karl keith kelvin ken kenneth kenny kent kevin khalid khizr kirk klaus kofi kumar kurt kyle
    lance larry lars laurent lawrence lee leo leon leonard leroy lewis liam lloyd logan lorenzo lou louis
    lucas luigi luis luke magnus malcolm manuel marc marcel marco marcos marcus mario mark marshall martin martyn
    marvin mason mateo matt matthew matthias maurice max maxim mehmet melvin michael michel miguel mike mikhail
    miles milton mitch mitchell mitt mohamed mohammad mohammed moses muhammad mustafa nasser nathan nathaniel ned
    neil nelson newt nicholas nick nicolas nigel nikolai noah noel norman oleg oliver omar oscar oskar otto owen
    pablo patrick paul pedro perry peter phil philip philippe phillip pierre piotr prince rafael rahul raj
    ralph ramon randall randy raphael raul ray raymond reginald reince ricardo richard rick ricky rob robert
    roberto rod rodney rodrigo roger roland roman ron ronald ronnie rory ross roy ruben rudolf rudy rupert
    russ russell ryan salvador samir samuel santiago saul scott sean sebastian serge sergei sergey sergio seth
    shane shaun shawn sidney simon spencer stan stanley stefan stephen steve steven stewart stuart sven ted terence
    terrence theo theodore thomas tim timothy toby todd tom tomas tommy tony travis trevor tristan troy
    tyler vernon victor vikram vince vincent vladimir wade walter warren wayne werner wesley wilhelm will william
    willie wolfgang xavier yusuf zach zachary
    """
)

_FEMALE = word_set(
    """
    abigail ada adele adriana agnes aisha alana alexandra alexis alice alicia alison allison alyssa amanda amber
    amelia amina amy ana anastasia andrea angela angelina anita ann anna anne annette annie antonia april ashley
    astrid audrey ava barbara beatrice becky belinda bernadette bernice bertha beth bethany betsy betty beverly
    bianca bonnie brenda bridget brigitte brittany camila camille candace carla carly carmen carol carole caroline
    carolyn carrie catherine cathy cecilia celeste celia charlene charlotte chelsea cheryl chloe christina christine
    cindy claire clara claudia colleen connie constance cora cristina crystal cynthia daisy dana daniela danielle
    darlene dawn deborah debbie debra deirdre delia denise diana diane dolores donna doris dorothy edith eileen
    elaine eleanor elena elisa elizabeth ella ellen eloise elsa elsie emily emma erica erika erin esther ethel
    eugenia eva eve evelyn faith fatima faye felicia fiona flora florence frances francesca freda gabriela gabriella
    gail geraldine gertrude gina ginger giulia gladys glenda gloria grace greta gretchen gwen gwendolyn hannah
    harriet hazel heather heidi helen helena helga henrietta hilary hilda hillary holly hope huma ida ines ingrid
    irene iris irma isabel isabella ivanka ivy jacqueline jamie-lynn jane janet janice janine jasmine jean
    jeanette jeanne jen jenna jennifer jenny jessica jill jo joan joann joanna joanne jocelyn josephine joy joyce
    juanita judith judy julia juliana julie juliet june kamala karen karin karla kate katherine kathleen kathryn
    kathy katie katrina kayla kellie kelli kellyanne kendra kim kimberly kirsten kristen kristin kristina
    laila lana lara latoya laura lauren leah leila lena leonora lesley leticia lidia lila lilian lillian
    lily linda lindsay lisa liz lois lola loretta lori lorraine louise lucia lucille lucinda lucy lydia lynda lynn
    mabel madeleine madeline madison maggie malia mandy marcia margaret margarita maria mariam marian marianne marie
    marilyn marina marisa marjorie marlene marsha martha mary matilda maureen maxine maya megan meghan
    melania melanie melinda melissa mercedes meredith michelle mildred mindy miranda miriam molly mona monica monika
    muriel myra myrtle nadia nadine nancy naomi natalia natalie natasha nicole nicola nikki nina noemi nora norma
    olga olivia ophelia paige pam pamela patrice patricia patsy patti paula pauline pearl peggy penelope penny petra
    phoebe phyllis polly priscilla priya rachel ramona rebecca regina renee renée rhonda rita roberta rosa rosalie
    rose rosemary rosie roxanne ruby ruth sabrina sally samantha sandra sara sarah savannah selena
    serena shannon sharon sheila shelly sherry sheryl shirley sierra silvia simone sofia sonia sonja sophia sophie
    stacey stacy stella stephanie sue susan susanna susanne suzanne sylvia tamara tammy tanya tara teresa tessa
    thelma theresa tiffany tina tracy trudy ursula valerie vanessa vera veronica vicky victoria viola violet
    virginia vivian wanda wendy wilma yasmin yolanda yvette yvonne zoe
    """
)

# Known as first names, but given to women and men alike: they make a person, not a pronoun.
_EITHER = word_set(
    """
    alexis ariel avery blair cameron casey chris dakota dana drew dylan emerson frankie hayden jamie jackie jean
    jesse jordan kai kelly kendall kerry kim lee leslie lindsay lindsey logan lynn marion morgan parker pat quinn
    reese riley robin rowan sam sandy sasha shannon skyler taylor terry tracy trish val wren marley merrick
    """
)

FIRST_NAMES: dict[str, str] = dict.fromkeys(_MALE, "m") | dict.fromkeys(_FEMALE, "f") | dict.fromkeys(_EITHER, "")
