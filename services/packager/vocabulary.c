/* Rows of words by what they are. A row is a phrase as phrases.h reads it; English, and where the
 * word is not the same the commonest German. Goods are those of shops, telecoms, banks and
 * insurers; what is not here is not found, and no wrong thing is called a product. */
#include "vocabulary.h"

static const struct baton_phrase rows[] = {
    /* goods: clothes */
    { "hiking|running|leather|winter|rain|rubber|my|the|these|some|your|new|of boots|boot",
      WORD_PRODUCT, 1 }, /* not "it boots" */
    { "hiking|running|leather|winter|rain|rubber| shoes|sneakers|sandals|heels|slippers|sneaker",
      WORD_PRODUCT, 1 },
    { "leather|winter|rain|denim|fleece|puffer| jacket|jackets|coat|coats|raincoat|vest",
      WORD_PRODUCT, 1 },
    { "t|polo|dress| shirt|shirts|tshirt|tshirts", WORD_PRODUCT, 1 },
    { "shirt|shirts|blouse|hoodie|hoodies|sweater|sweaters|pullover|jeans|trousers|shorts|skirt|"
      "leggings|socks|gloves|scarf|beanie|swimsuit|bikini|pyjamas|pajamas|tshirt|tshirts|cardigan",
      WORD_PRODUCT, 1 },
    { "wrist|smart|sports watch|watches", WORD_PRODUCT, 1 },
    { "my|a|the|this|your watch", WORD_PRODUCT, 1 }, /* not "to watch" */
    { "watches|wristwatch|wristwatches|sunglasses|necklace|bracelet|earrings|wallet|handbag|"
      "purse|umbrella|umbrellas|backpack|backpacks|suitcase|suitcases",
      WORD_PRODUCT, 1 },
    { "luggage|dumbbell|tool|tea|cookware|knife|bedding|makeup|puzzle|chess set|sets", WORD_PRODUCT,
      1 },
    { "makeup|sewing|tool|first_aid|starter kit|kits", WORD_PRODUCT, 1 },
    { "pet|dog|cat bed|beds|carrier|food", WORD_PRODUCT, 1 },
    { "patio|beach|garden umbrella|table|chair|chairs|heater|furniture", WORD_PRODUCT, 1 },
    /* goods: home */
    { "robotic|robot|canister|handheld|cordless| vacuum cleaner|cleaners", WORD_PRODUCT, 1 },
    { "air|water purifier|purifiers|fryer|conditioner|filter|bottle|bottles|heater|cooler",
      WORD_PRODUCT, 1 },
    { "desk|floor|table|bedside|office|gaming|coffee|dining|standing lamp|lamps|chair|chairs|desk|"
      "table|machine|maker|mug|grinder|pod|pods",
      WORD_PRODUCT, 1 },
    { "lamp|lamps|mattress|pillow|pillows|blanket|duvet|curtain|curtains|sofa|couch|armchair|"
      "bookshelf|shelf|wardrobe|dresser|rug|carpet|mirror|kettle|toaster|blender|mixer|microwave|"
      "oven|fridge|refrigerator|freezer|dishwasher|dryer|purifier|thermostat|grill|teapot",
      WORD_PRODUCT, 1 },
    { "washing|espresso|sewing|coffee machine|machines", WORD_PRODUCT, 1 },
    { "electric| kettle|toothbrush|shaver|scooter|bike|guitar", WORD_PRODUCT, 1 },
    { "smart thermostat|lock|speaker|bulb|plug|tv|doorbell|watch|watches", WORD_PRODUCT, 1 },
    { "jigsaw puzzle|puzzles", WORD_PRODUCT, 1 },
    { "garden hose|shears", WORD_PRODUCT, 1 },
    { "skateboard|bicycle|bike|tent|helmet|treadmill|dumbbells|kayak|snowboard|football|basketball|"
      "racket|stroller|pram",
      WORD_PRODUCT, 1 },
    { "yoga mat", WORD_PRODUCT, 1 },
    { "sleeping bag", WORD_PRODUCT, 1 },
    { "bluetooth|wireless|noise_cancelling| headphones|earbuds|headset|earphones|speaker|speakers",
      WORD_PRODUCT, 1 },
    { "wireless|mechanical|gaming|optical|bluetooth| keyboard|keyboards|mouse", WORD_PRODUCT, 1 },
    { "keyboard|monitor|printer|printers|scanner|webcam|projector|camera|cameras|drone|charger|"
      "chargers|television|telly|console|ereaders|microphone|toner|cartridge|cartridges",
      WORD_PRODUCT, 1 },
    { "action|digital|security camera|cameras", WORD_PRODUCT, 1 },
    { "usb|power|hard|portable|phone stick|bank|drive|drives|charger|case", WORD_PRODUCT, 1 },
    { "e|ebook|audio book|books|reader_cover", WORD_PRODUCT, 1 },
    { "ebook|ebooks|audiobook|audiobooks|paperback|hardcover|textbook", WORD_PRODUCT, 1 },
    { "perfume|cologne|shampoo|lipstick|mascara|moisturizer|moisturiser|sunscreen|vitamins",
      WORD_PRODUCT, 1 },
    /* goods: telecoms, banks, insurance */
    { "sim card|cards", WORD_PRODUCT, 1 },
    { "credit|debit|prepaid|travel card|cards", WORD_SERVICE, 1 },
    { "cable|internet|broadband|fiber|fibre|streaming|phone service|connection|package|line",
      WORD_PRODUCT, 1 },
    { "cable tv|internet", WORD_PRODUCT, 1 },
    { "savings|checking|joint|deposit account", WORD_SERVICE, 1 },
    { "car|home|travel|health|life|auto|dental|pet|liability|renters|phone|mobile insurance",
      WORD_SERVICE, 1 },
    { "personal|student|home|car|payday loan|loans", WORD_SERVICE, 1 },
    { "mortgage|overdraft|kreditkarte|debitkarte|girokonto", WORD_SERVICE, 1 },
    { "schuhe|jacke|hose|kleid|waschmaschine|staubsauger|"
      "kopfhörer|drucker|kaffeemaschine|kühlschrank|fernseher|matratze|lampe|koffer|rucksack|uhr",
      WORD_PRODUCT, 1 },

    /* goods: programs */
    { "skype|outlook|photoshop|dropbox|onedrive|thunderbird|excel|powerpoint|whatsapp|quickbooks",
      WORD_PRODUCT, 1 },
    { "microsoft|ms office|teams|word|365", WORD_PRODUCT, 1 },

    /* devices */
    { "iphone x|xr|xs|se|6|7|8|11|12|13|14|15|16|17| plus|pro|mini| max|", WORD_DEVICE, 1 },
    { "iphone|iphones|ipad|ipads|ipod|macbook|imac|chromebook|kindle|kobo|nook|xbox|playstation",
      WORD_DEVICE, 1 },
    { "ipad|macbook pro|air|mini", WORD_DEVICE, 1 },
    { "samsung| galaxy s8|s9|s10|s20|s21|s22|s23|s24|s25|a51|a52|a53|a54|note|fold|flip|tab",
      WORD_DEVICE, 1 },
    { "google| pixel 3|4|5|6|7|8|9|10| pro|xl|a|", WORD_DEVICE, 1 },
    { "samsung|huawei|nokia|motorola|oneplus|xiaomi|android|lenovo|dell|hp|asus|acer phone|tablet|"
      "laptop|smartphone|galaxy|notebook",
      WORD_DEVICE, 1 },
    { "windows 7|8|10|11|xp|vista|pc|laptop|phone", WORD_DEVICE, 1 },
    { "android|ios|linux|ubuntu|chromeos", WORD_DEVICE, 1 },
    { "smart|mobile|cell|cellular phone|phones", WORD_DEVICE, 1 },
    { "smartphone|smartphones|cellphone|tablet|tablets|laptop|laptops|notebook|desktop|computer|"
      "computers|pc|mac|ereader|rechner|smartwatch|modem|router",
      WORD_DEVICE, 1 },
    { "e reader|readers", WORD_DEVICE, 1 },
    { "das|mein|meinem|neues handy", WORD_DEVICE, 1 },
    { "set top box", WORD_DEVICE, 1 },
    { "apple tv|watch", WORD_DEVICE, 1 },
    { "fire tv|tablet|stick", WORD_DEVICE, 1 },

    /* plans: a level alone says nothing */
    { "basic|standard|premium|pro|plus|gold|silver|platinum|bronze|diamond|enterprise|starter|free|"
      "family|student|annual|monthly|yearly|unlimited|individual|essential|essentials|ultimate|"
      "professional|advanced|lite|solo|personal|prepaid|postpaid|elite|deluxe|growth|trial|senior",
      WORD_LEVEL, 1 },
    { "plan|subscription|membership|member|tier|tariff|licence|license|bundle|abo|tarif|mitglied|"
      "abonnement|cardholder",
      WORD_PLAN, 1 },

    /* places */
    { "street|avenue|ave|road|drive|lane|boulevard|blvd|court|square|terrace|parkway|highway|"
      "cross|crescent|colony|nagar|straße|strasse|gasse|allee|platz|str",
      WORD_STREET, 1 },

    /* what is counted, beside goods */
    { "bag|bags|baggage|baggages|luggages|item|items|passenger|passengers|ticket|tickets|copy|"
      "copies|book|books|seat|seats|reservation|reservations|certificate|certificates|person|"
      "persons|people|adult|adults|child|children|kids|infant|infants|unit|units|piece|pieces|"
      "box|boxes|pair|pairs|licence",
      WORD_COUNTED, 1 },
    { "licences|license|licenses|product|products|package|packages|parcel|parcels|order|orders|"
      "invoice|invoices|card|cards|account|accounts|user|users|room|rooms|guest|guests|"
      "phone|phones|vehicle|vehicles|car|cars|voucher|vouchers|traveler|travelers|"
      "travellers|segment|segments|device|devices",
      WORD_COUNTED, 1 },
    { "title|titles|artikel|stück|tickets|personen|koffer|pakete|bücher|karten|cups|bottles|"
      "chairs|shirts",
      WORD_COUNTED, 1 },
    { "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|zwei|drei|vier|fünf|sechs|sieben|"
      "acht|neun|zehn",
      WORD_NUMBER, 1 },
    { "one|eine|einen", WORD_NUMBER, 1 },

    /* money without a currency */
    { "amount|fee|fees|charge|charges|charged|price|cost|costs|budget|balance|refund|payment|paid|"
      "pay|debited|credited|deposit|deposited|transfer|expenses|expanses|reimbursed|betrag|preis|kosten|gebühr",
      WORD_MONEY, 1 },

    /* first names */
    { "james|john|robert|michael|william|david|richard|joseph|thomas|charles|christopher|daniel|"
      "matthew|anthony|donald|steven|paul|andrew|joshua|kenneth|kevin|brian|george|edward|ronald|"
      "timothy|jason|jeffrey|ryan|jacob|gary|nicholas|eric|jonathan|stephen|larry|justin|scott|"
      "brandon|benjamin|samuel|gregory|patrick|alexander|jack|dennis|jerry|tyler|aaron|jose|adam",
      WORD_FIRST_NAME, 1 },
    { "nathan|henry|douglas|zachary|peter|kyle|ethan|walter|noah|jeremy|christian|keith|roger|terry|"
      "austin|sean|gerald|carl|harold|dylan|arthur|lawrence|jordan|jesse|bryan|billy|bruce|gabriel|"
      "joe|logan|alan|juan|albert|willie|elijah|wayne|randy|vincent|mason|roy|ralph|bobby|russell|"
      "bradley|philip|eugene|oliver|liam|lucas|leo|max|felix|robin|simon|martin|omar|ivan|raj",
      WORD_FIRST_NAME, 1 },
    { "mary|patricia|jennifer|linda|elizabeth|barbara|susan|jessica|sarah|karen|lisa|nancy|betty|"
      "sandra|margaret|ashley|kimberly|emily|donna|michelle|carol|amanda|melissa|deborah|stephanie|"
      "rebecca|sharon|laura|cynthia|cindy|dorothy|amy|kathleen|angela|shirley|emma|brenda|pamela|"
      "nicole|anna|samantha|katherine|christine|debra|rachel|carolyn|janet|maria|olivia|heather",
      WORD_FIRST_NAME, 1 },
    { "helen|catherine|diane|julie|victoria|joyce|lauren|kelly|christina|ruth|joan|virginia|judith|"
      "evelyn|hannah|andrea|megan|cheryl|jacqueline|madison|teresa|abigail|sophia|martha|sara|gloria|"
      "janice|kathryn|ann|isabella|judy|charlotte|julia|amber|alice|jean|denise|frances|danielle|"
      "marilyn|natalie|beverly|diana|brittany|theresa|kayla|alexis|doris|lori|tiffany|lucia|karin",
      WORD_FIRST_NAME, 1 },
    { "mohamed|mohammed|muhammad|ahmed|ali|hassan|fatima|aisha|yusuf|ibrahim|khalid|layla|amira|"
      "sofia|mateo|diego|carlos|luis|miguel|ana|carmen|elena|pablo|javier|fernando|rosa|mei|wei|li|"
      "chen|yuki|daiki|kenji|sakura|haruto|hiroshi|yara|aarav|anya|mia|evelyn|ava|isla|lena|jonas",
      WORD_FIRST_NAME, 1 },
    { "arun|vijay|ravi|kumar|suresh|ramesh|rahul|amit|anil|sanjay|rajesh|ajay|deepak|manoj|vinod|"
      "priya|anita|sunita|kavita|pooja|neha|divya|lakshmi|meena|meenakshi|revathi|karthik|mani|"
      "senthil|ganesh|prakash|saravanan|saarathi|riyas|imran|nisha|shreya|arjun|krishna|gopal|vishnu|"
      "ananya|sanjana|vikram|naveen|dinesh|harish|sathish|balaji|murugan|selvam|ujwal|inba",
      WORD_FIRST_NAME, 1 },
    { "hans|klaus|jürgen|wolfgang|stefan|andreas|markus|matthias|sebastian|tobias|florian|lukas|"
      "katharina|sabine|monika|petra|ursula|claudia|birgit|heike|anja|silke|ulrike|ingrid|renate|"
      "johanna|franziska|pierre|jacques|marie|camille|luca|giulia|marco|francesca|giovanni|olga|"
      "natalia|dmitri|sergei|svetlana|ivana|marta|piotr|agnieszka|lars|ingmar|freya|mira|ada|olu",
      WORD_FIRST_NAME, 1 },
    { "antony|ramya|priyanka|krithika|divya|anand|ashok|bala|gayathri|geetha|hari|jaya|kamala|kannan|"
      "latha|mohan|nandini|padma|raja|rani|sandhya|sarah|shanti|sindhu|sneha|surya|swathi|uma|usha|"
      "vani|vidya|abdul|bilal|farhan|hamza|karim|nadia|rashid|salim|tariq|yasmin|zara|tanya|wendy|"
      "brooke|chloe|claire|ellen|fiona|gemma|holly|ingrid|jodie",
      WORD_FIRST_NAME, 1 },
    { "raymond|joel|charlie|jamie|casey|rory|spencer|shelby|drew|alex|ben|tom|mike|dave|steve|chris|"
      "matt|nick|josh|jim|bob|bill|dan|sam|fred|tony|andy|greg|tim|ron|ray|ed|frank|jeff|kate|liz|"
      "beth|becky|jen|jess|meg|sue|jenny|jenifer|vicky|katie|molly|lucy|grace|ella|mila|nora|eva",
      WORD_FIRST_NAME, 1 },
    { "vinoth|kavitha|kavya|mukesh|rajan|basker|bhaskar|vimal|prem|santhosh|nagaraj|siva|shiva|"
      "vignesh|ranjith|deepa|rekha|asha|sangeetha|saranya|keerthi|pavithra|nithya|aishwarya|varun|"
      "nikhil|rohit|rohan|akash|aditya|siddharth|gautham|manish|nitesh|sunil|pradeep|sandeep",
      WORD_FIRST_NAME, 1 },
    { "smith|johnson|williams|jones|garcia|miller|davis|rodriguez|martinez|hernandez|lopez|gonzalez|"
      "wilson|anderson|taylor|moore|jackson|thompson|harris|sanchez|clark|ramirez|lewis|robinson|"
      "walker|wright|torres|nguyen|flores|nelson|mitchell|roberts|phillips|campbell|parker|evans|"
      "edwards|collins|stewart|morris|murphy|rogers|peterson|cooper|reed|bailey|kelly|howard",
      WORD_FAMILY_NAME, 1 },
    { "sharma|khan|singh|patel|gupta|verma|reddy|rao|nair|iyer|menon|kapoor|mehta|shah|das|bose|"
      "banerjee|mukherjee|chopra|malhotra|pillai|naidu|yadav|mishra|pandey|srini|rajan|hussain|ahmad|"
      "kim|lee|park|wang|zhang|liu|yang|huang|wu|tanaka|suzuki|sato|ito|muller|müller|schmidt|"
      "schneider|fischer|weber|meyer|wagner|becker|hoffmann|rossi|silva|santos|kovacs|novak",
      WORD_FAMILY_NAME, 1 },

    /* cars */
    { "ford|audi|bmw|toyota|honda|nissan|hyundai|kia|volkswagen|vw|mercedes|mazda|subaru|suzuki|"
      "maruti|chevrolet|chevy|tesla|volvo|skoda|renault|peugeot|citroen|fiat|jeep|lexus|dodge|buick|"
      "cadillac|acura|infiniti|porsche|tata|mahindra|mitsubishi|opel|chrysler",
      WORD_MAKE, 1 },
};

bool packager_vocabulary_open(struct packager_vocabulary *vocabulary, struct baton_error *err)
{
    struct baton_phrase_table table = { .phrases = rows,
                                        .phrases_count = sizeof rows / sizeof *rows };

    vocabulary->phrases = baton_phrases_new(&table, err);
    return vocabulary->phrases != NULL;
}

void packager_vocabulary_close(struct packager_vocabulary *vocabulary)
{
    baton_phrases_free(vocabulary->phrases);
}
