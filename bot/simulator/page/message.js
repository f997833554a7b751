// One message as it looks. Words only ever go in as text, never as markup.
import { hour, icon, make } from "./say.js";

const THINGS = { voice: "Voice message", document: "File", video: "Video", audio: "Sound", location: "Place" };

export function draw(message, tap) {
  const item = make("li", `message ${message.kind}`);
  item.dataset.id = message.id;
  item.tabIndex = -1;
  if (message.mine) item.classList.add("mine");
  const bubble = item.appendChild(make("div", "bubble"));
  if (message.quote) bubble.append(make("div", "quote", message.quote));
  const thing = drawThing(message);
  if (thing) bubble.append(thing);
  const words = message.kind === "sticker" ? message.emoji : message.text;
  if (words) bubble.append(make("span", "words", words));
  const stamp = make("time", "stamp", (message.edited ? "edited " : "") + hour(message.at));
  stamp.dateTime = message.at;
  bubble.append(stamp);
  if (message.rows.length) item.append(drawButtons(message, tap));
  return item;
}

function drawThing(message) {
  if (message.kind === "photo") {
    const picture = make("img", "picture");
    picture.alt = message.text || "Photo";
    picture.src = `/control/files/${message.file}`;
    picture.addEventListener("error", () => picture.replaceWith(make("span", "thing", "Photo")));
    const whole = make("a");
    whole.href = picture.src;
    whole.target = "_blank";
    whole.append(picture);
    return whole;
  }
  if (!(message.kind in THINGS)) return null;
  const length = message.seconds ? `, ${message.seconds} seconds` : "";
  const thing = make(message.kind === "document" ? "a" : "span", "thing");
  if (message.kind === "document") {
    thing.href = `/control/files/${message.file}`;
    thing.download = message.file_name || "file";
  }
  thing.append(icon(message.kind === "voice" ? "voice" : "file"));
  thing.append((message.file_name || THINGS[message.kind]) + length);
  return thing;
}

function drawButtons(message, tap) {
  const rows = make("div", "buttons");
  rows.setAttribute("role", "group");
  rows.setAttribute("aria-label", "Answers");
  for (const row of message.rows) {
    const line = rows.appendChild(make("div"));
    for (const { label, data } of row) {
      const button = line.appendChild(make("button", "", label));
      button.type = "button";
      if (data === null) button.disabled = true;
      else button.addEventListener("click", () => tap(button, message.id, data));
    }
  }
  return rows;
}
