// The page: all phones, the tabs of a small screen, the clock and its controls.
import { Phone } from "./phone.js";
import { day, hour, make, say, setZone } from "./say.js";

const part = (id) => document.getElementById(id);
const phones = new Map();
let active = null;
let added = null; // the phone that this page asked for and has not shown yet
let ahead = 0; // milliseconds between the simulator's clock and this computer's

// Phones and tabs

function show(state) {
  const known = phones.get(state.id);
  if (known) {
    known.fill(state);
    known.toEnd();
    return;
  }
  const phone = new Phone(state, activate, drawTab);
  phones.set(phone.id, phone);
  part("phones").append(phone.place);
  const tab = part("tabs").appendChild(make("button"));
  tab.type = "button";
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", phone.place.id);
  tab.addEventListener("click", () => activate(phone));
  phone.tab = tab;
  drawTab(phone);
  if (active) phone.toEnd();
  else activate(phone);
  reveal();
}

function reveal() {
  const phone = phones.get(added);
  if (!phone) return;
  added = null;
  activate(phone);
  phone.place.scrollIntoView({ inline: "center" });
}

function activate(phone) {
  if (active !== phone) {
    active = phone;
    for (const other of phones.values()) {
      other.place.classList.toggle("active", other === phone);
      drawTab(other);
    }
    // Who has scrolled up is about to press something there: it must not move away under the finger.
    if (phone.showsEnd()) phone.toEnd();
  }
  if (phone.unread) phone.setUnread(0);
}

function drawTab(phone) {
  if (!phone.tab) return;
  const whose = make("span", "", phone.name);
  whose.append(make("small", "", phone.part(".caption").textContent));
  phone.tab.replaceChildren(whose);
  phone.tab.setAttribute("aria-selected", String(phone === active));
  phone.tab.tabIndex = phone === active ? 0 : -1;
  if (!phone.unread) return;
  const badge = phone.tab.appendChild(make("span", "badge", String(phone.unread)));
  badge.setAttribute("aria-label", `${phone.unread} new`);
}

part("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const all = [...phones.values()];
  const next = all[(all.indexOf(active) + step + all.length) % all.length];
  activate(next);
  next.tab.focus();
});

// The clock

function setClock(iso) {
  ahead = new Date(iso) - Date.now();
  drawClock();
}

function drawClock() {
  const now = new Date(Date.now() + ahead);
  const clock = part("clock");
  clock.dateTime = now.toISOString();
  clock.replaceChildren(make("span", "date", day(now, "short")), hour(now));
  for (const phone of phones.values()) phone.showHour(now);
}

function drawControls(labels) {
  part("controls").replaceChildren();
  for (const label of labels) {
    const button = part("controls").appendChild(make("button", "quiet", label));
    button.type = "button";
    button.addEventListener("click", async () => {
      button.disabled = true;
      const answer = await say("time", { control: label }).finally(() => (button.disabled = false));
      if (answer.now) setClock(answer.now);
      button.focus();
    });
  }
}

// The line that says how to begin

function drawHint() {
  const [first, second] = [...phones.values()];
  if (!first) return;
  const begun = [...first.messages.values()].some(({ message }) => message.mine);
  const watch = second ? ` ${second.name}’s phone buzzes when somebody should know.` : "";
  part("hint").textContent = begun
    ? `Tap an answer on ${first.name}’s phone.${watch}`
    : `To begin, write “hello” on ${first.name}’s phone.${watch}`;
}

// Adding a phone

part("add").addEventListener("click", () => part("new-phone").showModal());
part("new-phone").addEventListener("close", async () => {
  const form = part("new-phone").querySelector("form");
  const wanted = Object.fromEntries(new FormData(form));
  form.reset();
  if (part("new-phone").returnValue !== "add") return;
  added = (await say("phones", wanted)).phone;
  reveal();
});

// What comes from the simulator

function hear(event) {
  if (event.what === "state") setZone(event.zone);
  if (event.now) setClock(event.now);
  if (event.what === "state") {
    event.phones.forEach(show);
    drawControls(event.controls);
    part("brand").textContent = event.phones[0]?.bot ?? "Holdfast";
  } else if (event.what === "phone") show(event.state);
  else phones.get(event.phone)?.hear(event, phones.get(event.phone) === active && document.hasFocus());
  if (event.what === "time") return;
  drawClock();
  drawHint();
}

const stream = new EventSource("/control/events");
stream.onmessage = ({ data }) => hear(JSON.parse(data));
stream.onopen = () => (part("lost").hidden = true);
stream.onerror = () => (part("lost").hidden = false);
setInterval(drawClock, 1000);
