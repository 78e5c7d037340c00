import { kinds as byName, type KindName } from "../../provider/kinds";
import type { Kind } from "../../provider/engine/kind";

/** The kinds of resources, as `--only` takes them. */
export const kinds = Object.keys(byName) as KindName[];

export const handlerOf = (kind: KindName): Kind => byName[kind];
