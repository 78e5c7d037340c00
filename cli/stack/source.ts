/** One call on the way to a resource's constructor, as the engine keeps it; none of the runtime's own has a position. */
export interface Frame {
  /** `project:///index.ts#12,9`: from the project's folder, with line and column. */
  readonly sourcePosition?: string | null | undefined;
}

/**
 * Where a program declares a resource: `index.ts:12`, from the program's folder. That is the first call
 * outside this package, and outside of other packages where there is one. What an `OrgTree` makes from a
 * file has the entry's place there: `org.yaml:7`.
 *
 * @param frames from the constructor outwards
 * @returns `undefined` where nothing tells
 */
export function sourceIn(frames: readonly Frame[]): string | undefined {
  const places = frames.flatMap(({ sourcePosition }) => placeIn(sourcePosition));
  if (places.some(({ file }) => YAML_HOST.test(file))) return undefined;
  const [first] = places;
  const [, home] = PACKAGE.exec(first?.file ?? "") ?? [];
  const outside = places.filter(({ file }) => home === undefined || !file.startsWith(home));
  const found = outside.find(({ file }) => !file.includes("node_modules/")) ?? outside[0];
  return found && `${found.file}:${found.line}`;
}

/** The constructor is the first frame: all that is beside its folder is the package. */
const PACKAGE = /^(.*\/(?:dist\/)?provider\/)resources\/[\w-]+\.[jt]s$/;
/** What runs a program in YAML has frames of its own alone. */
const YAML_HOST = /(^|\/)pulumi-yaml(@[^/]+)?\/pkg\//;
const POSITION = /^project:\/\/\/(.+)#(\d+)(?:,\d+)?$/;

function placeIn(
  position: Frame["sourcePosition"],
): { readonly file: string; readonly line: string }[] {
  const [, file, line] = POSITION.exec(position ?? "") ?? [];
  return file === undefined || line === undefined ? [] : [{ file: decoded(file), line }];
}

/** A name may hold a `%` that encodes nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
