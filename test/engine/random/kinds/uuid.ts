import { randomUUID } from "node:crypto";
import { type Kind, pick } from "./kind";

/** RandomUuid: a UUID of version 4. */
export const uuid: Kind = {
  settings: (inputs) => pick(inputs, ["keepers"]),
  check: () => [],
  make() {
    const result = randomUUID();
    return { id: result, outputs: { result } };
  },
  made: ["result"],
  secret: [],
};
