// The line to the sandbox: acts go out as JSON, the state comes in by itself.

async function ask(method, path, body) {
  const response = await fetch(`/sandbox/${path}`, {
    method,
    headers: { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.json();
  if (answer.ok === false) throw new Error(answer.description);
  return answer;
}

export const act = (person, name, body = {}) => ask("POST", `people/${person}/${name}`, body);
export const groupAct = (chat, name, body = {}) => ask("POST", `groups/${chat}/${name}`, body);
export const setFault = (body) => ask("POST", "faults", body);
export const clearFaults = () => ask("DELETE", "faults");
export const startOver = () => ask("POST", "reset", {});
export const fileUrl = (fileId) => `/sandbox/files/${encodeURIComponent(fileId)}`;

// EventSource reconnects by itself; `onLine(false)` tells that the line is down meanwhile.
export function listen(onState, onLine) {
  const source = new EventSource("/sandbox/events");
  source.onopen = () => onLine(true);
  source.onerror = () => {
    onLine(false);
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => listen(onState, onLine), 1500);
    }
  };
  source.onmessage = (event) => onState(JSON.parse(event.data));
  addEventListener("pagehide", () => source.close(), { once: true });
}

export function readFile(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () =>
      resolve({ content: String(reader.result).split(",")[1] ?? "", name: file.name, mime: file.type || undefined });
    reader.readAsDataURL(file);
  });
}
