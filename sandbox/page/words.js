// What the page itself says, in Kazakh, Russian and English. The bot's words are its own.

const KK = {
  title: "Өз компьютеріңіздегі Telegram", ready: "бот жауап беруге дайын", nobot: "әзірге ешбір бот қосылған жоқ",
  offline: "құмсалғышпен байланыс үзілді, қайта қосылып жатыр…", memory: "Бәрі тек жадта тұр: құмсалғыш тоқтаса, жазылғанның бәрі жоғалады. Мұнда нағыз Telegram жоқ, ешқайда ештеңе жіберілмейді.",
  trouble: "Ақаулар", troubleHint: "Telegram-ның ауыр күнін ботқа көрсетіп көріңіз. Өшіргеніңізше жалғасады.",
  f429: "429: «тым жиі»", f500: "500: ішкі қате", cut_before: "Байланыс үзіледі, хабарлама жетпейді", cut_after: "Байланыс үзіледі, хабарлама жетеді", slow: "Жауап 3 секунд кешігеді",
  reset: "Басынан бастау", resetAsk: "Барлық хабарлама мен тақырып өшеді. Басынан бастайсыз ба?", yes: "Иә, өшіру", no: "Жоқ",
  theme: "Ашық не қараңғы түс", language: "Беттің тілі", phoneOf: "{0}", citizen: "азамат", administrator: "әкімші", volunteers: "Волонтерлер тобы",
  blocks: "ботты бұғаттау", write: "Хабарлама жазу", send: "Жіберу", attach: "Тіркеу", commands: "Мәзір", keyboard: "Түймелер", start: "БАСТАУ", restart: "БҰҒАТТАН ШЫҒАРУ", bot: "бот", typing: "жазып жатыр", sendingFile: "файл жіберіп жатыр",
  photo: "Сурет", document: "Файл", album: "Альбом", location: "Тұрған жерім", contact: "Менің нөмірім", other: "Басқаның нөмірі", voice: "Дауыстық хабарлама", sticker: "Стикер", video: "Бейне", animation: "GIF", audio: "Аудио", video_note: "Бейнехабарлама",
  edited: "өзгертілді", forwarded: "{0} жазғаны", via: "{0} арқылы", reply: "Жауап беру", edit: "Өзгерту", remove: "Өшіру", cancel: "Бас тарту", actions: "Әрекеттер", ok: "Жарайды", copied: "Көшірілді", spoiler: "Жасырын мәтін: көру үшін басыңыз", whole: "Толық", download: "Жүктеп алу",
  today: "Бүгін", yesterday: "Кеше", topicCreated: "«{0}» тақырыбы ашылды", topicRenamed: "Тақырыптың жаңа аты: «{0}»", topicClosed: "{0} тақырыпты жапты", topicReopened: "{0} тақырыпты қайта ашты", pinned: "{0} бекітті: «{1}»", migrated: "Топ супертопқа айналды", pin: "Бекітілген хабарлама",
  topics: "Тақырыптар", general: "Жалпы", newTopic: "Жаңа тақырып", topicName: "Тақырыптың аты", create: "Ашу", closeTopic: "Тақырыпты жабу", reopenTopic: "Тақырыпты қайта ашу", deleteTopic: "Тақырыпты өшіру", closed: "жабық", noTopics: "Әзірге тақырып жоқ.", back: "Артқа", as: "Кім болып жазасыз", privateChat: "Ботпен жеке сөйлесу", emptyChat: "Мұнда әлі хабарлама жоқ", hello: "Сөйлесуді бастау үшін төмендегі түймені басыңыз",
  poll: "Сауалнама", close: "Жабу", protected: "Көшіруге болмайды", openLink: "Сілтемені ашу: {0}", webApp: "Құмсалғыш қосымша ашпайды: {0}", noResults: "Бот ештеңе ұсынған жоқ", failed: "Болмады: {0}", copyHint: "Көшіру",
};
const RU = {
  title: "Telegram на вашем компьютере", ready: "бот на связи", nobot: "пока ни один бот не подключился",
  offline: "связь с песочницей прервалась, подключаемся снова…", memory: "Всё хранится только в памяти: когда песочница остановится, всё написанное исчезнет. Настоящего Telegram здесь нет, никуда ничего не отправляется.",
  trouble: "Неполадки", troubleHint: "Устройте боту плохой день Telegram. Действует, пока не выключите.",
  f429: "429: «слишком часто»", f500: "500: внутренняя ошибка", cut_before: "Связь рвётся, сообщение не дошло", cut_after: "Связь рвётся, сообщение дошло", slow: "Ответ опаздывает на 3 секунды",
  reset: "Начать заново", resetAsk: "Все сообщения и темы исчезнут. Начать заново?", yes: "Да, стереть", no: "Нет",
  theme: "Светлая или тёмная тема", language: "Язык страницы", phoneOf: "{0}", citizen: "житель", administrator: "администратор", volunteers: "Группа волонтёров",
  blocks: "блокировать бота", write: "Сообщение", send: "Отправить", attach: "Прикрепить", commands: "Меню", keyboard: "Кнопки", start: "СТАРТ", restart: "РАЗБЛОКИРОВАТЬ", bot: "бот", typing: "печатает", sendingFile: "отправляет файл",
  photo: "Фото", document: "Файл", album: "Альбом", location: "Местоположение", contact: "Мой номер", other: "Чужой номер", voice: "Голосовое", sticker: "Стикер", video: "Видео", animation: "GIF", audio: "Аудио", video_note: "Видеосообщение",
  edited: "изменено", forwarded: "Переслано от {0}", via: "через {0}", reply: "Ответить", edit: "Изменить", remove: "Удалить", cancel: "Отмена", actions: "Действия", ok: "Понятно", copied: "Скопировано", spoiler: "Скрытый текст: нажмите, чтобы увидеть", whole: "Целиком", download: "Скачать",
  today: "Сегодня", yesterday: "Вчера", topicCreated: "Создана тема «{0}»", topicRenamed: "Новое название темы: «{0}»", topicClosed: "{0}: тема закрыта", topicReopened: "{0}: тема открыта снова", pinned: "{0}: закреплено «{1}»", migrated: "Группа стала супергруппой", pin: "Закреплённое сообщение",
  topics: "Темы", general: "Общая", newTopic: "Новая тема", topicName: "Название темы", create: "Создать", closeTopic: "Закрыть тему", reopenTopic: "Открыть тему снова", deleteTopic: "Удалить тему", closed: "закрыта", noTopics: "Тем пока нет.", back: "Назад", as: "От чьего имени писать", privateChat: "Личный чат с ботом", emptyChat: "Здесь пока нет сообщений", hello: "Нажмите кнопку ниже, чтобы начать разговор",
  poll: "Опрос", close: "Закрыть", protected: "Копировать нельзя", openLink: "Открыть ссылку: {0}", webApp: "Песочница не открывает приложений: {0}", noResults: "Бот ничего не предложил", failed: "Не получилось: {0}", copyHint: "Скопировать",
};
const EN = {
  title: "A Telegram on your own machine", ready: "the bot is listening", nobot: "no bot is asking for updates yet",
  offline: "the line to the sandbox is down, reconnecting…", memory: "Everything is in memory only: when the sandbox stops, all that was written is gone. There is no real Telegram here, nothing is sent anywhere.",
  trouble: "Trouble", troubleHint: "Show the bot a bad day of Telegram. It lasts until you switch it off.",
  f429: "429: too many requests", f500: "500: internal error", cut_before: "The line breaks, nothing was done", cut_after: "The line breaks, yet it was done", slow: "The answer is 3 seconds late",
  reset: "Start over", resetAsk: "All messages and topics will be gone. Start over?", yes: "Yes, erase", no: "No",
  theme: "Light or dark", language: "Language of the page", phoneOf: "{0}", citizen: "citizen", administrator: "administrator", volunteers: "Volunteers’ group",
  blocks: "block the bot", write: "Message", send: "Send", attach: "Attach", commands: "Menu", keyboard: "Buttons", start: "START", restart: "UNBLOCK", bot: "bot", typing: "typing", sendingFile: "sending a file",
  photo: "Photo", document: "File", album: "Album", location: "Location", contact: "My number", other: "Another’s number", voice: "Voice message", sticker: "Sticker", video: "Video", animation: "GIF", audio: "Audio", video_note: "Video message",
  edited: "edited", forwarded: "Forwarded from {0}", via: "via {0}", reply: "Reply", edit: "Edit", remove: "Delete", cancel: "Cancel", actions: "Actions", ok: "OK", copied: "Copied", spoiler: "Hidden text: press to see it", whole: "All of it", download: "Download",
  today: "Today", yesterday: "Yesterday", topicCreated: "Topic “{0}” created", topicRenamed: "The topic is now “{0}”", topicClosed: "{0} closed the topic", topicReopened: "{0} reopened the topic", pinned: "{0} pinned “{1}”", migrated: "The group became a supergroup", pin: "Pinned message",
  topics: "Topics", general: "General", newTopic: "New topic", topicName: "Name of the topic", create: "Create", closeTopic: "Close the topic", reopenTopic: "Reopen the topic", deleteTopic: "Delete the topic", closed: "closed", noTopics: "No topics yet.", back: "Back", as: "Write as", privateChat: "Private chat with the bot", emptyChat: "Nothing here yet", hello: "Press the button below to begin the talk",
  poll: "Poll", close: "Close", protected: "Cannot be copied", openLink: "Open the link: {0}", webApp: "The sandbox opens no apps: {0}", noResults: "The bot offered nothing", failed: "That did not work: {0}", copyHint: "Copy",
};
export const LANGUAGES = { kk: "Қаз", ru: "Рус", en: "Eng" };
const DICTIONARY = { kk: KK, ru: RU, en: EN };
export let language = chosen();

