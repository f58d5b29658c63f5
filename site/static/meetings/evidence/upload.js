// Files of the contribution form: shows what was chosen, lets one be taken away again, and sends them while it tells how
// far it is. Without this script the browser's own fields do the same, one page at a time.
(() => {
  const SIDE = 240;
  const choice = document.querySelector("[data-choice]");
  if (!choice || !window.FormData) return;
  const form = choice.closest("form");
  const inputs = [...choice.querySelectorAll('input[type="file"]')];
  const main = inputs.find((input) => input.name === "files");
  const list = choice.querySelector("[data-chosen]");
  const progress = choice.querySelector("[data-progress]");
  const state = choice.querySelector("[data-state]");
  const bar = progress.querySelector("progress");
  let chosen = [];
  choice.classList.add("lr-choice--live");

  async function draw(file, canvas) {
    canvas.width = canvas.height = SIDE;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const side = Math.min(picture.width, picture.height);
      canvas.getContext("2d").drawImage(
        picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, SIDE, SIDE);
      picture.close();
    } catch {
      canvas.remove(); // not a picture this browser can draw: its name must do
    }
  }

  function show() {
    list.replaceChildren(...chosen.map((file) => {
      const item = document.createElement("li");
      item.className = "lr-chosen__one";
      if (file.type.startsWith("image/")) {
        const canvas = document.createElement("canvas");
        item.append(canvas);
        draw(file, canvas);
      }
      const name = document.createElement("p");
      name.className = "lr-chosen__name";
      name.textContent = file.name;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "lr-button lr-button--quiet lr-button--small";
      button.textContent = choice.dataset.remove;
      button.setAttribute("aria-label", `${choice.dataset.remove}: ${file.name}`);
      button.addEventListener("click", () => {
        chosen = chosen.filter((other) => other !== file);
        show();
        inputs[inputs.length - 1].focus();
      });
      item.append(name, button);
      return item;
    }));
  }

  function add(files) {
    const known = new Set(chosen.map((file) => `${file.name} ${file.size} ${file.lastModified}`));
    const fresh = [...files].filter((file) => !known.has(`${file.name} ${file.size} ${file.lastModified}`));
    chosen = main.multiple ? [...chosen, ...fresh] : [...fresh].slice(-1).concat(fresh.length ? [] : chosen);
    show();
  }

  inputs.forEach((input) => input.addEventListener("change", () => {
    add(input.files);
    input.value = ""; // the list above holds them now; the same photo may be chosen again after it was taken away
  }));
  choice.addEventListener("dragover", (event) => { event.preventDefault(); choice.classList.add("lr-choice--over"); });
  choice.addEventListener("dragleave", () => choice.classList.remove("lr-choice--over"));
  choice.addEventListener("drop", (event) => {
    event.preventDefault();
    choice.classList.remove("lr-choice--over");
    if (!event.dataTransfer.files.length) return;
    add(event.dataTransfer.files);
    form.dispatchEvent(new Event("change")); // leave_guard.js listens
  });

  const buttons = () => [...form.querySelectorAll("button")];
  function rest(message) {
    buttons().forEach((button) => { button.disabled = false; });
    bar.hidden = true;
    state.textContent = message;
    progress.hidden = !message;
  }

  form.addEventListener("submit", (event) => {
    if (!chosen.length) return;
    event.preventDefault();
    const data = new FormData(form);
    inputs.forEach((input) => data.delete(input.name));
    chosen.forEach((file) => data.append(main.name, file, file.name));
    if (event.submitter && event.submitter.name) data.append(event.submitter.name, event.submitter.value);
    const request = new XMLHttpRequest();
    request.open("POST", form.action || window.location.href);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (sent) => {
      if (!sent.lengthComputable) return;
      bar.value = Math.round((sent.loaded / sent.total) * 100);
      state.textContent = sent.loaded < sent.total ? `${choice.dataset.sending} ${bar.value} %` : choice.dataset.preparing;
      if (sent.loaded === sent.total) bar.removeAttribute("value");
    });
    request.addEventListener("load", () => {
      const answer = request.response;
      if (request.status === 200 && answer && answer.next) window.location.assign(answer.next);
      else if (answer && answer.errors) rest(answer.errors.join(" "));
      else if (request.status === 409) { chosen = []; form.submit(); } // the files are kept; the texts are compared
      else rest(choice.dataset.lost);
    });
    request.addEventListener("error", () => rest(choice.dataset.lost));
    buttons().forEach((button) => { button.disabled = true; });
    progress.hidden = false;
    bar.hidden = false;
    state.textContent = choice.dataset.sending;
    progress.scrollIntoView({ block: "center" });
    request.send(data);
  });
})();
