// Says so when the browser could not make or use a passkey; allauth's own script only writes it to the console.
document.querySelectorAll("[data-no-script]").forEach((text) => {
  text.hidden = true;
});

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelectorAll("[data-passkey-failed]").forEach((alert) => {
    alert.hidden = false;
  });
});
