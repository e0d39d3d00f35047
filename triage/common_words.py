"""The sixty commonest words of each language that shares its alphabet with others, the commonest first.

All lists are equally long, and words that several languages have are in the list of each: so languages can be compared by how
many words of a text they know, and related ones by the words that only one of the two has. An apostrophe parts words (`l` in
French). Croatian, Bosnian and Serbian in Latin letters are one, `hr`, and Malay is not told from Indonesian.
"""

from __future__ import annotations

COMMON_WORDS = {
    "en": (
        "the to and of a in i is it that you for on with this was be as s are he have at not t by but from we my they can or "
        "an your all so his me one if will just like what about up out there has when more who do no were had their she her"
    ),
    "de": (
        "die der und in das ich ist nicht zu den von mit es ein auf für im sie eine sich auch dem des er als an dass so bei "
        "wie aber aus hat sind nach noch wir du war nur wenn oder wird was werden einen am man um haben einer zum kann über da "
        "dann einem schon habe ja"
    ),
    "fr": (
        "de la le et à l les est en des d un que a pas une du il pour dans je qui c au ce sur qu par on ne plus avec j n mais "
        "se vous s ça tu elle son y ai ou si sont tout fait nous comme être bien ils cette faire sa aux même me"
    ),
    "es": (
        "de la que el en y a los no un se por es del las con una para lo su al como me más si pero te o mi le este sus esta "
        "todo ya ha cuando yo ser son sin hay está fue tu muy sobre también todos eso tiene nos porque qué así años dos bien "
        "entre puede"
    ),
    "pt": (
        "de a o que e do em da é para não um uma com no se na por os eu como as mais dos mas foi ao me você ser seu sua tem "
        "são das ou à ele muito isso já nos também quando está meu pelo ela vai só dia pela sobre bem até mesmo pode pessoas "
        "te ter"
    ),
    "it": (
        "di e che il la a in non un per è del l i una le si con della da sono ma al ha come più dei se nel mi alla anche lo "
        "gli delle o questo ho ci su ad io dal solo essere nella ti cui d era stato quando tutti ed questa c tutto cosa hanno "
        "tra"
    ),
    "ca": (
        "de la a i que el l d en per del un les els una no amb va és al es ha com més dels s hi o ser aquest si però tot fer "
        "seu aquesta molt als ja ho van se seva també ens han són cap anys això estat sobre pel quan ara entre fa fins on què"
    ),
    "gl": (
        "de a e o que en do da os un unha no na para por con as non se dos das ao como máis é foi pola polo á ou súa seu tamén "
        "nos nas son pero ten ser entre sobre este esta ata moi onde cando desde anos foron xa sen está hai pode ela el seus "
        "cun así"
    ),
    "nl": (
        "de van het een en in is op ik dat voor je te met niet zijn die als er maar om aan hij ook ze door naar uit bij dan "
        "dit was we wat heeft of over nog deze hebben zo kan meer al geen mijn wel tot u wordt heb worden nu haar ben kunnen "
        "veel jaar me moet"
    ),
    "sv": (
        "är det att och i jag på en inte som för med har av om du så till den de ett kan vi men man var ska när nu vad från "
        "här mig bara eller han då hur kommer alla vill sig vara där får bra finns ha skulle ut min dig hade ju lite mycket "
        "upp in gör få"
    ),
    "da": (
        "i og er af det at en til på jeg har for ikke med den der de du kan som så et var vi om han fra men skal ved vil også "
        "være hvor nu man hvis sig efter mig eller her hvad ud alle godt meget noget da dig kunne lige min når op blev bliver "
        "havde mere over"
    ),
    "no": (
        "i og er det å på som til en av for ikke med har jeg at de du om den så vi fra var kan et men han seg dette noe skal "
        "noen ble vil bare også ut da nå hva etter eller meg være blir hadde alle når her må ha deg få man mer opp andre gjør "
        "over"
    ),
    "fi": (
        "ja on ei että se oli mutta ole kun niin myös hän jos ovat voi nyt sen kuin tai en joka olla sitä mitä vain jo kanssa "
        "tämä sitten kaikki olisi ollut vielä kyllä siitä ne suomen hyvä sekä jälkeen miten mukaan paljon saa olen pitää ihan "
        "mitään tulee hyvin tässä hänen vaan koska aina eivät koko kuitenkin vaikka mikä"
    ),
    "pl": (
        "w i nie na się to z do jest że o jak a co ale tak za od po dla tym czy przez tego są ma tylko już mi mnie ze może bo "
        "ja ten oraz bardzo będzie być jego by sobie ich mam jeśli roku też jeszcze był które jako jestem było jej kiedy który "
        "nawet teraz go no"
    ),
    "cs": (
        "a se v na je to že s z si do jsem ale o i tak pro ve za co k jako jak po by už od jsou mi když mě jen nebo byl bude "
        "já u má jsme které ty jeho který až není bylo aby než ze ještě byla být také ani pak při tam toho ten kde"
    ),
    "sk": (
        "a v sa na je z to že s ako aj o si do som ale po za tak od čo už bol by pre sú ak k alebo nie sme ich len vo aby keď "
        "ktorý ktoré pri má jeho bola bude ktorá až veľmi bolo byť vám jej so roku ho ešte i zo podľa mi však ani"
    ),
    "hr": (
        "je u i da se na od za su a ne sa iz to kao o što godine koji kako bi ali nije još po s do sve bio ili sam će koja "
        "samo te biti više koje kada ako tako bilo sad smo mi može ima on ga jer pa ni zbog prema godina bila kod jedan nakon "
        "treba"
    ),
    "sl": (
        "je in v na se da so za ki pa z tudi lahko s ne kot po še iz bi bo od tako to pri ali o če že bil do ni med vse jih ko "
        "kar ga si smo bila leta več sem tem ter nekaj saj ta tega zelo jo zaradi bilo ob a bodo ker kjer sta"
    ),
    "hu": (
        "a az és nem hogy egy is de meg csak ha van volt ez vagy már még én kell el jó ki azt most akkor mint ezt minden mert "
        "magyar nagyon így olyan itt mi sem lesz lehet vagyok majd nagy úgy be nincs aki két fel után ne új amikor ami első te "
        "több pedig mindig nekem amit szerint"
    ),
    "ro": (
        "de în și a la să din o pe cu nu mai un este că care pentru se au ce fost ca al am sunt fi si va s lui dar sau e sa "
        "dacă după i ne ar le poate prin cum când ale in despre era iar mult are l ai cel mare trebuie ani cele doar foarte"
    ),
    "tr": (
        "ve bir bu için de da çok ile ne daha en gibi olarak o her kadar olan ben var ama sonra ki iyi yok ya değil sen büyük "
        "yeni güzel sadece zaman ilk iki mi hiç ise oldu bile nasıl şey benim böyle son tek gün tüm yer önce artık göre mı "
        "seni beni aynı bana tarafından türk doğru veya"
    ),
    "id": (
        "yang dan di ini dari untuk dengan itu bisa aku ada tidak akan adalah dalam pada orang kita ke juga anda dia saya ya "
        "kamu lebih apa sudah mereka tapi karena atau menjadi tak baik jadi harus satu lagi seperti oleh banyak jika hanya "
        "kami saat tahun jangan sebagai hari telah semua dapat hal anak bahwa bukan indonesia saja sangat"
    ),
    "tl": (
        "sa ng ang na mga at ay isang hindi ito ko kung may ni si ako pa para mula siya mo o pag kanyang lang naman niya lahat "
        "ano rin ka kaya dahil din upang nito tao nila walang sila mas isa pero po iba nang ba araw bilang kay ngayon mag nga "
        "kanilang pang buhay wala di dapat maaaring"
    ),
    "vi": (
        "là và có của được một các không trong cho người này với ở đã thể để như những đến khi làm sẽ từ ra công họ tại về vào "
        "đó cũng thành lại đầu chỉ năm sự tôi bị học phải chính ngày số ông động mà nhà thì trên việc sau nam điều còn chúng "
        "gia mình thế"
    ),
    "ru": (
        "в и на не с что я по а как из это за для о к но то у его он от все так же мы до ты только был если когда было мне "
        "меня уже еще бы или их они при будет время кто года чтобы есть она во вы может после нет очень были со была также вот"
    ),
    "uk": (
        "в на не і у з що та до це за я а як про для від так але він його все то є ви по ми й ще які під вже коли якщо або "
        "року було вони із мене щоб мені ж тут чи час який просто ти був с буде нас ну тому її також дуже може після"
    ),
    "be": (
        "і ў у не на што з да як за гэта ад для яго пра або быў але год таксама яшчэ якія ён а я гэты яна яны мы іх па ці таму "
        "была было былі свае ўсё ужо дзе калі каб пры паводле якая які гэтым таго гады так толькі мае будзе можна вельмі пасля "
        "нас адзін свой ні"
    ),
    "bg": (
        "на и в да е от за се с не си че по ще са това като а ми но до го много най има му ако към може съм ти ли само няма "
        "след през аз които г при ви или как какво той ни трябва всички който във което те един още така със време когато този "
        "я"
    ),
    "mk": (
        "на и во да се од за е со не го ќе што дека ги како ја тоа а кој кои си по ми до ти многу но или само има кога беше "
        "сите тој ако така може која ова јас година еден нема сум биде му треба време повеќе уште пред им тие ме па една сега "
        "каде луѓе"
    ),
    "sr": (
        "је у и да се на од за су а не са из то као о што године који како би али није још по с до све био или сам ће која "
        "само те бити више које када ако тако било сад смо ми може има он га јер па ни због према година била код један након "
        "треба"
    ),
}
