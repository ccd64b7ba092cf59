/// The names behind `:name` and Tab: Unicode's own, and short ones for what is written most.
///
/// A choice of what people at a desk write; whatever their keyboard knows they can type as it is.
enum EmojiNames {
  /// One of them.
  struct Named: Equatable, Sendable {
    let name: String
    let emoji: String
  }

  static let all: [Named] = table.split(whereSeparator: { $0 == "," || $0 == "\n" }).compactMap {
    let words = $0.split(separator: " ")
    return words.count == 2 ? Named(name: String(words[0]), emoji: String(words[1])) : nil
  }

  /// What `:word` may become; `:word:` names one for certain.
  static func candidates(_ word: String) -> [Completion.Candidate] {
    let isWhole = word.count > 2 && word.hasSuffix(":")
    let fitting = isWhole ? all.filter { ":\($0.name):" == word.lowercased() } : all
    return fitting.map { Completion.Candidate(":\($0.name)\(isWhole ? ":" : "")", $0.emoji) }
  }

  private static let table = """
    airplane ✈️, alarm_clock ⏰, angry 😠, angry_face 😠, anguished_face 😧
    anticlockwise_downwards_and_upwards_open_circle_arrows 🔄, artist_palette 🎨
    astonished_face 😲, automobile 🚗, balloon 🎈, ballot_box_with_check ☑️, banana 🍌
    bank 🏦, banknote_with_dollar 💵, banknote_with_euro 💶, bar_chart 📊, battery 🔋
    bear_face 🐻, beer_mug 🍺, bell 🔔, bell_with_cancellation_stroke 🔕, bicycle 🚲, bird 🐦
    birthday_cake 🎂, black_heart 🖤, black_question_mark_ornament ❓
    black_rightwards_arrow ➡️, black_scissors ✂️, black_sun_with_rays ☀️
    black_universal_recycling ♻️, blue_heart 💙, books 📚, brain 🧠, bread 🍞
    broken_heart 💔, bug 🐛, bus 🚌, cake 🎂, calendar 📅, camera 📷, card 💳, cat_face 🐱
    chart_with_downwards_trend 📉, chart_with_upwards_trend 📈, check ✅, cheese_wedge 🧀
    chicken 🐔, clap 👏, clapper_board 🎬, clapping_hands 👏, clipboard 📋
    clock_face_one_oclock 🕐, cloud ☁️, cloud_with_rain 🌧️, coffee ☕, collision 💥
    confounded_face 😖, confused_face 😕, convenience_store 🏪, cookie 🍪, credit_card 💳
    crescent_moon 🌙, cross ❌, cross_mark ❌, cry 😢, crying_face 😢, delivery_truck 🚚
    disappointed_but_relieved_face 😥, disappointed_face 😞, dizzy_face 😵, dog_face 🐶
    downwards_black_arrow ⬇️, droplet 💧, e_mail 📧, ear 👂, earth_globe_europe_africa 🌍
    electric_light_bulb 💡, electric_plug 🔌, electric_torch 🔦, evergreen_tree 🌲
    expressionless_face 😑, eyes 👀, face_savouring_delicious_food 😋
    face_screaming_in_fear 😱, face_throwing_a_kiss 😘, face_with_cold_sweat 😓
    face_with_cowboy_hat 🤠, face_with_head_bandage 🤕, face_with_look_of_triumph 😤
    face_with_medical_mask 😷, face_with_monocle 🧐, face_with_open_mouth 😮
    face_with_open_mouth_and_cold_sweat 😰, face_with_party_horn_and_party_hat 🥳
    face_with_pleading_eyes 🥺, face_with_rolling_eyes 🙄, face_with_stuck_out_tongue 😛
    face_with_stuck_out_tongue_and_winking_eye 😜, face_with_tears_of_joy 😂
    face_with_thermometer 🤒, face_without_mouth 😶, fearful_face 😨, file_folder 📁, fire 🔥
    fish 🐟, fisted_hand 👊, flexed_biceps 💪, flushed_face 😳, four_leaf_clover 🍀
    fox_face 🦊, freezing_face 🥶, frog_face 🐸, frowning_face_with_open_mouth 😦
    fuel_pump ⛽, ghost 👻, gift 🎁, green_heart 💚, grimacing_face 😬, grinning_face 😀
    grinning_face_with_smiling_eyes 😁, hamburger 🍔, hammer 🔨
    hand_with_index_and_middle_fingers_crossed 🤞, handshake 🤝, headphone 🎧, heart ❤️
    heavy_black_heart ❤️, heavy_check_mark ✔️, heavy_exclamation_mark ❗, heavy_minus ➖
    heavy_plus ➕, high_voltage ⚡, honeybee 🐝, hospital 🏥, hot_beverage ☕
    hourglass_with_flowing_sand ⏳, house_building 🏠, hug 🤗, hugging_face 🤗, hundred 💯
    hundred_points 💯, hushed_face 😯, idea 💡, incoming_envelope 📨, key 🔑, keyboard ⌨️
    label 🏷️, large_blue_circle 🔵, large_green_circle 🟢, large_red_circle 🔴
    large_yellow_circle 🟡, laugh 😂, left_pointing_magnifying_glass 🔍
    leftwards_black_arrow ⬅️, link 🔗, lock 🔒, loudly_crying_face 😭, mail 📧, memo 📝
    microphone 🎤, mobile_phone 📱, money 💰, money_bag 💰, monkey_face 🐵, mouse_face 🐭
    musical_note 🎵, nauseated_face 🤢, negative_squared_cross_mark ❎, nerd_face 🤓
    neutral_face 😐, no_entry 🚫, office_building 🏢, ok 👌, ok_hand 👌, open_book 📖
    open_file_folder 📂, open_lock 🔓, open_mailbox_with_raised_flag 📬, orange_heart 🧡
    overheated_face 🥵, package 📦, page_facing_up 📄, panda_face 🐼, paperclip 📎, parcel 📦
    party 🎉, party_popper 🎉, pencil ✏️, penguin 🐧, pensive_face 😔
    person_raising_both_hands_in_celebration 🙌, person_with_folded_hands 🙏
    personal_computer 💻, phone 📞, please 🙏, pouting_face 😡, printer 🖨️
    public_address_loudspeaker 📢, purple_heart 💜, pushpin 📌, rabbit_face 🐰, rainbow 🌈
    raised_back_of_hand 🤚, raised_fist ✊, raised_hand ✋, receipt 🧾, red_apple 🍎
    relieved_face 😌, robot_face 🤖, rocket 🚀, rose 🌹, round_pushpin 📍, sad 🙁, school 🏫
    search 🔍, ship 🚢, shocked_face_with_exploding_head 🤯, shopping_bags 🛍️
    shopping_trolley 🛒, shortcake 🍰, skull 💀, sleeping 💤, sleeping_face 😴, sleepy_face 😪
    slice_of_pizza 🍕, slightly_frowning_face 🙁, slightly_smiling_face 🙂, smile 🙂
    smiling_face_with_halo 😇, smiling_face_with_heart_shaped_eyes 😍
    smiling_face_with_open_mouth 😃, smiling_face_with_open_mouth_and_cold_sweat 😅
    smiling_face_with_open_mouth_and_smiling_eyes 😄
    smiling_face_with_open_mouth_and_tightly_closed_eyes 😆
    smiling_face_with_smiling_eyes 😊, smiling_face_with_smiling_eyes_and_three_hearts 🥰
    smiling_face_with_sunglasses 😎, smirking_face 😏, snake 🐍, sneezing_face 🤧
    snowflake ❄️, sparkles ✨, speech_balloon 💬, spouting_whale 🐳, squared_new 🆕
    squared_ok 🆗, squared_sos 🆘, star ⭐, strawberry 🍓, sun ☀️, sun_behind_cloud ⛅
    sunflower 🌻, tada 🎉, taxi 🚕, teacup_without_handle 🍵, tear_off_calendar 📆
    telephone_receiver 📞, television 📺, thanks 🙏, thinking 🤔, thinking_face 🤔
    thought_balloon 💭, thumbs_down 👎, thumbs_up 👍, thunder_cloud_and_rain ⛈️
    tired_face 😫, train 🚆, trophy 🏆, truck 🚚, turtle 🐢, unamused_face 😒
    upside_down_face 🙃, upwards_black_arrow ⬆️, victory_hand ✌️, warning ⚠️, watch ⌚
    wave 👋, waving_hand 👋, weary_face 😩, white_down_pointing_backhand_index 👇
    white_heavy_check_mark ✅, white_left_pointing_backhand_index 👈, white_medium_star ⭐
    white_right_pointing_backhand_index 👉, white_up_pointing_backhand_index 👆
    white_up_pointing_index ☝️, wine_glass 🍷, wink 😉, winking_face 😉, worried_face 😟
    wrapped_present 🎁, wrench 🔧, yawning_face 🥱, yellow_heart 💛, zipper_mouth_face 🤐
    """
}
