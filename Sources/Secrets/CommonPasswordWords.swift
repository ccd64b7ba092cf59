/// The words and walks that lists of stolen passwords are full of, in small letters.
let commonPasswordWords = """
  password passwords passwort passwd pass passcode passphrase motdepasse contrasena senha parola
  wachtwoord losenord salasana haslo heslo jelszo sifre parool kennwort mypassword newpassword
  thisisapassword thepassword yourpassword nopassword secret secrets topsecret letmein letmeinnow
  letmeinplease openup opensesame open sesame changeme changemenow changeit changethis default
  admin admins administrator administrators root rootroot toor superuser supervisor sysadmin system
  user users username login logon signin guest visitor test tests testing tester test123 demo
  sample example temp temporary welcome welcomeback hello helloworld hallo hello123 goodbye bonjour
  service support helpdesk frontdesk desk agent manager office company business account accounts
  customer client server database oracle mysql postgres sqlserver apache tomcat nginx docker
  cisco router switch network internet computer laptop keyboard monitor windows linux ubuntu debian
  microsoft apple google facebook twitter instagram linkedin amazon netflix youtube yahoo hotmail
  gmail outlook skype whatsapp telegram samsung nokia iphone android ipad macbook sony toshiba
  dell lenovo playstation nintendo xbox xbox360 minecraft fortnite roblox pokemon pikachu naruto
  zelda mario sonic tetris halo warcraft starcraft diablo runescape counter counterstrike
  qwerty qwertyu qwertyui qwertyuio qwertyuiop qwertyuiopasdfgh qwertyuiopasdfghjkl
  qwertyuiopasdfghjklzxcvbnm qwert qwer qwe qweasd qweasdzxc qweqwe qwe123 qwer1234 qwerty1
  qwerty12 qwerty123 qwerty1234 qwerty12345 qwertz qwertzuiop azerty azertyuiop asdf asdfg asdfgh
  asdfghj asdfghjk asdfghjkl asdfjkl asdasd asd asd123 asdfasdf asdf1234 zxcvbn zxcvbnm zxcv zxc
  zxczxc zxcvb zxcasdqwe zxcasdqwe123 poiuytrewq lkjhgfdsa mnbvcxz poiuyt mnbvc qaz qazwsx
  qazwsxedc qazwsxedcrfv qazwsxedcrfvtgb qazqaz wsx edc rfv tgb yhn ujm 1qaz 2wsx 3edc 4rfv 5tgb
  6yhn 7ujm 1qaz2wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qaz2wsx3edc4rfv5tgb 1qazxsw2 zaq1 xsw2 zaq12wsx
  zaq1xsw2 zaqwsx 1q2w 1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i
  1q2w3e4r5t6y7u8i9o0p q1w2 q1w2e3 q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 1234qwer 123qwe 123qweasd
  123qweasdzxc 12qwaszx a1b2c3 a1b2c3d4 a1s2d3f4 aaa111 abc abcd abcde abcdef abcdefg abcdefgh
  abcdefghi abc123 abcd1234 abc12345 abcabc aaa aaaa aaaaa aaaaaa xxx xxxx xxxxxx zzz zzzz zzzzzz
  000000 00000000 0123456789 0987654321 111111 11111111 111222 112233 11223344 1122334455 121212
  12121212 123 1234 12345 123456 1234567 12345678 123456789 1234567890 12345678910 123321 123123
  123123123 123454321 1234554321 123654 123789 12344321 131313 134679 142536 147258 147258369
  147852 147852369 159357 159753 159951 168168 171717 181818 191919 202020 212121 222222 222333
  232323 242424 252525 258456 262626 272727 282828 292929 303030 314159 31415926 314159265
  321321 321654 323232 333333 333666 343434 357159 369258147 414141 420420 444444 4815162342 454545
  456123 456456 456789 464646 474747 484848 494949 505050 515151 520520 5201314 525252 545454
  555555 565656 585858 595959 616161 636363 646464 654321 656565 666666 666999 676767 686868 696969
  727272 741852 741852963 747474 753159 753951 757575 767676 777777 7777777 787878 789456 789456123
  789789 797979 808080 818181 828282 848484 852456 858585 868686 878787 87654321 888888 88888888
  898989 909090 919191 929292 951753 963852 963852741 969696 979797 987654 9876543 98765432
  987654321 987987 989898 999999 99999999
  love lover lovers lovely loveme loveyou loveu iloveyou iloveu iloveme iloveyou1 iloveyou2
  iloveyousomuch iloveyouforever ilovemyfamily ilovejesus ilovegod trustno1 trustnoone trustme
  whatever whatsup nothing something anything forget forgot forgotten remember iforgot idontknow
  dontknow noidea blahblah blah access access14 security secure private hidden secretpassword
  monkey dragon tiger tigers lion lions eagle eagles falcon falcons bear bears wolf wolves wolf
  panther panthers jaguar jaguars leopard cougar puma cheetah shark sharks dolphin dolphins whale
  turtle penguin panda rabbit bunny kitty kitten kittens puppy puppies doggie doggy horse horses
  pony unicorn phoenix dog dogs cat cats bird birds fish fishing hunting hunter butterfly ladybug
  spider scorpion cobra viper python snake lizard hamster mouse duck chicken goose froggy frog
  sunshine sun moon moonlight moonbeam star stars starlight stardust skywalker sky rainbow rain
  snow snowball snowflake snowman winter summer spring autumn fall january february march april
  may june july august september october november december monday tuesday wednesday thursday
  friday saturday sunday weekend holiday holidays vacation birthday christmas halloween easter
  morning midnight tonight tomorrow yesterday today forever always never
  princess prince queen king kingdom knight angel angels angela devil demon heaven hell god jesus
  jesuschrist christ christian church bible faith hope grace blessed blessing peace freedom liberty
  justice victory warrior soldier army navy marine marines airforce military police killer
  ninja samurai pirate pirates wizard magic merlin gandalf frodo hobbit potter harrypotter hermione
  dumbledore voldemort hogwarts starwars startrek trekkie spock vader darthvader yoda jedi luke
  leia chewbacca r2d2 matrix neo trinity morpheus terminator rambo rocky bond jamesbond jamesbond007
  batman superman spiderman ironman wolverine hulk thor marvel joker robin catwoman wonderwoman
  avengers xmen superhero hero master masters mastermind commander captain chief boss bigboss
  genius legend champion champions winner loser rockstar superstar diamond diamonds gold golden
  silver platinum crystal ruby emerald pearl money cash dollar dollars rich million millionaire
  bitcoin lucky lucky7 luckyone poker casino jackpot
  football soccer baseball basketball hockey tennis golf golfer golfing volleyball softball rugby
  cricket racing nascar formula1 ferrari porsche lamborghini mustang camaro corvette mercedes bmw
  audi toyota honda yamaha suzuki kawasaki ducati harley harleydavidson davidson chevy chevrolet
  dodge ford jeep jaguar volvo nissan subaru volkswagen
  arsenal chelsea liverpool manchester manutd manunited manchesterunited everton tottenham
  newcastle leeds rangers celtic barcelona realmadrid madrid juventus milan acmilan inter ajax
  benfica bayern bayernmunich dortmund galatasaray fenerbahce besiktas
  yankees redsox lakers celtics bulls chicago cowboys dallas steelers packers patriots raiders
  broncos dolphins giants jets bengals browns ravens saints vikings chargers chiefs redskins
  buckeyes gators longhorns bulldogs wildcats tarheels huskers
  london paris berlin vienna rome madrid lisbon dublin moscow tokyo sydney newyork boston texas
  california florida america american usa england france germany deutschland italy italia spain
  espana portugal brazil brasil mexico canada australia russia india china japan poland turkey
  michael jennifer jessica jordan jordan23 michelle daniel ashley andrew matthew joshua david
  robert thomas william charles richard joseph anthony christopher nicholas alexander alexandra
  alexandre alejandro alejandra benjamin samantha stephanie elizabeth victoria amanda nicole
  melissa rebecca rachel sarah hannah emily lauren megan brittany danielle taylor tyler brandon
  justin austin jason kevin brian steven stephen patrick george maggie charlie buster bailey
  molly sophie chloe lucy daisy ginger pepper cookie cookies buddy max maxwell rocky shadow smokey
  tigger bella coco princess sasha misty sammy oscar jasper felix simba nala zeus apollo
  andrea anna antonio barbara carlos carmen caroline catherine claudia cristina diana diego
  eduardo eric fernando francisco frank gabriel isabella jackson jacob james jasmine john johnny
  jose juan julia karen kimberly laura leonardo linda lisa louise lucas luis manuel marco maria
  marie marina mario mark marlboro martin mary mauricio miguel natalia natalie nathan olivia
  patricia paul pedro peter philip rafael ricardo roberto ronaldo cristiano messi neymar beckham
  sabrina samuel sandra scott sebastian sergey shannon simon sophia susan teresa tiffany vanessa
  veronica vincent walter xavier zachary
  flower flowers rose roses lily violet purple pink yellow orange green blue black white red brown
  blackwhite blueeyes banana apples strawberry cherry peach lemon mango pineapple coconut chocolate
  candy sugar honey sweet sweety sweetie sweetheart sweetpea cupcake pumpkin peanut butter
  peanutbutter cheese pizza hamburger burger chicken bacon coffee starbucks pepsi cocacola coke
  beer budweiser heineken corona vodka whiskey tequila wine
  baby babygirl babyboy babyblue boy girl girls boys boyfriend girlfriend bestfriend bestfriends
  friend friends friendship family mother father mommy mom dad daddy mama papa sister brother
  brothers son daughter husband wife honeybun darling beautiful beauty pretty handsome sexy cutie
  cute hottie crazy funny smile smiley happy happiness lucky angel123 cool coolio coolguy awesome
  amazing perfect great good super nice best thebest number1 numberone
  music musica rock rocknroll metal metallica slipknot nirvana acdc ironmaiden eminem beatles
  elvis elvispresley madonna britney guitar drummer drums piano dance dancer dancing singer
  school college university student teacher doctor nurse lawyer engineer science physics
  chemistry mathematics history english spanish french german italian russian chinese japanese
  hacker hackers hacked cheese cracker thunder lightning storm stormy hurricane tornado blizzard
  fire firebird fireman firefly phoenix ice iceman icecream water ocean beach island river mountain
  mountains forest garden earth planet galaxy universe cosmos eclipse space spaceman rocket alien
  aliens ghost zombie vampire monster monsters godzilla dinosaur creature
  correcthorsebatterystaple correcthorse batterystaple thequickbrownfox quickbrownfox
  maythefourthbewithyou maytheforcebewithyou tobeornottobe tobeornottobethatisthequestion
  onceuponatime allyourbase allyourbasearebelongtous loremipsum loremipsumdolorsitamet
  rememberme donttellanyone idontremember ihatepasswords ihatethis thisismypassword
  thisisnotapassword mypasswordispassword passwordispassword whatisthepassword guessmypassword
  youcantguessthis nobodyknowsthis p@ssw0rd pa55word passw0rd pa55w0rd
  """
