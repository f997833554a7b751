// One phone on the page: what stands on it, and what its owner does with it.
import { draw } from "./message.js";
import { day, hour, make, say } from "./say.js";

const RINGING = 700; // milliseconds that a phone shakes
const NOTE = 3500; // milliseconds that a short note stays
const WRITING = 4000; // milliseconds that "writing" stays, a little under Telegram's five seconds
const NEAR = 90; // pixels from the end within which the screen keeps up with new messages

export class Phone {
  constructor(state, onActive, onUnread) {
    this.id = state.id;
    this.name = state.name;
    this.onUnread = onUnread;
    this.unread = 0;
    this.messages = new Map();
    this.atEnd = true;
    this.reading = false; // a message taller than the screen
    this.place = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.part = (name) => this.place.querySelector(name);
    this.place.id = `phone-${state.id}`;
    this.place.setAttribute("aria-label", `${state.name}’s phone`);
    this.part(".name").textContent = `${state.name}’s phone`;
    this.part(".log").setAttribute("aria-label", `Messages on ${state.name}’s phone`);
    this.part("textarea").setAttribute("aria-label", `Write on ${state.name}’s phone`);
    this.part(".send").setAttribute("aria-label", "Send");
    this.part(".more").setAttribute("aria-label", "More");
    this.part(".clip").setAttribute("aria-label", "Send a file");
    this.part(".keys").setAttribute("aria-label", "Menu");
    this.place.addEventListener("pointerdown", () => onActive(this));
    this.place.addEventListener("focusin", () => onActive(this));
    this.listen();
    this.fill(state);
  }

  fill(state) {
    this.part(".caption").textContent = state.caption;
    this.part(".bot").textContent = state.bot;
    this.part(".log").replaceChildren();
    this.messages.clear();
    for (const message of state.messages) this.add(message);
    this.showMenu(state.menu, state.placeholder);
    this.showBlocked(state.blocked);
    if (!state.messages.length) this.part(".log").append(make("li", "empty", "No messages yet. Write below to begin."));
  }

