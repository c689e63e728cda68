/* The words that hold sentences together, and a few of what customers write about, by language.
 * Left out is what English texts have too, as words ("die", "was", "come", "no"), in names ("la",
 * "de", "van") or as abbreviations. Folded as tokens are. Diacritics stand as they should, and
 * where people leave them out, without. */
#include "common_words.h"

#include "hash.h"

/* English first: a word of it is in no other row. Sorted. */
static const struct {
    char code[3];
    const char *faint; /* short, and in names too: half a word each */
    const char *words;
} languages[] = {
    { "en", "",
      "about after again always and another any anybody anyone anything are asked asking back "
      "be because been before being between both but can cant could couldnt did didnt does "
      "doesnt doing dont down each ever every everyone everything few first from get getting "
      "give go going gonna good got gotta great hate have havent he's hello here hey hi him "
      "how i'd i'll i'm i've if into isnt it it's its ive just know let let's lol look looking "
      "love made make many much my need never new nobody not nothing now off only other our "
      "out own please really right said same say see she she's should some somebody someone "
      "something still take tell than thank thanks that that's the their them then there "
      "there's these they they're thing things think this those through time today told "
      "tomorrow too tried trouble try trying two until up us use using very wait waiting wanna "
      "wasnt way we're well went were what what's when where which while who why with wont "
      "work working works would wouldnt wrong yeah yes yesterday you you're your yours" },
    { "cs", "k v z",
      "aby ahoj ano balík bez bude budou budu bych byl byla bylo byste být chci chtěl chtěla "
      "dnes dobrý dorazil dorazila díky děkuji faktura heslo jak jako je jeho jej jejich její "
      "jen jestli ještě jsem jsme jsou jste já kde kdo kdy když která které který mezi mohl "
      "mohla mohu moje moji mám máte mě můj může můžete můžu na nebo nebyl nefunguje nemohu "
      "nemám není nic objednávka objednávku peníze peněz podle pokud pomoc pomoci potřebuji "
      "problém prosím proto protože proč před přes při se tady také tam tato tento teď toho "
      "toto už velmi vrácení vy včera vždy zrušit zásilka zásilku účet účtu že" },
    { "da", "de den der for han",
      "af aldrig alle allerede alt altid annullere bestilling betale blev bliver bruge denne "
      "deres det dig du efter eller er fordi fra fået får før gerne har hej hjælp hjælpe hun "
      "hvad hvem hvis hvor hvordan hvorfor hvornår ikke ingen intet jeg kommer kommet kort kun "
      "kunne mangler med meget mellem mere mig mit må nogen noget nogle og også om ordre pakke "
      "penge på regning sig skal skulle som stadig tak til uden venligst vi ville virker vores "
      "været" },
    { "de", "den dem",
      "ab aber alles angekommen auch auf bei beim bereits bestellung bezahlen bitte damit "
      "danke das dass der deshalb diese diesem diesen dieser dieses doch durch ein eine einem "
      "einen einer erhalten es etwas fuer funktioniert für gegen geht geld geliefert gestern "
      "gibt guten habe haben hallo hatte heute hilfe hätte ich ihnen ihr ihre ihren ihrer "
      "immer ins ist jede jeder jedes jemand jetzt kann karte kein keine keinen koennen konto "
      "können könnte kündigen leider lieferung mal mehr mein meine meinem meinen meiner mich "
      "mir mit moechte muss möchte nach nicht nichts niemand noch nur oder ohne paket passwort "
      "rechnung schon sehr seit sich sie sind soll sollte sprechen stornieren und uns unter "
      "vom von vor waere wann warum weil wenn werden wie wieder wir wird wo wollte wuerde "
      "wurde wurden während wäre würde zu zum zur zwischen über" },
    { "es", "al de del el en la las se un y",
      "agente ahora algo alguien alguna antes aplicación así ayer ayuda ayudarme aún buenas "
      "buenos cancelar cobrado como comprar con contraseña correo cual cuando cuenta cuál "
      "cuándo cómo desde después devolver dias dinero donde días dónde entre envío eres eso "
      "esta estan este esto estoy está están estás factura fue fueron funciona gracias "
      "gustaría hablar hace hacer hago hasta hay hecho hice hola hoy les llega llegado llegó "
      "lo los mi mientras mis misma mismo muy más mío nada necesito ni ninguna ningún nosotros "
      "nuestra nuestro numero nunca número otra otro otros pagar para pedido pero por porque "
      "problema puede pueden puedes puedo que quería quiero quisiera quién qué recibido recibí "
      "reembolso saber según ser sesión sido siempre sirve sobre su sus sí tambien también "
      "tarjeta tengo tiene tienen todos una usted ustedes yo" },
    { "fi", "on se",
      "aina auttaa ei en ennen enää että haluan hei heidän hyvää hän hänen ilman ja joka jonka "
      "jos jotka jotta jälkeen kaikki kanssa kiitos koska kuka kun lasku maksu meidän miksi "
      "mikä milloin minulla minulle minun minut minä missä miten mitä mitään moi mutta myös "
      "niin nyt ole olen olette oli olisi olisin olla ollut ongelma ovat paketti peruuttaa "
      "pitää päivää rahani rahat saada saanut siellä siihen siitä sinun sinä sitten sitä tai "
      "teidän tietoa tilaukseni tilaus tilini toimi toimitus tulee tuli tuotteen tämä tässä "
      "tästä usein vaikka vain vielä voi voiko voin voinko voitte" },
    { "fr", "de en la l un se y",
      "acheter aller alors annuler après argent arrivé au aucun aucune aussi autre autres aux "
      "avait avant avec avez avoir besoin bien bonjour c'est ca carte ce cela celui ces cet "
      "cette chez colis commande compte d'un d'une dans depuis des dois doit donc du déjà elle "
      "encore entre est et facture faire fait fonctionne ici il ils j'ai jamais je l'ai le les "
      "leur leurs livraison là m'a mais marche merci mes moins mon même n'a n'ai n'est ne "
      "notre nous ont oui où parce parler pas passe payer pendant personne peut peux plait "
      "plaît pour pourquoi pouvez problème puis qu'il qu'on quand que quel quelle quelqu'un "
      "quelque quels qui quoi remboursement reçu rien s'il sa sans sera serait ses sont suis "
      "sur svp toujours tous toute toutes très une vais veut veux vos votre voudrais vous ça "
      "étais était été être" },
    { "hr", "u od za",
      "ako ali bih bila bilo biti bude dobar dobio gdje hvala ili imam je jer jos još kad kada "
      "kako kao kod koja koje koji lozinka mi mogu moj moja moju molim može na narudžba "
      "narudžbu naš nema nemam nije nisam niste njegov novac otkazati ovaj ovo paket pomoć "
      "poslati poslije preko prije račun samo se smo ste stigao stigla sto su sve taj treba "
      "trebam vaš vec već zašto zbog će ću što želim" },
    { "hu", "meg",
      "aki alatt amely ami amit az azonban azt csak csomag csomagom egy előtt engem ez ezt "
      "fizetni fiókom hanem helló hogy hogyan hol jelszó kell ki kártya kérem köszi köszönöm "
      "között legyen lehet lemondani lesz mert mi miatt mikor minden miért már még működik "
      "nekem nem nincs probléma pénzem pénzt rendelés rendelésem rendelésemet segíteni "
      "segítség semmi szeretnék szeretném szerint szia számla tegnap tudok tudom után vagy "
      "vagyok valaki valami vannak visszatérítés volt voltak én érkezett és" },
    { "id", "di ke",
      "adalah agar akan aku akun anda apa atau bagaimana bantu bantuan banyak barang beberapa "
      "belum bisa boleh bukan dapat dari dengan dia dikirim dimana gagal halo hanya harus ini "
      "itu jika juga kalau kami kamu kapan karena kartu kasih kemarin kembali kenapa ketika "
      "kirim kita lagi lebih maka masalah masih masuk mau melakukan membatalkan membuat "
      "mengapa menggunakan mereka mohon namun nomor oleh orang pada paket pembayaran "
      "pengembalian pernah pesanan saat saja sampai sangat saya sebelum sebuah sedang sekarang "
      "semua seperti setelah setiap siapa sudah supaya tagihan tak tapi telah terima tersebut "
      "tetapi tidak tolong uang untuk yang" },
    { "it", "al da di e la le lo un se",
      "abbiamo adesso agli aiutarmi aiuto alla alle allora altra altro anche ancora annullare "
      "arrivato avere avete bisogno buonasera buongiorno c'è carta che chi ciao con cos'è cosa "
      "così dai dal dalla degli dei dell'ordine della delle dello devo dopo dove essere fare "
      "fatto fattura funziona già gli grazie hai hanno ieri il l'ordine loro mia mie miei mio "
      "molto ne nel nella nelle nessun nessuno niente non nostra nostro oggi ogni operatore "
      "oppure ora ordine pacco pagare parlare perche perché però più posso potete prima "
      "problema può qualcosa qualcuno quando quanto quello questa questi questo qui quindi "
      "ricevuto rimborso sapere sempre senza si sia siamo soldi sono spedizione stata stati "
      "stato stesso sua sul sulla suo suoi tra tuo tutta tutti tutto una uno voglio vorrei "
      "vostra vostro vuole è" },
    { "nl", "de van op",
      "aan alle alles als alstublieft altijd andere annuleren bedankt bestelling betalen "
      "betaling bij daar dank dat deze dit doet een elke gaan gaat geen gisteren goedemorgen "
      "graag hallo heb hebben hebt heeft helpen het hier hij iemand iets ik je jij jouw kaart "
      "kan komt kreeg krijg kunnen kunt levering maar mijn moest moet naar niet niets nog "
      "nooit nu om omdat onder ontvangen onze ook pakket probleem rekening spreken steeds te "
      "tegen toen tussen uit uw vandaag veel voor voordat waar waarom wachtwoord wanneer weer "
      "wel werd werkt wie wil willen wilt worden wordt zal ze zij zijn zodat zonder zou zouden "
      "zullen" },
    { "no", "de den der for han",
      "aldri alle allerede alltid alt av avbestille bestilling betale ble blir bruke deg denne "
      "deres det du eller er etter fordi fortsatt fra får fått før gjerne har hei hjelp hjelpe "
      "hun hva hvem hvis hvor hvordan hvorfor ikke ingen ingenting jeg kan kommer kommet kort "
      "kunne mangler med meg mellom mer mitt mye må noe noen nå når og også om ordre oss pakke "
      "penger på regning seg skal skulle som takk til uten vennligst vi ville virker våre vært "
      "å" },
    { "pl", "w z",
      "aby anulować bardzo bez być był była było będzie będę chciałabym chciałbym chcę cześć "
      "czy dla dlaczego dobry dostałam dostałem działa dzień dzisiaj dziękuję faktura gdy "
      "gdzie hasło ich ja jak jaki jakie jako jego jej jest jestem jeszcze jeśli juz już kiedy "
      "konto kto która które który lub mam mamy masz między mnie moge mogę moja moje może "
      "można mój na nasz nic nie oraz paczka pani pieniądze pieniędzy pomoc ponieważ prosze "
      "proszę przed przesyłka przez sie się są tak także tam tego tej teraz też tylko tym wasz "
      "wczoraj witam więc zamówienia zamówienie zawsze zwrot że żeby" },
    { "pt", "da de em os se um",
      "agora ainda ajuda algum alguma alguém antes ao aqui atendente até boa bom cancelar "
      "cartão chegou com como comprar conta das dele deles depois devo dinheiro dos ela ele "
      "entre entrega era eram essa esse esta este estou está estão eu falar fatura favor fazer "
      "feito fiz foi funciona gostaria hoje isso já mais mesma mesmo meu meus minha minhas "
      "muito na nada nao ninguém nos numa nunca não nós obrigada obrigado olá onde ontem ou "
      "outra outro pagar para pedido pela pelo pessoa pode podem por porque posso preciso "
      "problema qual quando que quem queria quero recebi reembolso saber sem sempre senha ser "
      "seu seus sobre sou sua são só também tem temos tenho ter tinha toda todos tudo uma uns "
      "voce você vocês à às" },
    { "ro", "de la",
      "aceasta această acest acesta acum aici ajuns ajutor anula astfel avem azi aș ați bani "
      "buna bună ce ceva cine cineva colet comanda comandă contul cu când că către dacă dar "
      "deja din doar după este eu factura fiecare foarte fost fără ieri livrare lor lui mai "
      "mea mele meu multumesc mulțumesc mă nimic noi nu parola pe pentru poate primit prin "
      "problema problemă rambursare rog sau si spre sunt să toate un unde voi vrea vreau vă "
      "îmi în încă între și" },
    { "sk", "k v z",
      "aby ahoj ako alebo bez bol bola bolo bude budem budú by byť chcel chcela chcem dnes "
      "dobrý ešte faktúra heslo ich ja je jeho jej kde kedy keď kto ktorá ktoré ktorý len "
      "medzi moja moje mám máte môj môže môžem môžete na nefunguje nie nič objednávka "
      "objednávku peniaze peňazí podľa pomoc potrebujem pred preto pretože prečo pri prišiel "
      "prišla problém prosím sa som ste sú tam tento teraz tiež toto táto už veľmi vy včera "
      "vždy zrušiť zásielka zásielku áno účet ďakujem že" },
    { "sv", "de den han",
      "aldrig alla allt alltid att av avbryta behöver beställning betala blev bli blir denna "
      "det detta dig ditt du där då efter eftersom eller ett faktura finns fortfarande från "
      "fungerar får fått för hade har hej hjälp hjälpa hon hur här idag igår inga ingen inget "
      "innan inte jag kommer kommit konto kort kunde kunna leverans med mellan mer mig mina "
      "mitt mycket måste ni nu när någon något några och också om paket pengar på redan sig "
      "sina sitt ska skulle snälla som tack utan vad varför varit vem vi vill vår våra är" },
    { "tl", "",
      "aking ako ang bakit gusto hindi ito kailan kami kayo ko kumusta lang meron mga mo na "
      "naman namin natin ninyo niyo paano pera sa saan salamat siya wala yun yung" },
    { "tr", "da de",
      "aldım ama ancak bana bazı beni benim bir bu bugün bunu böyle bütün cok degil değil "
      "değiştir dün eder ederim etmek evet fatura geldi gelmedi gibi hala hayır henüz hepsi "
      "hesabım hesap hiç iade ile iptal ise istiyorum için içinde kadar kargo kendi lutfen "
      "lütfen merhaba mi misiniz müşteri mı mısınız nasil nasıl ne neden nerede niye olan "
      "olarak oldu olmadı olmaz olur onlar param sen siparis sipariş siparişim siz sizin sonra "
      "sorun teşekkür teşekkürler var ve veya yapmak yardım yok çok çünkü ödeme önce üzerinde "
      "şey şifre şimdi şu şunu" },
    { "vi", "",
      "anh bây bạn cho chào chưa chị các có cũng cảm cần của duoc em giúp giờ hoàn hoặc hàng "
      "hóa hôm khi khong khoản không là lòng muốn mình một nay như nhưng những nào này nếu "
      "phải rất sao sẽ thế tiền toi trong tài tôi tại vui và vì vẫn với xin đang đâu đã đơn "
      "được để ơn ở" },
};

