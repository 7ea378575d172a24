"""Word lists of the made-up region: what Dutch social maps write about, in our own words.

Each list is in order of how often its words are drawn: the first most often (Zipf).
"""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


ACTIVITIES = _listed("""
    koffie wandelen eten bewegen creatief muziek taal computer buurt lezen koken tuin spelletjes zingen gym fietsen
    handwerken schilderen dansen yoga film biljart bridge klaverjassen schaken breien haken naaien repair tekenen
    toneel zwemmen nordic mindfulness meditatie sjoelen bingo rummikub scrabble fotografie keramiek houtbewerking
    moestuin bloemschikken gitaar ukelele djembe koor theater museum bibliotheek kookclub bakken soep lunch ontbijt
    diner high-tea picknick wijnproeven vissen vogels natuur geschiedenis genealogie filosofie poëzie schrijven
    dagboek levensverhaal radio podcast internet tablet smartphone digid bankzaken administratie budget kleding
    speelgoed fietsles verkeer rijbewijs engels spaans arabisch nederlands alfabet inburgering sollicitatie
    rouw verlies afscheid troost mantelzorg dementie parkinson kanker autisme adhd slechthorend slechtziend reuma
    diabetes slaap valpreventie fysio fitness badminton tafeltennis volleybal walking-football korfbal judo tai-chi
    qigong aquagym stoelyoga zitdans volksdans linedance salsa tango bootcamp hardlopen jeu-de-boules koersbal darts
""")

HEADS = _listed("""
    groep ochtend middag club cursus les avond tafel inloop café maatje project atelier ontmoeting workshop huis
    kring tocht bijeenkomst training hulp steunpunt week dienst lijn kamer vereniging circuit feest markt hoek
    winkel carrousel salon spreekuur training bezoek dag reis route team punt buddy coach vrijwilliger netwerk
""")

MODIFIERS = _listed("""
    buurt wijk koffie wandel eet beweeg taal ouderen senioren jongeren mannen vrouwen ouder kinder kook tuin muziek
    creatief lees spel zang dans film computer digi mantelzorg rouw vriendschaps nieuwkomers studenten tiener baby
    opvoed gezins weduwen burger dorps straat haven park bos duin polder markt kerk moskee school bibliotheek
    sport fiets zwem loop vaar schaats tennis golf boule biljart kaart schaak dam puzzel quiz verhalen herinnering
    geheugen kunst klei hout naai brei haak kleding repareer klus verhuis boodschappen maaltijd soep lunch ontbijt
    diner thee wijn bak groente fruit kruiden bloemen vogel natuur hond katten paarden boerderij molen schip trein
    reis vakantie zomer winter lente herfst kerst paas sinterklaas nieuwjaars week weekend dag avond nacht ochtend
    zondag zaterdag vrijdag donderdag woensdag dinsdag maandag licht stilte adem ontspannings slaap val kracht balans
    zit stoel rolstoel rollator blinden doven gebaren geluk levens zingevings hoop moed droom talent werk baan
    vrijwilligers budget geld schuld formulieren brieven belasting zorg gezondheids voet massage kapper bel video
""")