  listen() {
    const field = this.part("textarea");
    const log = this.part(".log");
    const stay = () => this.atEnd && !this.reading && this.toEnd();
    let top = 0;
    log.addEventListener("scroll", () => {
      // Only its owner scrolls up; a picture that loads late must not count as that.
      if (this.showsEnd()) [this.atEnd, this.reading] = [true, false];
      else if (log.scrollTop < top) this.atEnd = false;
      top = log.scrollTop;
    });
    for (const happening of ["load", "error"]) log.addEventListener(happening, stay, true); // pictures
    new ResizeObserver(stay).observe(log);
    this.part(".composer").addEventListener("submit", (event) => {
      event.preventDefault();
      if (field.value.trim()) this.write(field.value);
      field.value = "";
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.part(".composer").requestSubmit();
    });
    this.part(".more").addEventListener("click", () => this.openMore(this.part(".menu").hidden));
    this.place.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.part(".menu").hidden) return;
      this.openMore(false);
      this.part(".more").focus();
    });
    this.place.addEventListener("click", (event) => {
      if (!event.target.closest(".more")) this.openMore(false);
    });
    for (const button of this.place.querySelectorAll("[data-media]"))
      button.addEventListener("click", () => say(`phones/${this.id}/media`, { kind: button.dataset.media }));
    const chosen = this.part(".chosen");
    this.part(".clip").addEventListener("click", () => chosen.click());
    chosen.addEventListener("change", () => {
      for (const file of chosen.files) this.sendFile(file);
      chosen.value = ""; // so that the same file can be chosen again once it was mended
    });
    this.part(".block").addEventListener("click", () => this.block(true));
    this.part(".unblock").addEventListener("click", () => this.block(false));
    this.part(".keys-toggle").addEventListener("click", () => this.openMenu(this.part(".keys").hidden));
  }

  write(text) { say(`phones/${this.id}/text`, { text }); }

  sendFile(file) {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const content = reader.result.split(",", 2)[1] ?? "";
      say(`phones/${this.id}/document`, { name: file.name, content }).then(({ wrong }) => wrong && this.showNote(wrong));
    });
    reader.addEventListener("error", () => this.showNote("This file cannot be read."));
    reader.readAsDataURL(file);
  }

  block(blocked) { say(`phones/${this.id}/block`, { blocked }); }

  tap(button, message, data) {
    button.setAttribute("aria-busy", "true");
    setTimeout(() => button.removeAttribute("aria-busy"), NOTE);
    say(`phones/${this.id}/tap`, { message, data }).then(({ wrong }) => wrong && this.showNote(wrong));
  }

  // Measured, not remembered: the scroll event comes a frame later than the finger.
  showsEnd() {
    const log = this.part(".log");
    return log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  }

  showsTall() {
    const last = this.part(".log").lastElementChild;
    return Boolean(last) && last.offsetHeight > this.part(".log").clientHeight;
  }

  toEnd() {
    const log = this.part(".log");
    const last = log.lastElementChild;
    [this.atEnd, this.reading] = [true, false];
    log.scrollTop = log.scrollHeight;
    // A message taller than the screen is read from its first word.
    if (last && last.offsetHeight > log.clientHeight)
      log.scrollTop += last.getBoundingClientRect().top - log.getBoundingClientRect().top - 8;
  }

  // What comes from the simulator

  hear(event, active) {
    if (event.what === "new") this.arrive(event.message, active);
    else if (event.what === "edit" || event.what === "pin") this.change(event.message);
    else if (event.what === "gone") this.remove(event.message.id);
    else if (event.what === "menu") this.showMenu(event.menu, event.placeholder);
    else if (event.what === "block") this.showBlocked(event.blocked);
    else if (event.what === "note") this.showNote(event.note);
    else if (event.what === "action") this.showWriting(true);
  }

  arrive(message, active) {
    // What comes without a sound below a message taller than the screen does not take it from under the eye.
    this.reading = this.atEnd && !message.mine && !message.rang && (this.reading || this.showsTall());
    const follow = message.mine || (this.atEnd && !this.reading);
    this.part(".empty")?.remove();
    this.add(message).classList.add("fresh");
    if (follow) this.toEnd();
    if (message.mine) return;
    this.showWriting(false);
    if (!active) this.setUnread(this.unread + 1);
    if (message.rang) this.ring();
  }

  add(message) {
    const log = this.part(".log");
    const date = day(message.at);
    if (date !== this.lastDay || !this.messages.size) log.append(make("li", "day", date));
    this.lastDay = date;
    const item = draw(message, (...what) => this.tap(...what));
    this.messages.set(message.id, { message, item });
    log.append(item);
    this.showPinned();
    return item;
  }

  change(message) {
    const known = this.messages.get(message.id);
    if (!known) return;
    const end = this.atEnd;
    const item = draw(message, (...what) => this.tap(...what));
    const focused = known.item.contains(document.activeElement);
    known.item.replaceWith(item);
    if (focused) item.focus({ preventScroll: true });
    this.messages.set(message.id, { message, item });
    if (end) this.toEnd();
    this.showPinned();
  }

  remove(id) {
    this.messages.get(id)?.item.remove();
    this.messages.delete(id);
    this.showPinned();
  }

  ring() {
    this.place.classList.remove("ringing");
    void this.place.offsetWidth; // so that the same animation starts again
    this.place.classList.add("ringing");
    clearTimeout(this.ringTimer);
    this.ringTimer = setTimeout(() => this.place.classList.remove("ringing"), RINGING);
  }

  setUnread(count) {
    this.unread = count;
    this.part(".buzzed").hidden = count === 0;
    this.part(".count").textContent = `${count} new`;
    this.onUnread(this);
  }

  showPinned() {
    const pinned = [...this.messages.values()].reverse().find(({ message }) => message.pinned);
    this.part(".pinned").hidden = !pinned;
    this.part(".pinned span").textContent = pinned ? pinned.message.text : "";
  }

  showMenu(menu, placeholder) {
    const keys = this.part(".keys");
    keys.replaceChildren();
    for (const row of menu) {
      const line = keys.appendChild(make("div"));
      for (const label of row) {
        const key = line.appendChild(make("button", "", label));
        key.type = "button";
        key.addEventListener("click", () => this.write(label));
      }
    }
    this.part("textarea").placeholder = placeholder || "Message";
    this.part(".keys-toggle").hidden = menu.length === 0;
    this.openMenu(menu.length > 0);
  }

  openMenu(open) {
    this.part(".keys").hidden = !open;
    const toggle = this.part(".keys-toggle");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.setAttribute("aria-label", open ? "Hide the menu" : "Show the menu");
    this.toEnd();
  }

  openMore(open) {
    this.part(".menu").hidden = !open;
    this.part(".more").setAttribute("aria-expanded", String(open));
  }

  showBlocked(blocked) {
    this.place.classList.toggle("off", blocked);
    this.part(".unblock").hidden = !blocked;
    this.part(".composer").hidden = blocked;
    this.part(".block").hidden = blocked;
    this.part(".keys").hidden = blocked || !this.part(".keys").childElementCount;
    this.part(".doing").textContent = blocked ? "blocked" : "bot";
  }

  showNote(words) {
    for (const busy of this.place.querySelectorAll("[aria-busy]")) busy.removeAttribute("aria-busy");
    if (!words) return;
    const note = this.part(".note");
    note.textContent = words;
    note.classList.add("on");
    clearTimeout(this.noteTimer);
    this.noteTimer = setTimeout(() => {
      note.classList.remove("on");
      note.textContent = "";
    }, NOTE);
  }

  showWriting(on) {
    const doing = this.part(".doing");
    doing.classList.toggle("writing", on);
    doing.textContent = on ? "writing…" : this.place.classList.contains("off") ? "blocked" : "bot";
    clearTimeout(this.writingTimer);
    if (on) this.writingTimer = setTimeout(() => this.showWriting(false), WRITING);
  }

  showHour(iso) { this.part(".hour").textContent = hour(iso); }
}
