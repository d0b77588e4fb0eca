// Slack's :names: for the emoji people and the bot use most. Unknown names stay as text, as in Slack.

const TABLE = `
rotating_light 🚨|fire 🔥|white_check_mark ✅|heavy_check_mark ✔️|warning ⚠️|red_circle 🔴|large_orange_circle 🟠|orange_circle 🟠
large_yellow_circle 🟡|yellow_circle 🟡|large_blue_circle 🔵|blue_circle 🔵|large_green_circle 🟢|green_circle 🟢
large_purple_circle 🟣|white_circle ⚪|black_circle ⚫|large_brown_circle 🟤|large_red_square 🟥|large_orange_square 🟧
large_yellow_square 🟨|large_green_square 🟩|large_blue_square 🟦|white_large_square ⬜|black_large_square ⬛
hourglass ⌛|hourglass_flowing_sand ⏳|stopwatch ⏱️|alarm_clock ⏰|timer_clock ⏲️|clock1 🕐|clock3 🕒|watch ⌚|calendar 📆|date 📅
bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢|speaking_head_in_silhouette 🗣️|speech_balloon 💬|thought_balloon 💭|email 📧|envelope ✉️
eyes 👀|clipboard 📋|memo 📝|pencil 📝|pushpin 📌|round_pushpin 📍|paperclip 📎|link 🔗|bookmark 🔖|bookmark_tabs 📑|page_facing_up 📄
scroll 📜|card_index_dividers 🗂️|file_folder 📁|open_file_folder 📂|bar_chart 📊|chart_with_upwards_trend 📈
chart_with_downwards_trend 📉|crown 👑|lock 🔒|unlock 🔓|key 🔑|shield 🛡️|mag 🔍|mag_right 🔎|microscope 🔬|tada 🎉|sparkles ✨
star ⭐|trophy 🏆|dart 🎯|bulb 💡|wrench 🔧|hammer 🔨|hammer_and_wrench 🛠️|gear ⚙️|construction 🚧|package 📦|rocket 🚀
fire_engine 🚒|helicopter 🚁|ambulance 🚑|satellite_antenna 📡|robot_face 🤖|ghost 👻|skull 💀|boom 💥|zap ⚡|cloud ☁️|sunny ☀️
thumbsup 👍|+1 👍|thumbsdown 👎|-1 👎|ok_hand 👌|raised_hands 🙌|clap 👏|pray 🙏|wave 👋|muscle 💪|point_right 👉|point_up ☝️
raising_hand 🙋|handshake 🤝|heart ❤️|broken_heart 💔|green_heart 💚|blue_heart 💙|100 💯|x ❌|heavy_multiplication_x ✖️
no_entry ⛔|no_entry_sign 🚫|octagonal_sign 🛑|question ❓|grey_question ❔|exclamation ❗|bangbang ‼️|information_source ℹ️|sos 🆘
new 🆕|arrow_up ⬆️|arrow_down ⬇️|arrow_right ➡️|arrow_left ⬅️|arrows_counterclockwise 🔄|repeat 🔁|fast_forward ⏩|pause_button ⏸️
arrow_forward ▶️|black_square_for_stop ⏹️|telephone_receiver 📞|phone ☎️|pager 📟|iphone 📱|computer 💻|desktop_computer 🖥️
floppy_disk 💾|cd 💿|busts_in_silhouette 👥|bust_in_silhouette 👤|male-firefighter 👨‍🚒|firefighter 🧑‍🚒|detective 🕵️
smile 😄|grinning 😀|slightly_smiling_face 🙂|joy 😂|sweat_smile 😅|thinking_face 🤔|cry 😢|sob 😭|scream 😱|sleeping 😴
partying_face 🥳|sunglasses 😎|relieved 😌|rage 😡|face_with_monocle 🧐|shrug 🤷|coffee ☕|pizza 🍕|seedling 🌱|earth_africa 🌍
globe_with_meridians 🌐|hospital 🏥|classical_building 🏛️|triangular_flag_on_post 🚩|checkered_flag 🏁|test_tube 🧪|brain 🧠
heavy_plus_sign ➕|heavy_minus_sign ➖|small_blue_diamond 🔹|small_orange_diamond 🔸|large_blue_diamond 🔷|white_small_square ▫️|dvd 📀
one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣`;

const EMOJI = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((entry) => /** @type {[string, string]} */ (entry.split(" "))),
);

/** What one click reacts with, and what the picker offers. */
export const QUICK_REACTIONS = ["white_check_mark", "eyes", "raised_hands"];
export const PICKER = [
  "thumbsup",
  "white_check_mark",
  "eyes",
  "raised_hands",
  "pushpin",
  "fire",
  "tada",
  "heart",
  "pray",
  "rocket",
  "warning",
  "rotating_light",
  "question",
  "100",
  "joy",
  "sob",
];

/** The character for a name, or undefined. Skin tones are dropped: the table has none. */
export const emojiChar = (name) => EMOJI.get(name) ?? EMOJI.get(name.split("::")[0]);

export const emojiNames = () => [...EMOJI.keys()];
