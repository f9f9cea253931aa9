// What was done without a connection, kept in the browser's own database until the server has it.
const NAME = "dougong-outbox";
const STORE = "waiting";

function opened() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function act(mode, what) {
  const database = await opened();
  try {
    return await new Promise((done, failed) => {
      const transaction = database.transaction(STORE, mode);
      const asked = what(transaction.objectStore(STORE));
      transaction.oncomplete = () => done(asked.result);
      transaction.onerror = transaction.onabort = () => failed(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const all = async () => (await act("readonly", (store) => store.getAll())).sort((one, other) => one.at - other.at);
export const put = (entry) => act("readwrite", (store) => store.put(entry));
export const remove = (id) => act("readwrite", (store) => store.delete(id));

/** Whether there is one at all: asking does not make it. */
export async function isThere() {
  if (!window.indexedDB?.databases) return false;
  return (await indexedDB.databases()).some(({ name }) => name === NAME);
}

export function destroy() {
  return new Promise((done) => {
    const asked = indexedDB.deleteDatabase(NAME);
    asked.onsuccess = asked.onerror = asked.onblocked = () => done();
  });
}