NOUNS = _listed("""
    mensen buurt koffie gesprek samen groep begeleiding vrijwilligers activiteit ontmoeting thee tijd huis ervaring
    wijk aandacht zaal plezier deelnemers programma begeleider contact verhaal muziek eten lunch kosten aanmelding
    iedereen plek tafel ruimte ochtend middag keer uur week maand jaar vraag antwoord hulp steun vrienden bewoners
    buren kinderen ouders ouderen familie gezin partner leven gezondheid natuur park tuin bos water haven markt
    straat plein kerk school bibliotheek wijkcentrum buurthuis keuken soep brood fruit groente maaltijd recept
    spel kaarten puzzel boek krant film lied koor instrument gitaar piano dans beweging oefening conditie spieren
    balans adem rust ontspanning hoofd lichaam geest hart hand voet ogen oren stem taal woord zin brief formulier
    computer tablet telefoon scherm wachtwoord afspraak agenda kalender bus fiets auto rolstoel rollator lift trap
    ingang deur sleutel kamer stoel bank lamp raam zon regen wind sneeuw zomer winter lente herfst feest verjaardag
    kerst vakantie reis uitstap museum tentoonstelling kunst verf penseel klei hout naald draad wol stof machine
    gereedschap lamp stofzuiger broodrooster reparatie materiaal kast winkel kleding schoenen speelgoed spullen geld
    budget schuld rekening bank belasting toeslag uitkering werk baan sollicitatie diploma opleiding cursus docent
    leerling coach maatje vriendschap liefde relatie verdriet verlies rouw afscheid herinnering foto album jeugd
    toekomst droom wens doel stap kracht moed hoop vertrouwen geluk humor lach traan stilte gebed geloof cultuur
    land dorp stad gemeente wereld grens vlucht thuis asiel inburgering paspoort recht plicht regel wet veiligheid
    politie brandweer ambulance huisarts apotheek ziekenhuis medicijn pijn slaap moeheid stress angst somberheid
    beperking gehoor zicht geheugen dementie mantelzorger respijt logeren dagbesteding thuiszorg verpleging maaltijdservice
    alarm vervoer belbus taxi chauffeur duofiets scootmobiel hulpmiddel douche bed matras deken kussen gordijn vloer
    plant bloem boom vogel hond kat konijn kip geit paard boerderij akker zaad oogst appel peer aardappel wortel ui
    schip zeil roeiboot kade brug sluis dijk polder duin strand zee rivier meer eiland molen toren kasteel monument
    archief stamboom oorlog bevrijding vrede staat koning verkiezing raad wethouder ambtenaar bewonersgroep comité
    vereniging stichting bestuur penningmeester secretaris contributie subsidie fonds loterij kraam rommelmarkt
""")

ADJECTIVES = _listed("""
    gezellige nieuwe samen gratis open warme kleine vaste leuke rustige vrolijke ervaren vrijwillige wekelijkse
    maandelijkse lekkere gezonde eenvoudige goede echte eigen lokale groene creatieve actieve muzikale zachte
    langzame korte lange persoonlijke vertrouwde bekende onbekende jonge oudere meertalige culturele digitale
    praktische sociale betaalbare toegankelijke bijzondere verrassende ontspannen sportieve historische
""")

VERBS = _listed("""
    ontmoeten praten drinken eten leren doen bewegen luisteren helpen delen maken lachen spelen wandelen oefenen
    koken zingen lezen schrijven vertellen kennismaken aanschuiven meedoen begeleiden uitproberen ontdekken genieten
    ontspannen tuinieren schilderen dansen fietsen zwemmen bakken proeven naaien breien repareren zoeken vinden
    bellen mailen invullen regelen sparen plannen onthouden herinneren verwerken rouwen troosten steunen
""")

PLACES = _phrases("""
    wijkcentrum
    buurthuis
    bibliotheek
    ontmoetingsplek
    dorpshuis
    kerkzaal
    sporthal
    huis van de wijk
    zorgcentrum
    verzorgingshuis
    basisschool
    kinderboerderij
    museum
    theater
    moskee
    zwembad
    multifunctioneel centrum
    speeltuingebouw
    clubgebouw
    gemeentehuis
    kringloopwinkel
    volkstuin
""")

ORGANISATIONS = _phrases("""
    Stichting Welzijn {town}
    Bibliotheek {town}
    Buurtvereniging {area}
    Zorggroep {town}
    Vrijwilligerspunt {town}
    Humanitas {town}
    Het {head} van {name}
    Bewonersgroep {area}
    Sportvereniging {name}
    Parochie {name}
    Taalhuis {town}
    Ouderenbond {town}
    Stichting {name}
    Vereniging {activity} {town}
    Moskee {name}
    Natuurclub {area}
    Muziekschool {town}
    Repair Café {area}
    Resto {name}
    Zonnebloem {area}
""")

NAMES = _phrases("""
    {compound}
    {compound} {area}
    {activity} in de {area}
    {adjective} {compound}
    Samen {verb}
    {compound} voor {people}
    {activity} met {first}
    Inloop {activity}
    {compound} {name}
    Cursus {activity} voor {people}
    {compound} en {compound2}
    Open {compound}
    {activity} op {day}
""")

PEOPLE = _phrases("""
    ouderen
    iedereen
    senioren
    jongeren
    ouders
    mannen
    vrouwen
    nieuwkomers
    mantelzorgers
    weduwen en weduwnaars
    mensen met een beperking
    studenten
    buurtbewoners
    55-plussers
    alleenstaande ouders
    mensen met weinig geld
    slechthorenden
    beginners
    kunstliefhebbers
    natuurliefhebbers
""")

