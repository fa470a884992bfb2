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

const goTo = (one) => {
  if (!one) return;
  questions().forEach((other) => other.classList.toggle("at", other === one));
  one.scrollIntoView({ block: "nearest" });
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

const shortcuts = {
  j: () => step(1),
  k: () => step(-1),
  e: () => {
    const field = current() && current().querySelector("textarea, input:not([type=hidden]), select");
    if (field) { field.focus(); if (field.select) field.select(); }
  },
  "/": () => { const box = document.querySelector("[data-search]"); if (box) box.focus(); },
  "?": () => { const help = document.querySelector("#help"); if (help && help.showModal) help.showModal(); },
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(event.target)) { event.target.blur(); goTo(current()); return; }
  if (document.body.dataset.keys !== "on" || typing(event.target) || document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  if (shortcuts[key]) { event.preventDefault(); shortcuts[key](); } else if (/^[a-z0-9]$/.test(key) && press(key)) event.preventDefault();
});

// Zoom: a click on a page picture shows it in its own size around that point, another one makes it fit again.
document.addEventListener("click", (event) => {
  const sheet = event.target.closest(".sheet");
  if (!sheet) return;
  const box = sheet.getBoundingClientRect();
  const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  const big = sheet.classList.toggle("big");
  const paper = sheet.closest(".paper");
  if (big && paper) {
    paper.scrollLeft = x * sheet.scrollWidth - paper.clientWidth / 2;
    paper.scrollTop = sheet.offsetTop + y * sheet.scrollHeight - paper.clientHeight / 2;
  }
});

const begin = () => {
  const wrong = document.querySelector(".question.wrong");
  if (questions().length) goTo(wrong || questions()[0]);
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
  const form = event.target.type === "file" && event.target.closest("[data-upload]");
  if (form) showChosen(form);
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
