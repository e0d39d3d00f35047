"""What language a text is in, or nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.language import common_language, language_of

STORY = (
    "The harbour board said on Monday that the old quay will be mended before the winter, and that the ferry has to leave from "
    "the northern pier until then. The captain was not pleased, but he had been told of it by his brother in the spring.\n"
)
LANGUAGES = {
    "fa": "شورای شهر گفت که اسکله‌ی قدیمی پیش از زمستان تعمیر می‌شود "
    "و کشتی باید تا آن زمان از بندر شمالی حرکت کند. ناخدا خوشحال نبود.",
    "ur": "شہر کی کونسل نے کہا کہ پرانی بندرگاہ سردیوں سے پہلے ٹھیک کی "
    "جائے گی اور کشتی تب تک شمالی گھاٹ سے چلے گی۔ کپتان خوش نہیں تھا۔",
    "ar": "قال مجلس المدينة إن الرصيف القديم سيتم إصلاحه قبل الشتاء "
    "وإن العبارة ستغادر من الرصيف الشمالي حتى ذلك الحين. لم يكن القبطان سعيدا.",
    "en": STORY,
    "de": "Der Hafen wird im nächsten Jahr für die Fähre gebaut, und das ist auch nicht die erste Baustelle, die von der Stadt "
    "mit Geld aus dem Fonds bezahlt werden soll. Es hat sich ein Verein gegründet.",
    "fr": "Le conseil de la ville a dit que les travaux du port ne sont pas finis, et qu'il faut plus de temps pour la jetée "
    "dans une zone qui est fermée au public. Ce sont les pêcheurs qui se plaignent.",
    "es": "El puerto de la ciudad estará cerrado por las obras hasta el fin del año, y los pescadores se quejan de que no hay "
    "más espacio para los barcos en la parte que queda abierta.",
    "ru": "Порт города будет закрыт до конца года, и рыбаки говорят, что для лодок не хватает места на той части причала, "
    "которая открыта. Работы идут с весны, но они не закончены, как было обещано.",
    "ja": "港の工事は来年の春まで続く予定で、漁師たちは船をとめる場所が足りないと話している。",
    "zh": "港口的施工将持续到明年春天，渔民们抱怨没有足够的地方停船，市政府表示会尽快解决这个问题。",
    "el": "Το λιμάνι θα μείνει κλειστό μέχρι το τέλος του χρόνου και οι ψαράδες διαμαρτύρονται.",
    "ca": "El port de la ciutat romandrà tancat per les obres fins a finals d'any, i els pescadors es queixen que no hi ha "
    "més espai per a les barques a la part que queda oberta. L'ajuntament ha dit que els treballs són necessaris.",
    "gl": "O porto da cidade permanecerá pechado polas obras ata o fin do ano, e os pescadores quéixanse de que non hai máis "
    "espazo para os barcos na parte que queda aberta. O concello dixo que as obras son necesarias.",
    "sk": "Prístav mesta bude zatvorený do konca roka a rybári sa sťažujú, že pre lode nie je dosť miesta v časti, ktorá zostala "
    "otvorená. Mesto povedalo, že práce sú nutné a že sa na jar všetko vráti do normálu, ako bolo sľúbené.",
    "hr": "Gradska luka bit će zatvorena do kraja godine, a ribari se žale da nema dovoljno mjesta za brodove u dijelu koji "
    "je ostao otvoren. Grad je rekao da su radovi nužni i da će se na proljeće sve vratiti u normalu.",
    "pl": "Port miasta będzie zamknięty do końca roku, a rybacy skarżą się, że nie ma dość miejsca dla łodzi w części, która "
    "pozostała otwarta. Miasto powiedziało, że prace są konieczne i że wiosną wszystko wróci do normy.",
    "da": "Byens havn vil være lukket indtil slutningen af året, og fiskerne klager over, at der ikke er plads nok til "
    "bådene i den del, som er åben. Kommunen siger, at arbejdet er nødvendigt, og at det bliver færdigt til foråret.",
    "tr": "Şehrin limanı yıl sonuna kadar kapalı kalacak ve balıkçılar açık olan bölümde tekneler için yeterli yer olmadığını "
    "söylüyor. Belediye bu çalışmaların gerekli olduğunu ve daha sonra her şeyin eskisi gibi olacağını dedi.",
    "tl": "Isasara ang daungan ng lungsod hanggang sa katapusan ng taon, at nagrereklamo ang mga mangingisda na walang sapat "
    "na lugar para sa mga bangka sa bahaging nananatiling bukas. Sinabi ng lungsod na kailangan ang trabaho.",
    "be": "Порт горада будзе зачынены да канца года, і рыбакі скардзяцца, што для лодак не хапае месца ў той частцы, якая "
    "засталася адкрытай. У горадзе кажуць, што праца патрэбная і што ўсё будзе гатова да вясны.",
    "sr": "Градска лука биће затворена до краја године, а рибари се жале да нема довољно места за чамце у делу који је остао "
    "отворен. Град је рекао да су радови неопходни и да ће се на пролеће све вратити у нормалу.",
    "pt": "O porto da cidade vai ficar fechado até ao fim do ano por causa das obras, e os pescadores queixam-se de que não há "
    "mais espaço para os barcos na parte que está aberta. A câmara disse que já não era possível esperar e que também o cais do "
    "norte vai ser reparado em breve.",
    "it": "Il porto della città resterà chiuso fino alla fine dell'anno per i lavori, e i pescatori si lamentano che non c'è più "
    "spazio per le barche nella parte che è aperta. Il comune ha detto che i lavori sono necessari.",
    "no": "Havnen i byen skal være stengt til slutten av året, og fiskerne klager over at det ikke er nok plass til båtene i den "
    "delen som er åpen. Kommunen sier at arbeidet må gjøres nå, og at noe av kaien blir ferdig etter påske.",
    "sv": "Stadens hamn kommer att vara stängd till slutet av året, och fiskarna klagar över att det inte finns plats för "
    "båtarna i den del som är öppen. Kommunen säger att arbetet måste göras nu och att det blir klart till våren.",
    "cs": "Přístav města bude uzavřen do konce roku a rybáři si stěžují, že pro lodě není dost místa v části, která je otevřená. "
    "Město uvedlo, že práce jsou nutné a že se na jaře vše vrátí do normálu, jak bylo slíbeno.",
    "sl": "Pristanišče mesta bo zaprto do konca leta, ribiči pa se pritožujejo, da ni dovolj prostora za čolne v delu, ki je še "
    "odprt. Občina je povedala, da so dela nujna in da bo spomladi tudi novi pomol že končan.",
    "id": "Pelabuhan kota itu akan ditutup sampai akhir tahun, dan para nelayan mengeluh karena tidak ada cukup tempat untuk "
    "perahu di bagian yang masih dibuka. Pemerintah kota mengatakan bahwa pekerjaan itu harus dilakukan.",
    "uk": "Порт міста буде закритий до кінця року, і рибалки скаржаться, що для човнів не вистачає місця в тій частині, яка "
    "відкрита. У місті кажуть, що ця робота потрібна і що навесні все буде так, як було.",
    "bg": "Пристанището на града ще бъде затворено до края на годината, а рибарите се оплакват, че няма достатъчно място за "
    "лодките в частта, която е отворена. От общината казаха, че работата е нужна и че през пролетта всичко ще е готово.",
    "mk": "Градското пристаниште ќе биде затворено до крајот на годината, а рибарите се жалат дека нема доволно место за чамците "
    "во делот што остана отворен. Градот рече дека работите се неопходни и дека сè ќе биде како што беше.",
    "ko": "시의회는 오래된 부두를 겨울이 오기 전에 고칠 것이며 그때까지 배는 북쪽 부두에서 떠난다고 말했다.",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_languages_are_told_apart(code: str) -> None:
    assert language_of(LANGUAGES[code]) == code


def test_what_is_mixed_or_too_short_is_nothing() -> None:
    assert language_of("Ferry 640 Sund") == ""
    assert language_of("") == ""
    assert common_language([STORY] * 8 + [LANGUAGES["de"]]) == "en"
    assert common_language([STORY, LANGUAGES["de"]]) == ""
    unknown = (
        "Mae'r hen gei yn cael ei drwsio cyn y gaeaf, ac mae'n rhaid i'r fferi adael o'r pier gogleddol tan hynny, medd y bwrdd."
    )
    assert common_language([STORY, unknown, unknown]) == ""
    assert common_language([]) == ""


@pytest.mark.parametrize("pair", [("pt", "gl"), ("es", "pt"), ("en", "de"), ("no", "da"), ("cs", "sk"), ("ru", "uk")])
def test_what_is_half_in_another_language_is_nothing(pair: tuple[str, str]) -> None:
    first, second = (LANGUAGES[code] for code in pair)
    half = min(len(first), len(second))
    assert language_of(f"{first[:half]}\n{second[:half]}") == ""


def test_a_related_language_is_left_open_where_few_words_tell_them_apart() -> None:
    assert (
        language_of("O porto da cidade e a casa do concello de Sund, a ponte e a lonxa do peixe, o faro e a praia da vila") == ""
    )


ADDRESSES = "\n".join(
    f'* [Sund {n}](https://sund.example/berichte/der-hafen/und-die-stadt/{n}.html "Seite {n}")' for n in range(9)
)
MARKUP = '<div class="der die das und"><iframe src="//video.example/embed?von=der&zu=dem" title="und"></iframe></div>\n' * 6


@pytest.mark.parametrize("above", [ADDRESSES, MARKUP, "https://sund.example/der/die/und/das/ist/nicht/von/zu " * 8])
@pytest.mark.parametrize("code", ["en", "zh", "ru"])
def test_addresses_and_markup_are_no_prose(above: str, code: str) -> None:
    assert language_of(above[:700].rpartition("\n")[0] + "\n" + LANGUAGES[code] * 2) == code


@pytest.mark.parametrize("code", ["en", "zh", "ru"])
def test_where_the_beginning_tells_nothing_the_middle_does(code: str) -> None:
    assert language_of(ADDRESSES * 2 + "\n" + LANGUAGES[code] * 20) == code
    assert language_of("Holm 12:30, Sund 14:50, Vik 16:10\n" * 40 + LANGUAGES[code] * 30) == code


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert isinstance(language_of(text), str)


def test_the_form_of_accents_makes_no_difference() -> None:
    for code, text in LANGUAGES.items():
        assert language_of(unicodedata.normalize("NFD", text)) == code


@pytest.mark.parametrize(
    "text",
    [
        "Hiriko portua urtearen amaiera arte itxita egongo da, eta arrantzaleak kexu dira ez dagoelako ontzientzako leku "
        "nahikorik irekita geratu den zatian. Udalak esan du lanak beharrezkoak direla.",
        "Miesto uostas bus uždarytas iki metų pabaigos, o žvejai skundžiasi, kad atviroje dalyje nepakanka vietos valtims. "
        "Miestas pranešė, kad darbai yra būtini ir kad pavasarį viskas grįš į įprastas vėžes.",
        "Linna sadam on suletud kuni aasta lõpuni ja kalurid kaebavad, et paatide jaoks ei ole avatud osas piisavalt ruumi. "
        "Linn teatas, et tööd on vajalikud ja et kevadel läheb kõik tagasi oma kohale.",
        "12:30 14:50 16:10 18:30 " * 20,
    ],
)
def test_a_language_that_is_not_known_is_nothing(text: str) -> None:
    assert language_of(text) == ""


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "ru",
            "Водяную мельницу восстановили в деревне Заречье. Работы продолжались четыре года и обошлись в семь миллионов "
            "рублей. Первый мешок муки мы отдали школе.",
        ),
        (
            "cs",
            "Když v Horním Lomu zavřela poslední prodejna, složilo se na novou sto dvacet lidí. Stavěli po víkendech, a v "
            "pondělí otevřeli. Rohlíky došly v sedm, říká starostka.",
        ),
    ],
)
def test_letters_tell_a_short_text_from_related_languages(code: str, text: str) -> None:
    assert language_of(text) == code
