import type { Kind } from "../../../provider/engine/kind";

/** The module that the states of users refer to. */
export const dynamicModule = ({ name }: Kind): string => `// Made by \`npm run generate\`.
import { kinds } from "../../kinds";
import { delegate } from "../delegate";

export = delegate(kinds.${name});
`;
