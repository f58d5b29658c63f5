// One resumable upload by the protocol tus (tus-js-client): it is queued, continues by itself after a dropped connection,
// and can be paused and cancelled. Dispatches "change" whenever `state`, `sent` or `reason` changes.
// States: waiting, sending, paused, stalled (no connection), signed-out, received (`key` is what it became), refused
// (`reason` says why), cancelled.
(() => {
  const AT_ONCE = 2;
  const TRIES = [0, 1000, 3000, 5000];
  const LATER = 15000;
  const SILENCE = 30000; // without any progress; a phone does not always report a lost connection
  const all = [];

  const sending = () => all.filter((one) => one.state === "sending").length;
  const next = () => all.filter((one) => one.state === "waiting").slice(0, Math.max(0, AT_ONCE - sending())).forEach((one) => one.begin());
  const again = () => all.filter((one) => one.state === "stalled").forEach((one) => one.resume());

  class Sending extends EventTarget {
    // place(): a promise of the primary key of the evidence; order: smaller was chosen earlier; url: of an interrupted upload.
    constructor({ file, kind, place, endpoint, token, part, order, url = null }) {
      super();
      Object.assign(this, { file, kind, place, order, state: "waiting", sent: 0, reason: "", key: "", later: 0, silence: 0 });
      this.upload = new window.tus.Upload(file, {
        endpoint,
        uploadUrl: url,
        chunkSize: part,
        retryDelays: TRIES,
        storeFingerprintForResuming: false, // the server stores it, so that no file name stays on a shared computer
        removeFingerprintOnSuccess: true,
        headers: { "X-CSRFToken": token },
        metadata: {},
        // Offline there is nothing to retry: it continues on the event "online".
        onShouldRetry: (error) => navigator.onLine && ![400, 401, 403, 404, 410, 412, 413, 415, 422, 429].includes(Sending.status(error)),
        onProgress: (sent) => {
          if (this.state !== "sending") return;
          this.sent = sent;
          this.listen();
          this.say("sending");
        },
        onSuccess: ({ lastResponse }) => { this.key = lastResponse.getHeader("Media-Key"); this.sent = file.size; this.end("received"); },
        onError: (error) => this.failed(error),
      });
      all.push(this);
    }

    // Identifies a file when it is chosen again, without its name.
    static fingerprint(file) { return `${file.size.toString(36)}-${file.lastModified.toString(36)}`; }

    static status(error) { return error?.originalResponse?.getStatus() ?? 0; }

    static next() { next(); }

    static underWay() { return all.filter((one) => one.isUnderWay); }

    get isUnderWay() { return ["waiting", "sending", "paused", "stalled", "signed-out"].includes(this.state); }

    say(state, reason = "") {
      this.state = state;
      this.reason = reason;
      this.dispatchEvent(new Event("change"));
    }

    listen() {
      clearTimeout(this.silence);
      this.silence = setTimeout(() => {
        if (this.state !== "sending") return;
        this.upload.abort();
        this.stall();
      }, SILENCE);
    }

    async begin() {
      this.say("sending");
      try {
        const evidence = await this.place();
        this.upload.options.metadata = {
          evidence: String(evidence), kind: this.kind, filename: this.file.name, fingerprint: Sending.fingerprint(this.file),
          order: String(this.order),
        };
      } catch (error) {
        if (error.reason) this.end("refused", error.reason);
        else if ([0, 302, 401, 403, 404].includes(error.status)) { this.say("signed-out"); next(); } // 0: redirected to sign-in
        else this.stall();
        return;
      }
      if (this.state !== "sending") return; // paused or cancelled while we asked
      this.listen();
      this.upload.start();
    }

    pause() {
      clearTimeout(this.later);
      clearTimeout(this.silence);
      this.upload.abort();
      this.say("paused");
      next();
    }

    resume() {
      clearTimeout(this.later);
      this.say("waiting");
      next();
    }

    cancel() {
      clearTimeout(this.later);
      this.gone = this.upload.abort(Boolean(this.upload.url)).catch(() => {}); // if this request fails, the upload expires on the server
      this.end("cancelled");
    }

    stall() {
      this.say("stalled");
      clearTimeout(this.later);
      this.later = setTimeout(() => { if (this.state === "stalled") this.resume(); }, LATER);
      next();
    }

    end(state, reason = "") {
      clearTimeout(this.silence);
      this.say(state, reason);
      next();
    }

    failed(error) {
      clearTimeout(this.silence);
      const status = Sending.status(error);
      const text = status ? error.originalResponse.getBody() : "";
      const isSentence = text && (error.originalResponse.getHeader("Content-Type") || "").startsWith("text/plain");
      if (!error.originalRequest) this.end("refused"); // the file can't be read any more
      else if (status === 0 || status >= 500 || [409, 423].includes(status)) this.stall();
      else if (status === 429) this.stall(); // other uploads must finish first
      else if ([403, 404].includes(status)) { this.say("signed-out"); next(); }
      else this.end("refused", isSentence ? text : "");
    }
  }

  window.addEventListener("online", again);
  window.Sending = Sending;
})();
