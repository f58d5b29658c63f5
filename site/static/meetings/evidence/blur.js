// Blurring faces before a picture is sent: the picture is painted over on a canvas, and what the canvas holds is what is
// uploaded. blurFaces(file, dialog) resolves to a new JPEG without the painted pixels, or to null when it is left out.
// Throws when the browser cannot show the picture.
(() => {
  const MAX_SIDE = 3000; // pixels of the longer side
  const MAX_SQUARES_ACROSS = 5; // a painted place becomes at most this many squares across, however large the face in it is
  const MAX_SQUARES_ALONG_SIDE = 24; // and no square is smaller than this part of the longer side
  const SIZES = [24, 16, 11, 7, 5]; // the radius of the brush, as a part of the longer side
  const QUALITY = 0.92;

  function canvasOf(width, height) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width));
    canvas.height = Math.max(1, Math.round(height));
    return canvas;
  }

  async function decoded(file) {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
    const canvas = canvasOf(picture.width * scale, picture.height * scale);
    const drawing = canvas.getContext("2d");
    drawing.fillStyle = "#fff"; // a JPEG has no transparent parts
    drawing.fillRect(0, 0, canvas.width, canvas.height);
    drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return canvas;
  }

  function trace(drawing, { points, radius }, x = 0, y = 0) {
    drawing.lineCap = drawing.lineJoin = "round";
    drawing.lineWidth = 2 * radius;
    drawing.beginPath();
    points.forEach((point) => drawing.lineTo(point.x - x, point.y - y));
    drawing.lineTo(points[0].x - x + 0.01, points[0].y - y); // a single point is a dot
    drawing.stroke();
  }

  // Replaces what a stroke covers by squares of their average colour: the pixels themselves are gone.
  function blur(canvas, stroke) {
    const { points, radius } = stroke;
    const at = (pick, which) => Math[which](...points.map((point) => point[pick]));
    const left = Math.max(0, Math.floor(at("x", "min") - radius));
    const top = Math.max(0, Math.floor(at("y", "min") - radius));
    const width = Math.min(canvas.width, Math.ceil(at("x", "max") + radius)) - left;
    const height = Math.min(canvas.height, Math.ceil(at("y", "max") + radius)) - top;
    if (width <= 0 || height <= 0) return;
    const side = Math.ceil(Math.max(Math.max(width, height) / MAX_SQUARES_ACROSS, Math.max(canvas.width, canvas.height) / MAX_SQUARES_ALONG_SIDE));
    const { data } = canvas.getContext("2d").getImageData(left, top, width, height);
    const cover = canvasOf(width, height);
    const drawing = cover.getContext("2d");
    trace(drawing, stroke, left, top);
    drawing.globalCompositeOperation = "source-atop";
    for (let y = 0; y < height; y += side) {
      for (let x = 0; x < width; x += side) {
        drawing.fillStyle = average(data, width, x, y, Math.min(x + side, width), Math.min(y + side, height));
        drawing.fillRect(x, y, side, side);
      }
    }
    canvas.getContext("2d").drawImage(cover, left, top);
  }

  function average(data, width, left, top, right, bottom) {
    const sum = [0, 0, 0];
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        const at = 4 * (y * width + x);
        sum[0] += data[at];
        sum[1] += data[at + 1];
        sum[2] += data[at + 2];
      }
    }
    const count = (right - left) * (bottom - top);
    return `rgb(${sum.map((one) => Math.round(one / count)).join(" ")})`;
  }

  class Painting {
    constructor(original, dialog) {
      this.part = (name) => dialog.querySelector(`[data-blur-${name}]`);
      this.view = this.part("canvas");
      this.original = original;
      this.longer = Math.max(original.width, original.height);
      this.strokes = [];
      this.size = 2;
      this.cursor = { x: original.width / 2, y: original.height / 2 };
      this.stroke = null;
      this.view.width = original.width;
      this.view.height = original.height;
      this.paint();
    }

    get radius() { return this.longer / SIZES[this.size]; }

    // Everything anew from the picture: so the last stroke can be taken back.
    paint() {
      this.result = canvasOf(this.original.width, this.original.height);
      this.result.getContext("2d").drawImage(this.original, 0, 0);
      this.strokes.forEach((stroke) => blur(this.result, stroke));
      this.part("undo").disabled = !this.strokes.length;
      this.part("count").textContent = `${this.view.dataset.count} ${this.strokes.length}`;
      this.show();
    }

    show() {
      const drawing = this.view.getContext("2d");
      drawing.drawImage(this.result, 0, 0);
      if (this.stroke) {
        drawing.strokeStyle = "rgb(0 0 0 / 60%)";
        trace(drawing, this.stroke);
      }
      if (document.activeElement !== this.view) return;
      for (const [colour, wide] of [["#000", 6], ["#fff", 2]]) { // seen on light and dark
        drawing.strokeStyle = colour;
        drawing.lineWidth = (wide * this.longer) / 1000;
        drawing.beginPath();
        drawing.arc(this.cursor.x, this.cursor.y, this.radius, 0, 2 * Math.PI);
        drawing.stroke();
      }
    }

    end() {
      if (!this.stroke) return;
      this.strokes.push(this.stroke);
      this.stroke = null;
      this.paint();
    }

    undo() {
      this.strokes.pop();
      this.paint();
    }

    resize(by) {
      this.size = Math.min(SIZES.length - 1, Math.max(0, this.size + by));
      this.show();
    }

    point(event) {
      const box = this.view.getBoundingClientRect();
      const scale = this.view.width / box.width;
      return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
    }

    down(event) {
      event.preventDefault();
      this.view.focus();
      this.view.setPointerCapture(event.pointerId);
      this.cursor = this.point(event);
      this.stroke = { points: [this.cursor], radius: this.radius };
      this.show();
    }

    move(event) {
      if (!this.stroke) return;
      this.cursor = this.point(event);
      this.stroke.points.push(this.cursor);
      this.show();
    }

    key(event) {
      const step = this.radius / 2;
      const way = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
      if (way) {
        this.cursor = {
          x: Math.min(this.original.width, Math.max(0, this.cursor.x + way[0])),
          y: Math.min(this.original.height, Math.max(0, this.cursor.y + way[1])),
        };
        this.show();
      } else if (event.key === " " || event.key === "Enter") {
        this.stroke = { points: [this.cursor], radius: this.radius };
        this.end();
      } else if (event.key === "+") this.resize(1);
      else if (event.key === "-") this.resize(-1);
      else return;
      event.preventDefault();
    }

    async file(name, lastModified) {
      const blob = await new Promise((resolve) => { this.result.toBlob(resolve, "image/jpeg", QUALITY); });
      return new File([blob], `${name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg", lastModified });
    }
  }

  window.blurFaces = async (file, dialog) => {
    const painting = new Painting(await decoded(file), dialog);
    const listeners = new AbortController();
    const listen = (what, name, act) => what.addEventListener(name, act, { signal: listeners.signal });
    listen(painting.view, "pointerdown", (event) => painting.down(event));
    listen(painting.view, "pointermove", (event) => painting.move(event));
    for (const name of ["pointerup", "pointercancel"]) listen(painting.view, name, () => painting.end());
    listen(painting.view, "keydown", (event) => painting.key(event));
    for (const name of ["focus", "blur"]) listen(painting.view, name, () => painting.show());
    listen(painting.part("undo"), "click", () => painting.undo());
    listen(painting.part("smaller"), "click", () => painting.resize(-1));
    listen(painting.part("larger"), "click", () => painting.resize(1));
    const isUsed = await new Promise((resolve) => {
      listen(painting.part("use"), "click", () => resolve(true));
      listen(painting.part("drop"), "click", () => resolve(false));
      listen(dialog, "cancel", () => resolve(false)); // the key Esc
      dialog.showModal();
    });
    listeners.abort();
    dialog.close();
    return isUsed ? painting.file(file.name, file.lastModified) : null;
  };
})();