function chosen() {
  const kept = localStorage.getItem("sandbox-language");
  if (kept in DICTIONARY) return kept;
  for (const wanted of navigator.languages ?? []) {
    const short = wanted.slice(0, 2).toLowerCase();
    if (short in DICTIONARY) return short;
  }
  return "en";
}

export function choose(code) {
  language = code;
  localStorage.setItem("sandbox-language", code);
  document.documentElement.lang = code;
}

export function word(name, ...values) {
  const text = DICTIONARY[language][name] ?? EN[name] ?? name;
  return values.reduce((made, value, place) => made.replace(`{${place}}`, () => value), text);
}

const LOCALES = { kk: ["kk-KZ", "ru-KZ"], ru: ["ru-RU"], en: ["en-GB"] };

export function timeOf(seconds) {
  return new Intl.DateTimeFormat(LOCALES[language], { hour: "2-digit", minute: "2-digit" }).format(new Date(seconds * 1000));
}

export function dayOf(seconds, now) {
  const day = new Date(seconds * 1000);
  const start = new Date(now);
  start.setHours(0, 0, 0, 0);
  if (day >= start) return word("today");
  if (day >= new Date(start.getTime() - 86400000)) return word("yesterday");
  return new Intl.DateTimeFormat(LOCALES[language], { day: "numeric", month: "long" }).format(day);
}

export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
