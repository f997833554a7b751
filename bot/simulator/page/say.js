// Tells the simulator what somebody did on this page.

export async function say(path, document) {
  const answer = await fetch(`/control/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(document),
  });
  return answer.json();
}

let timeZone; // where the phones are; undefined is where this browser is

export function setZone(zone) { timeZone = zone || undefined; }

export const hour = (iso) =>
  new Date(iso).toLocaleTimeString([], { hour: "numeric", minute: "2-digit", timeZone });

export const day = (iso, length = "long") =>
  new Date(iso).toLocaleDateString([], { weekday: length, day: "numeric", month: length, timeZone });

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawn = document.createElementNS(space, "svg");
  drawn.setAttribute("aria-hidden", "true");
  drawn.appendChild(document.createElementNS(space, "use")).setAttribute("href", `#${name}`);
  return drawn;
}

export function make(tag, name = "", words = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (words) made.textContent = words;
  return made;
}
