import { ARKID_SCHEMA } from "./model/tables";
import { dump } from "./seed/dump";
import { openData } from "./serve";
import { prepareSchema } from "./storage/schema";

export { openAuthing } from "./authing/start";
export { open } from "./start";

/** Everything in a data file, as the text of a seed file. */
export function dumpData(data: string): string {
  const db = openData(data);
  try {
    prepareSchema(db, ARKID_SCHEMA);
    return `${JSON.stringify(dump(db), null, 2)}\n`;
  } finally {
    db.close();
  }
}
