#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common_words.h"

static struct baton_arena arena;

static int set_up(void **state)
{
    (void)state;
    baton_arena_init(&arena);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    baton_arena_release(&arena);
    return 0;
}

static bool is_foreign(const char *text, bool was_foreign)
{
    struct baton_tokens tokens = baton_tokens_of(&arena, baton_text_of(text));
    struct baton_common_words words = baton_common_words_of(&tokens);

    return baton_common_words_foreign(&words, was_foreign);
}

static void other_languages_are_seen_in_one_message(void **state)
{
    static const char *const rows[] = {
        "Kde je moje objednávka? Ještě nedorazila.",
        "Dobrý den, potřebuji vrátit peníze za zboží",
        "Nemohu se přihlásit do svého účtu",
        "Hvor er min pakke? Jeg har ventet i to uger",
        "Jeg kan ikke logge ind på min konto",
        "Jeg vil gerne tale med et menneske",
        "Wo ist meine Bestellung? Ich warte schon seit zwei Wochen.",
        "Ich möchte mit einem Menschen sprechen",
        "Das funktioniert nicht, ich habe es schon dreimal versucht",
        "koennen Sie mir bitte helfen, meine Rechnung ist falsch",
        "¿Dónde está mi pedido? Llevo dos semanas esperando",
        "Quiero hablar con una persona por favor",
        "no puedo entrar en mi cuenta",
        "me han cobrado dos veces la misma factura",
        "Missä tilaukseni on? Olen odottanut kaksi viikkoa.",
        "Haluan puhua ihmisen kanssa",
        "En pääse kirjautumaan tililleni, voitko auttaa",
        "Où est ma commande ? J'attends depuis deux semaines.",
        "Je voudrais parler à quelqu'un s'il vous plaît",
        "ça ne marche pas, j'ai déjà essayé trois fois",
        "je n'arrive pas a me connecter a mon compte",
        "Gdje je moja narudžba? Čekam već dva tjedna.",
        "Želim razgovarati s čovjekom, molim vas",
        "Ne mogu se prijaviti na svoj račun",
        "Hol van a rendelésem? Már két hete várok.",
        "Szeretnék egy emberrel beszélni, kérem",
        "Nem tudok belépni a fiókomba",
        "Di mana pesanan saya? Saya sudah menunggu dua minggu",
        "Saya mau bicara dengan orang",
        "Saya tidak bisa masuk ke akun saya",
        "Dov'è il mio ordine? Aspetto da due settimane.",
        "Vorrei parlare con una persona, per favore",
        "non riesco ad accedere al mio conto, non funziona",
        "Waar is mijn bestelling? Ik wacht al twee weken.",
        "Ik wil graag met een mens spreken",
        "Het werkt niet, ik heb het al drie keer geprobeerd",
        "Hvor er pakken min? Jeg har ventet i to uker",
        "Jeg får ikke logget inn på kontoen min",
        "Jeg vil gjerne snakke med et menneske",
        "Gdzie jest moje zamówienie? Czekam już dwa tygodnie.",
        "Chcę rozmawiać z człowiekiem, proszę",
        "Nie mogę się zalogować na swoje konto",
        "prosze o zwrot pieniedzy, nie dostalam paczki, gdzie ona jest",
        "Onde está o meu pedido? Estou esperando há duas semanas",
        "Quero falar com uma pessoa, por favor",
        "não consigo entrar na minha conta",
        "Unde este comanda mea? Aștept de două săptămâni.",
        "Vreau să vorbesc cu un om, vă rog",
        "Nu pot intra în contul meu",
        "Kde je moja objednávka? Čakám už dva týždne.",
        "Chcem hovoriť s človekom, prosím",
        "Neviem sa prihlásiť do môjho účtu, nefunguje to",
        "Var är min beställning? Jag har väntat i två veckor",
        "Jag vill prata med en människa",
        "Det fungerar inte, jag har redan försökt tre gånger",
        "Nasaan na ang order ko? Dalawang linggo na akong naghihintay",
        "Gusto ko pong makausap ang isang tao",
        "Siparişim nerede? İki haftadır bekliyorum",
        "Bir insanla konuşmak istiyorum lütfen",
        "Hesabıma giremiyorum, yardım eder misiniz",
        "Đơn hàng của tôi ở đâu? Tôi đã đợi hai tuần rồi",
        "Tôi muốn nói chuyện với người thật",
        "don hang cua toi khong duoc giao, toi muon hoan tien",
    };
    size_t missed = 0;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!is_foreign(rows[i], false)) {
            print_message("not seen: %s\n", rows[i]);
            missed++;
        }
    }
    assert_int_equal(missed, 0);
}

static void english_is_not_mistaken(void **state)
{
    static const char *const rows[] = {
        "",
        "12345",
        "ok",
        "no",
        "visa",
        "Las Vegas to Los Angeles",
        "Rio de la Plata",
        "my name is José Muñoz",
        "Maria de la Cruz",
        "Ursula van der Berg",
        "wher is my oder pls",
        "oprator",
        "refund",
        "cancel subscription",
        "la la la la",
        "ho ho ho",
        "I was so in need, the die was in an hat",
        "Was kostet das? sorry, wrong chat, how much is it",
        "the café's résumé, naïve as it is",
        "que? what do you mean",
        "Hallo, my parcel has not arrived",
        "am i late for no 5 on via 8",
        "do u have it in XL",
        "iPhone 12 Pro Max 256 GB",
        "acct locked pls unlock asap",
        "te he",
        "c'est la vie, I guess you can't help me",
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (is_foreign(rows[i], false))
            fail_msg("taken for another language: %s", rows[i]);
    }
}

/* Nothing in "Kreditkarte" tells; the messages before it do. */
static void what_could_be_any_language_is_that_of_the_messages_before(void **state)
{
    (void)state;
    assert_false(is_foreign("Kreditkarte", false));
    assert_true(is_foreign("Kreditkarte", true));
    assert_false(is_foreign("can we go on in English", true));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_languages_are_seen_in_one_message),
        cmocka_unit_test(english_is_not_mistaken),
        cmocka_unit_test(what_could_be_any_language_is_that_of_the_messages_before),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
