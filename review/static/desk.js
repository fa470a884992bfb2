"use strict";
// The desk works without this file. It adds: shortcuts, the zoom of page pictures, and answers without a new page.

// The token that shows a change comes from one of our own pages.
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["x-sovang-token"] = document.querySelector('meta[name="sovang-token"]').content;
});

// Shortcuts. Telex and VNI users type j, s, f, r, x and digits as tone keys: nothing fires while a word is being
// composed, in anything that takes text, or with a modifier.
const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

const questions = () => [...document.querySelectorAll("[data-question]")];

const current = () => {
  const all = questions();
  return all.find((one) => one.contains(document.activeElement)) || all.find((one) => one.classList.contains("at")) || all[0];
};

const goTo = (one, still) => {
  if (!one) return;
  questions().forEach((other) => other.classList.toggle("at", other === one));
  if (!still) one.scrollIntoView({ block: "nearest" });
  (one.querySelector("[data-key='1']") || one).focus({ preventScroll: true });
};

const step = (by) => {
  const all = questions();
  goTo(all[Math.min(Math.max(all.indexOf(current()) + by, 0), all.length - 1)]);
};

const press = (key) => {
  const within = current();
  const button = (within && within.querySelector(`[data-key="${key}"]`)) || document.querySelector(`[data-key="${key}"]`);
  if (button) button.click();
  return Boolean(button);
};

// Editing begins at the next word that may have been misread; where none is told, with all of the first field.
const nextDoubt = (field) => {
  const words = JSON.parse(field.dataset.doubts || "[]"), seen = Number(field.dataset.seen || 0);
  const places = words.map((word) => [field.value.indexOf(word), word]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0]);
  if (!places.length) return false;
  const [at, word] = places[seen % places.length];
  field.dataset.seen = seen + 1;
  field.setSelectionRange(at, at + word.length);
  return true;
};

const edit = (within) => {
  const fields = within ? [...within.querySelectorAll("textarea, input:not([type=hidden], [type=radio]), select")] : [];
  const field = fields.find((one) => one.dataset.doubts) || fields[0];
  if (!field) return;
  field.focus();
  if (!nextDoubt(field) && field.select) field.select();
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-next-doubt]");
  if (button) edit(button.closest("[data-question]"));
});

const shortcuts = {
  j: () => step(1),
  k: () => step(-1),
  e: () => edit(current()),
  "/": () => { const box = document.querySelector("[data-search]"); if (box) box.focus(); else window.location.assign("/so"); },
  "?": () => { const help = document.querySelector("#help"); if (help && help.togglePopover) help.togglePopover(); },
  "+": () => zoom(1), "=": () => zoom(1), "-": () => zoom(-1),
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(event.target)) { event.target.blur(); goTo(current()); return; }
  if (document.body.dataset.keys !== "on" || typing(event.target) || document.querySelector("dialog[open]")) return;
  const help = document.querySelector("#help:popover-open");
  if (help && event.key !== "?") return;
  const key = event.key.toLowerCase();
  if (event.repeat) return;
  if (shortcuts[key]) { event.preventDefault(); shortcuts[key](); } else if (/^[a-z0-9]$/.test(key) && press(key)) event.preventDefault();
});

// Page pictures: nearer and farther by buttons, keys or a click; dragging moves them; the row stays in sight.
const STEPS = [100, 160, 220, 320];

const lightUp = (sheet) => {
  const paper = sheet.closest(".paper");
  if (!paper || !sheet.dataset.row) return;
  const box = sheet.dataset.row.split(" ").map(Number);
  paper.scrollLeft = ((box[0] + box[2]) / 2) * sheet.scrollWidth - paper.clientWidth / 2;
  paper.scrollTop = sheet.offsetTop + ((box[1] + box[3]) / 2) * sheet.scrollHeight - paper.clientHeight / 2;
};

const zoomTo = (sheet, width) => {
  sheet.style.setProperty("--zoom", `${width}%`);
  sheet.dataset.zoom = width;
};

const zoom = (by, at) => {
  const sheets = [...document.querySelectorAll(".paper .sheet")];
  for (const sheet of sheets) {
    const now = STEPS.indexOf(Number(sheet.dataset.zoom || 100));
    zoomTo(sheet, STEPS[Math.min(Math.max(now + by, 0), STEPS.length - 1)]);
  }
  if (sheets.length && !at) lightUp(sheets[0]);
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-zoom-by]");
  if (button) zoom(Number(button.dataset.zoomBy));
});