DAYS = _listed("dinsdag donderdag woensdag maandag vrijdag zaterdag zondag")

SUMMARIES = _phrases("""
    Samen {verb} en {verb2} in het {place}, met {noun} en {noun2}.
    Een {adjective} {compound} voor {people} uit {area}.
    Elke {day} {verb} met een {adjective} groep {people}.
    Kom {verb} bij {organisation}: de {noun} staat klaar.
    {activity} voor {people}, in kleine groepen en met een {adjective} begeleider.
    Wie wil {verb}, is welkom op de {compound}.
""")

SENTENCES = _phrases("""
    U bent welkom om te {verb} en te {verb2} met andere {people}.
    We beginnen met {noun} en daarna is er tijd voor {noun2}.
    De {compound} is een {adjective} plek waar u {noun} vindt.
    Een vrijwilliger ontvangt u bij de {noun} en stelt u voor aan de groep.
    Aanmelden is niet nodig, loop gerust binnen in het {place}.
    Vooraf even bellen met {first} mag, dan staat er iemand voor u klaar.
    Er is een {adjective} {noun} en genoeg {noun2} voor iedereen.
    We {verb} in een {adjective} tempo en stoppen voor {noun}.
    Deelnemers vertellen elkaar over hun {noun} en hun {noun2}.
    De begeleider heeft veel ervaring met {noun} en {activity}.
    Na afloop is er {noun} en kunt u napraten over {noun2}.
    Neem zelf {noun} mee; voor {noun2} wordt gezorgd.
    Voor {people} is er een aparte {compound} op {day}.
    Het {place} heeft een lift, een ringleiding en een rolstoeltoilet.
    De {compound} hoort bij de {compound2} van {organisation}.
    Lukt het niet om te komen, dan halen we u op met de {noun}.
    Wilt u eerst kijken, dan loopt {first} de eerste keer met u mee.
    In de zomer gaan we naar het {noun} aan de {name}laan.
    U leert stap voor stap {verb} met uw {noun}.
    Op {day} is er ook een {compound} voor {people}.
    Met elkaar maken we een {adjective} {noun}.
    Iedere maand kiezen we een thema, zoals {noun}, {noun2} of {activity}.
    De groep bestaat uit ongeveer tien {people}.
    Samen met {organisation} organiseren we een {adjective} {compound2}.
    Er wordt Nederlands gesproken en soms ook Turks, Arabisch of Pools.
    Wie iets wil doen voor een ander kan ook helpen met {noun}.
    {first} en {first2} staan voor u klaar met {noun} en een luisterend oor.
    De {noun} is oud, de sfeer is {adjective}.
""")

FIRST = _listed("""
    Anja Kees Fatima Piet Hanneke Mo Wil Truus Ahmed Marijke Jan Ria Sjoerd Ayşe Bep Henk Corrie Yusuf Ineke Gerrit
    Nel Rob Zeynep Loes Arie Samira Tineke Dirk Joke Ali Greet Wim Marga Cor Els Jaap Karima Leo Mieke Nico Olga Paula
    Rachid Sien Teun Ursula Vera Willem Xandra Yvonne Zahra Bram Carla Daan Eva Femke Guus Hilde Ivo Jolanda
""")

SYLLABLES_FRONT = _listed("""
    Mer Wol Hoog Laag Ooster Wester Noorder Zuider Oud Nieuw Groot Klein Bier Haver Rijn Maas Lek Linge Vecht Dom
    Ber Eik Els Iep Lin Wil Zand Klei Veen Steen Berk Roos Vos Ree Zwa Gan Kraa Uil Val Bree Smal Lang Kort Heide
    Leeu Har Gro Bol Dal Duin Kerk Molen Brug Sluis Dijk Polder Kruis Hof Burg Slot Toren Pa Sint
""")
SYLLABLES_BACK = _listed("""
    dijk waard beek dam hoven veen burg kerk drecht wijk horst donk lo ingen berg meer land sluis huizen stede dorp
    woude broek zijl gouw oord hout rade schot voort kapelle monde laar rode rijk stein veld bosch heim zande
""")
