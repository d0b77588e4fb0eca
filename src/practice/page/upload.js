// Choosing a file and sending it with the next act.
import { act } from "./act.js";
import { set } from "./store.js";

const LARGEST = 8 * 1_048_576;

export function upload(channel, threadTs) {
  const picker = document.createElement("input");
  picker.type = "file";
  picker.addEventListener("change", async () => {
    const [file] = picker.files ?? [];
    if (!file) return;
    if (file.size > LARGEST) {
      set({ problem: `${file.name} is larger than 8 MB, the most the practice workspace takes.` });
      return;
    }
    const mimetype = file.type || "application/octet-stream";
    const base64 = await readBase64(file);
    await act({ act: "upload", channel, name: file.name, mimetype, base64, ...(threadTs ? { threadTs } : {}) });
  });
  picker.click();
}

const readBase64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