let held = null;
document.addEventListener("pointerdown", (event) => {
  const paper = event.target.closest(".paper");
  if (!paper || event.button !== 0 || event.target.closest("button, a, summary")) return;
  held = { paper, x: event.clientX, y: event.clientY, left: paper.scrollLeft, top: paper.scrollTop, moved: false };
  if (event.pointerType === "mouse") event.preventDefault();
});
document.addEventListener("pointermove", (event) => {
  if (!held || event.pointerType !== "mouse") return;
  const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
  held.moved = held.moved || Math.hypot(dx, dy) > 4;
  if (held.moved) { held.paper.scrollLeft = held.left - dx; held.paper.scrollTop = held.top - dy; }
});
document.addEventListener("pointerup", (event) => {
  const was = held, sheet = event.target.closest && event.target.closest(".paper .sheet");
  held = null;
  if (!was || was.moved || !sheet || event.target.closest("button")) return;
  const box = sheet.getBoundingClientRect();
  const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  zoomTo(sheet, Number(sheet.dataset.zoom || 100) > 100 ? 100 : 220);
  was.paper.scrollLeft = x * sheet.scrollWidth - was.paper.clientWidth / 2;
  was.paper.scrollTop = sheet.offsetTop + y * sheet.scrollHeight - was.paper.clientHeight / 2;
});

const begin = () => {
  const wrong = document.querySelector(".question.wrong"), sheet = document.querySelector(".paper .sheet");
  if (sheet) lightUp(sheet);
  if (questions().length) goTo(wrong || questions()[0], !wrong && document.querySelector(".judge"));
};
document.addEventListener("DOMContentLoaded", begin);
document.addEventListener("htmx:afterSettle", begin);

// Dropping files and folders: they become the form's own files, so that the form is the same with and without scripts.
const entriesOf = async (entry, path) => {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    return [new File([file], path + file.name, { type: file.type, lastModified: file.lastModified })];
  }
  const reader = entry.createReader(), found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return (await Promise.all(found.map((one) => entriesOf(one, `${path}${entry.name}/`)))).flat();
    found.push(...some);
  }
};

const chosenOf = (form) => [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);

// Every file has its own line and bar: bytes leave in the order of the files, so how far each is follows from the sum.
const showChosen = (form) => {
  const files = chosenOf(form);
  form.querySelector("[data-chosen]").replaceChildren(...files.slice(0, 200).map((file) => {
    const item = document.createElement("li"), bar = document.createElement("progress");
    const name = file.webkitRelativePath || file.name;
    bar.max = Math.max(1, file.size); bar.value = 0; bar.hidden = true; bar.setAttribute("aria-label", name);
    item.append(`${name} (${Math.max(1, Math.round(file.size / 1024)).toLocaleString("vi")} KB) `, bar);
    return item;
  }), ...(files.length > 200 ? [document.createTextNode(`… ${files.length}`)] : []));
};

const showSent = (form, loaded) => {
  let before = 0;
  form.querySelectorAll("[data-chosen] progress").forEach((bar) => {
    bar.hidden = false;
    bar.value = Math.min(Math.max(loaded - before, 0), bar.max);
    before += bar.max;
  });
};

document.addEventListener("change", (event) => {
  if (event.target.type !== "file") return;
  const form = event.target.closest("[data-upload]"), told = event.target.parentElement.querySelector("[data-picked]");
  if (form) showChosen(form);
  if (told) told.textContent = [...event.target.files].map((file) => file.name).join(", ");
});

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, async (event) => {
    const zone = event.target.closest && event.target.closest("[data-drop]");
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle("over", kind === "dragover");
    if (kind !== "drop") return;
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    const files = entries.length ? (await Promise.all(entries.map((one) => entriesOf(one, "")))).flat() : [...event.dataTransfer.files];
    const held = new DataTransfer();
    files.forEach((file) => held.items.add(file));
    const input = zone.querySelector("input[type=file]");
    input.files = held.files;
    showChosen(input.form);
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-upload]");
  if (!form) return;
  event.preventDefault();
  const bar = form.querySelector("[data-progress]"), sending = new XMLHttpRequest();
  bar.hidden = false;
  form.querySelector("button").disabled = true;
  sending.upload.onprogress = (step) => { if (step.lengthComputable) { bar.value = (100 * step.loaded) / step.total; showSent(form, step.loaded); } };
  sending.onload = () => {
    const page = new DOMParser().parseFromString(sending.responseText, "text/html").querySelector("#main");
    if (page) { document.querySelector("#main").replaceWith(page); window.htmx.process(page); }
    else { document.querySelector("#said").textContent = sending.responseText.slice(0, 300); form.querySelector("button").disabled = false; }
  };
  sending.onerror = () => { form.querySelector("button").disabled = false; bar.hidden = true; document.querySelector("#said").textContent = form.dataset.lost || "Mất kết nối; gửi lại."; };
  sending.open("POST", form.action);
  sending.setRequestHeader("x-sovang-token", form.querySelector("[name=_token]").value);
  sending.send(new FormData(form));
});