enum {
    LANGUAGES = sizeof languages / sizeof *languages,
    SLOTS = 4096, /* a power of two; half of it is used */
    OF_WORD = 2,  /* points of a word */
    CLEAR = 4,    /* points from which a text can be told, and for each word that is English */
};

/* By the word's hash alone: whose text has two of the same hash gains nothing. 0: free. */
static struct slot {
    uint32_t hash;
    uint32_t words, faint; /* languages, a bit each */
} slots[SLOTS];

static struct slot *slot_of(uint64_t hash)
{
    uint32_t kept = (uint32_t)(hash >> 32) | 1;
    size_t at = hash % SLOTS;

    while (slots[at].hash != 0 && slots[at].hash != kept)
        at = (at + 1) % SLOTS;
    return &slots[at];
}

static void add_words(const char *words, uint32_t language, bool faint)
{
    for (const char *end = words; *words != '\0'; words = end + (*end == ' ')) {
        end = strchrnul(words, ' ');
        uint64_t hash = baton_fnv1a(0, words, (size_t)(end - words));
        struct slot *slot = slot_of(hash);
        slot->hash = (uint32_t)(hash >> 32) | 1;
        *(faint ? &slot->faint : &slot->words) |= language;
    }
}

__attribute__((constructor)) static void fill_table(void)
{
    for (size_t i = 0; i < LANGUAGES; i++) {
        add_words(languages[i].words, UINT32_C(1) << i, false);
        add_words(languages[i].faint, UINT32_C(1) << i, true);
    }
}

