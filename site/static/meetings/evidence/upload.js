// Files of the contribution form: each chosen file is uploaded at once and shows its progress while one continues with
// the text. The first file creates the draft, and from then on the text is saved while it is written. Without this
// script the browser's own fields send everything with the form.
(() => {
  const SIDE = 160;
  const PAUSE = 1500;
  const choice = document.querySelector("[data-choice]");
  if (!choice || !window.Sending || !window.fetch) return;
  const Sending = window.Sending;
  const form = choice.closest("form");
  const words = choice.dataset;
  const inputs = [...choice.querySelectorAll('input[type="file"]')];
  const main = inputs.find((input) => input.name === "files");
  const stream = form.querySelector("[data-stream]"); // of a story, whose files are pieces of it
  const list = stream || choice.querySelector("[data-chosen]");
  const overall = form.querySelector("[data-overall]");
  const token = form.elements.namedItem("csrfmiddlewaretoken").value;
  const kinds = words.kinds.trim().split(" ");
  const rows = new Map();
  let evidence = words.evidence;
  let offers = [];
  let making = null;
  let tidying = null;
  let leavingBy = null;
  let number = form.querySelectorAll(".lr-kept-file").length;
  choice.classList.add("lr-choice--live");
  const blurFirst = choice.querySelector("[data-blur-first]");
  form.removeAttribute("data-guard"); // this script asks itself, and only during uploads

  // The draft ---------------------------------------------------------------------------------------------------
  const written = (elements) => [...elements].filter((field) => field.name?.startsWith("words-") && field.value)
    .map((field) => `${field.name}=${field.value}`);
  const state = () => ({
    words: JSON.stringify(written(form.elements).sort()),
    order: [...form.querySelectorAll("[data-order]")].map((field) => field.value).join(),
  });
  let saved = state();
  const changed = () => JSON.stringify(state()) !== JSON.stringify(saved);

  async function post(extra = {}) {
    const data = new FormData(form);
    inputs.forEach((input) => data.delete(input.name));
    Object.entries(extra).forEach(([name, value]) => data.append(name, value));
    const sent = state();
    const response = await fetch(form.action || window.location.href, {
      method: "POST", body: data, credentials: "same-origin", headers: { Accept: "application/json" }, redirect: "manual",
    });
    if (!(response.headers.get("Content-Type") || "").includes("json")) throw Object.assign(new Error(), { status: response.status });
    const answer = await response.json();
    if (!response.ok) throw Object.assign(new Error(), { reason: answer.errors.join(" "), status: response.status });
    saved = sent;
    stand(answer);
    return answer;
  }

  // From now on the form is that of the draft, also when the page is reloaded. Without a primary key the draft was
  // deleted because nothing was left in it, and the form is the one it was begun with.
  function stand({ evidence: number_, edit, seen, key, keep, item, slot }) {
    evidence = number_;
    if (!evidence) {
      form.elements.namedItem("item").value = item;
      form.elements.namedItem("slot").value = slot;
    }
    form.action = edit;
    form.elements.namedItem("seen").value = seen;
    form.elements.namedItem("one_time_key").value = key;
    form.dataset.keep = keep;
    if (window.location.pathname + window.location.search !== edit) window.history.replaceState(null, "", edit);
  }

  function place() {
    if (tidying) return tidying.then(place);
    if (evidence) return Promise.resolve(evidence);
    making = making || post({ begin: "1" }).then((answer) => answer.evidence).finally(() => { making = null; });
    return making;
  }

  // A received file increases the draft's version. The text in our fields is still based on the saved one, if nobody
  // else has changed it.
  async function catchUp() {
    try {
      const response = await fetch(form.action, { credentials: "same-origin", headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      const there = (name) => fresh.querySelector(`[name="${name}"]`);
      if (JSON.stringify(written(fresh.querySelector("form[data-upload]").elements).sort()) === saved.words) {
        form.elements.namedItem("seen").value = there("seen").value;
        form.dataset.keep = fresh.querySelector("form[data-keep]").dataset.keep;
        if (changed()) saveSoon();
      }
    } catch { /* the next save reports the problem */ }
  }

  let busy = Promise.resolve();
  let doing = 0;
  let passing = false;
  const inTurn = (act) => {
    doing += 1;
    busy = busy.then(act, act).finally(() => { doing -= 1; });
    return busy;
  };
  // What is saved in the background counts up the version, so the form is sent after it.
  const sendBy = (by) => inTurn(() => {
    passing = true;
    form.requestSubmit(by);
    passing = false;
  });
  let timer = 0;
  function saveSoon() {
    clearTimeout(timer);
    if (evidence && !leavingBy) timer = setTimeout(() => inTurn(async () => {
      if (changed()) await post().catch(({ status }) => (status === 409 ? catchUp() : null)); // kept in sessionStorage meanwhile
    }), PAUSE);
  }
  form.addEventListener("input", saveSoon);

  // The rows ----------------------------------------------------------------------------------------------------
  const kindOf = (file) => {
    const family = { image: "image", video: "film", audio: "sound" }[file.type.split("/")[0]] || "document";
    return kinds.includes(family) ? family : kinds[0];
  };

  async function draw(file, frame) {
    if (!file.type.startsWith("image/")) return;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const side = Math.min(picture.width, picture.height);
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = SIDE;
      canvas.getContext("2d").drawImage(
        picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, SIDE, SIDE);
      picture.close();
      frame.replaceChildren(canvas);
    } catch { /* not a picture this browser can decode: the icon stays */ }
  }

  function rowFor(name) {
    const row = choice.querySelector("[data-row]").content.firstElementChild.cloneNode(true);
    const part = (what) => row.querySelector(`[data-${what}]`);
    part("name").textContent = name;
    row.querySelectorAll("button").forEach((button) => button.setAttribute("aria-label", `${button.textContent.trim()}: ${name}`));
    part("bar").setAttribute("aria-label", name);
    if (stream) choice.closest("[data-files]").before(row);
    else list.append(row);
    return { row, part };
  }

  // Pictures, films and sound are only numbered, as a file name may tell who is in them.
  function neutral(kind, file) {
    if (kind === "document") return file.name;
    number += 1;
    return `${words[`called${kind[0].toUpperCase()}${kind.slice(1)}`]} ${number}`;
  }

  function send(file, kind, order, url = null) {
    const one = new Sending({ file, kind, place, order, url, token, endpoint: words.endpoint, part: Number(words.part) });
    const { row, part } = rowFor(neutral(kind, file));
    rows.set(one, row);
    part("slot").dataset.slot = kind;
    draw(file, part("picture"));
    part("pause").addEventListener("click", () => one.pause());
    part("go").addEventListener("click", () => one.resume());
    part("cancel").addEventListener("click", () => { if (one.isUnderWay) one.cancel(); else if (one.key) remove(one.key, row); else drop(row); });
    one.addEventListener("change", () => show(one, row, part));
    one.addEventListener("change", settle);
    show(one, row, part);
    return one;
  }

  const percent = (one) => Math.floor((one.sent / (one.file.size || 1)) * 100); // an empty file is refused with a message

  function show(one, row, part) {
    const said = {
      waiting: words.waiting, sending: words.sending, paused: words.paused, stalled: words.lost,
      "signed-out": words.signedOut, received: words.received, refused: `${words.refused} ${one.reason}`,
    }[one.state];
    if (one.state === "cancelled") { drop(row); tidy(); return; }
    if (one.state === "refused") tidy();
    if (part("words").textContent !== said) part("words").textContent = said;
    part("percent").textContent = ["sending", "paused", "stalled"].includes(one.state) ? `· ${percent(one)} %` : "";
    part("bar").classList.toggle("lr-sending__over", !one.isUnderWay);
    part("bar").value = percent(one);
    part("pause").hidden = !["waiting", "sending"].includes(one.state);
    part("go").hidden = !["paused", "stalled", "signed-out"].includes(one.state);
    row.classList.toggle("lr-file--refused", one.state === "refused");
    if (one.state === "received" && one.key && !part("slot").dataset.mediaSlot) {
      part("slot").dataset.mediaSlot = one.key;
      part("slot").dataset.mediaWaits = words.states;
      if (stream) part("order").value = `file:${one.key}`;
      document.dispatchEvent(new CustomEvent("media-slots-added"));
      inTurn(catchUp);
    }
  }

  // State of a received file (polled by media_states.js).
  document.addEventListener("media-states", ({ detail }) => { detail.forEach(showState); settle(); });
  const showState = (answer) => {
    const slot = list.querySelector(`[data-media-slot="${answer.key}"]`);
    if (!slot) return;
    const row = slot.closest("li");
    row.querySelector("[data-bar]").classList.toggle("lr-sending__over", answer.done || !answer.percent);
    row.querySelector("[data-bar]").value = answer.percent || 0;
    row.querySelector("[data-percent]").textContent = !answer.done && answer.percent ? `· ${answer.percent} %` : "";
    if (!answer.done) return;
    const said = document.createElement("span");
    said.textContent = answer.refusal ? `${answer.label}: ${answer.refusal}` : answer.label;
    slot.replaceChildren(said);
    row.classList.toggle("lr-file--refused", Boolean(answer.refusal));
    row.classList.toggle("lr-sending--ready", !answer.refusal);
    if (!answer.thumb) return;
    const picture = document.createElement("img");
    picture.src = answer.thumb;
    picture.alt = "";
    row.querySelector("[data-picture]").replaceChildren(picture);
  };

  function drop(row) {
    if (!row.isConnected) return;
    const hadFocus = row.contains(document.activeElement);
    const list = row.closest(".lr-kept-files");
    row.remove();
    if (list && !list.children.length) list.closest("fieldset").remove();
    if (hadFocus) main.focus();
  }

  // An action that may delete the draft; files chosen meanwhile wait for its result.
  function lessen(act) {
    const given = Promise.allSettled([...rows.keys()].map((one) => one.gone));
    const mine = given.then(() => inTurn(catchUp)).then(() => inTurn(act)).finally(() => { if (tidying === mine) tidying = null; });
    tidying = mine;
  }

  const held = () => [...rows].filter(([one, row]) => row.isConnected && one.state !== "refused");

  function remove(key, row) {
    const more = Sending.underWay().length ? { more: "1" } : {};
    lessen(() => post({ remove: key, ...more }).then(() => drop(row), () => tell(words.notNow)));
  }

  // None of the files that the draft was created for was accepted: if it is empty, it is deleted.
  function tidy() {
    if (!evidence || tidying || offers.length || held().length || form.querySelector(".lr-kept-file")) return;
    lessen(() => post({ tidy: "1" }).catch(() => {}));
  }

  // Choosing ----------------------------------------------------------------------------------------------------
  function add(files) {
    const known = new Set(held().map(([one]) => `${one.file.name} ${Sending.fingerprint(one.file)}`));
    let fresh = [...files].filter((file) => {
      const name = `${file.name} ${Sending.fingerprint(file)}`;
      return !known.has(name) && known.add(name);
    });
    if (!leavingBy) tell(fresh.length < files.length ? words.already : "");
    if (!main.multiple) {
      fresh = fresh.slice(-1);
      if (fresh.length) held().filter(([one]) => one.isUnderWay).forEach(([one]) => one.cancel()); // replaces the earlier choice
    }
    const chosen = Date.now() * 1000;
    const begin = (file, position) => {
      const at = offers.findIndex((offer) => offer.fingerprint === Sending.fingerprint(file) && offer.length === file.size);
      const offer = at < 0 ? null : offers.splice(at, 1)[0];
      if (offer) offer.row.remove();
      send(file, kindOf(file), chosen + position, offer ? offer.url : null);
      Sending.next();
    };
    if (blurFirst?.checked) painted(fresh, begin);
    else fresh.forEach(begin);
  }

  // Pictures to be blurred, one after the other: nothing of them is sent before they are painted over.
  async function painted(files, begin) {
    for (const [position, file] of files.entries()) {
      try {
        const done = kindOf(file) === "image" ? await window.blurFaces(file, choice.querySelector("[data-blur]")) : file;
        if (done) begin(done, position);
      } catch {
        tell(words.cannotBlur);
      }
    }
  }

  inputs.forEach((input) => input.addEventListener("change", (event) => {
    event.stopPropagation();
    add(input.files);
    input.value = ""; // the list has them now; the same photo may be chosen again after its removal
  }));
  choice.addEventListener("dragover", (event) => { event.preventDefault(); choice.classList.add("lr-choice--over"); });
  choice.addEventListener("dragleave", () => choice.classList.remove("lr-choice--over"));
  choice.addEventListener("drop", (event) => {
    event.preventDefault();
    choice.classList.remove("lr-choice--over");
    add(event.dataTransfer.files);
  });

  // Uploads interrupted when the page was left: the browser no longer has the file, so it must be chosen again.
  async function offer() {
    if (!evidence) return;
    try {
      const response = await fetch(`${words.endpoint}?evidence=${evidence}`, { credentials: "same-origin", headers: { Accept: "application/json" } });
      offers = (await response.json()).uploads.map((earlier) => {
        const { row, part } = rowFor(earlier.name || words.file);
        part("words").textContent = words.offer;
        part("percent").textContent = `· ${Math.floor((earlier.offset / earlier.length) * 100)} %`;
        part("bar").value = Math.floor((earlier.offset / earlier.length) * 100);
        part("pause").hidden = true;
        part("go").textContent = words.again;
        part("go").setAttribute("aria-label", `${words.again}: ${part("name").textContent}`);
        part("go").addEventListener("click", () => main.click());
        part("cancel").addEventListener("click", () => {
          fetch(earlier.url, { method: "DELETE", credentials: "same-origin", headers: { "Tus-Resumable": "1.0.0", "X-CSRFToken": token } }).catch(() => {});
          offers = offers.filter((other) => other.url !== earlier.url);
          drop(row);
        });
        return { ...earlier, row };
      });
    } catch { /* nothing to offer */ }
  }
  offer();

  // A picture that is shared at once must be ready, which takes a moment; a film may take long.
  const busyFor = (by) => Sending.underWay().length > 0
    || (by?.value === "share" && list.querySelector('[data-slot="image"][data-media-waits]'));

  // Leaving -----------------------------------------------------------------------------------------------------
  const tell = (text) => {
    overall.hidden = !text;
    form.querySelector("[data-overall-words]").textContent = text;
    form.querySelector("[data-stay]").hidden = !leavingBy;
  };

  function settle() {
    if (!leavingBy || busyFor(leavingBy)) return;
    const by = leavingBy;
    leavingBy = null;
    if ([...rows].some(([one, row]) => one.state === "refused" && row.isConnected)) { tell(words.someRefused); return; }
    sendBy(by);
  }

  form.addEventListener("submit", (event) => {
    const by = event.submitter;
    if (by && by.name === "remove") {
      event.preventDefault();
      remove(by.value, by.closest("li"));
      return;
    }
    clearTimeout(timer);
    if (passing || (!busyFor(by) && !doing)) return;
    event.preventDefault();
    if (!busyFor(by)) { sendBy(by); return; }
    leavingBy = by || form.querySelector("button");
    form.dispatchEvent(new Event("input")); // not submitted yet: keep_text.js must keep the text
    tell(words.goesOn);
    overall.scrollIntoView({ block: "center" });
    inTurn(async () => { if (evidence && changed()) await post().catch(() => {}); });
  });
  form.querySelector("[data-stay]").addEventListener("click", () => { leavingBy = null; tell(""); });

  window.addEventListener("beforeunload", (event) => { if (Sending.underWay().length) event.preventDefault(); });
})();
