/** A place in a tree: `["departments", 0, "name"]`. */
export type Path = readonly (string | number)[];

/** What is invalid at a place, as a sentence without the place. */
export interface Problem {
  readonly path: Path;
  readonly says: string;
}

const PLAIN = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

/** A path as a JavaScript programmer writes it: `departments[0].name`. */
export function pathText(path: Path): string {
  return path
    .map((step) => (PLAIN.test(String(step)) ? `.${step}` : `[${JSON.stringify(step)}]`))
    .join("")
    .replace(/^\./, "");
}