/* Letters beyond ASCII. */
static bool is_marked(struct baton_text word)
{
    uint8_t all = 0;

    for (size_t i = 0; i < word.size; i++)
        all |= (uint8_t)word.data[i];
    return all >= 0x80;
}

static void add_points(uint32_t of, size_t each, size_t points[LANGUAGES])
{
    for (; of != 0; of &= of - 1)
        points[__builtin_ctz(of)] += each;
}

struct baton_common_words baton_common_words_of(const struct baton_tokens *tokens)
{
    struct baton_common_words ret = { .english = 0 };
    size_t points[LANGUAGES] = { 0 };
    bool marked = is_marked(tokens->text);
    uint64_t before = 0;

    for (size_t i = 0; i < tokens->count; i++) {
        const struct baton_token *token = &tokens->items[i];
        if (token->kind != BATON_TOKEN_WORD || token->hash == before)
            continue; /* "la la la" */
        before = token->hash;
        const struct slot *slot = slot_of(token->hash);
        add_points(slot->words, OF_WORD, points);
        add_points(slot->faint, OF_WORD / 2, points);
        ret.marked += marked && slot->hash == 0 && is_marked(token->folded);
    }
    ret.english = points[0] / OF_WORD;
    for (size_t i = 1; i < LANGUAGES; i++)
        ret.points = points[i] > ret.points ? points[i] : ret.points;
    return ret;
}

bool baton_common_words_foreign(const struct baton_common_words *words, bool was_foreign)
{
    size_t points = words->points + words->marked;

    if (was_foreign)
        return words->english == 0;
    return points >= CLEAR && points > CLEAR * words->english;
}
