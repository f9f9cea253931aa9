// A calendar over the native box of a date or time, in the page's language. The box keeps its name and what it sends.
import "../shared.js";
import flatpickr from "flatpickr/dist/esm/index.js";
import { Mandarin } from "flatpickr/dist/esm/l10n/zh.js";
import { sheet } from "./sheet.js";

const FORMATS = { date: "Y-m-d", time: "H:i", "datetime-local": "Y-m-d H:i" };
const EXAMPLES = { date: "YYYY-MM-DD", time: "HH:MM", "datetime-local": "YYYY-MM-DD HH:MM" };

export async function attach(input) {
  await sheet(DATE_SHEET);
  const kind = input.type;
  const { value, min, max } = input;
  const chinese = document.documentElement.lang.startsWith("zh");
  input.placeholder ||= EXAMPLES[kind];
  flatpickr(input, {
    allowInput: true,
    disableMobile: true,
    dateFormat: FORMATS[kind],
    enableTime: kind !== "date",
    noCalendar: kind === "time",
    time_24hr: true,
    minuteIncrement: 5,
    defaultDate: value.replace("T", " ") || undefined,
    minDate: min || undefined,
    maxDate: max || undefined,
    locale: chinese ? { ...Mandarin, firstDayOfWeek: 1 } : { firstDayOfWeek: 1 },
    onChange: (_dates, _text, picker) => picker.input.dispatchEvent(new Event("input", { bubbles: true })),
  });
}
