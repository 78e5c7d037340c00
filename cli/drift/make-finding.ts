import { createHash } from "node:crypto";
import type { Finding } from "../findings/finding";
import { adviceFor, type About } from "./advice";
import type { Found } from "./found";

const ID_LENGTH = 12;

/**
 * Gives a finding its id and its advice. The id depends on what the finding is about and on nothing that
 * changes meanwhile: on the resource for what is declared, on the backend's own ids for the rest.
 */
export function makeFinding(found: Found, about: About = {}): Finding {
  const { category, kind, urn, org, object, list, member } = found;
  const isDeclared = category === "changed" || category === "missing";
  const key = isDeclared ? [urn] : [org, object, list, member];
  const id = createHash("sha256")
    .update(JSON.stringify([category, kind, ...key]))
    .digest("hex")
    .slice(0, ID_LENGTH);
  return { id, ...found, advice: adviceFor(found, about) };
}
