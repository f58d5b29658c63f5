// The lists of pictures and documents in the page editor: what was added or described in another tab is offered as soon
// as one comes back.
(() => {
  const url = document.currentScript.dataset.choicesUrl;
  const lists = () => [...document.querySelectorAll("select[data-article-files]")];

  function renew(list, files) {
    const chosen = list.value;
    const empty = [...list.options].find((option) => option.value === "");
    const options = files.map(([number, title]) => new Option(title, number));
    list.replaceChildren(...(empty ? [empty] : []), ...options);
    list.value = chosen;
  }

  window.addEventListener("focus", async () => {
    if (!lists().length) return;
    const response = await fetch(url, { credentials: "same-origin", redirect: "error" }).catch(() => null);
    if (!response?.ok) return;
    const files = await response.json();
    for (const list of lists()) renew(list, files[list.dataset.articleFiles] || []);
  });
})();
