/** The types of this package's resources: of dynamic ones, and of those of the plugin. */
const DYNAMIC = "pulumi-nodejs:dynamic/identity:";
const PLUGIN = "identity:index:";

const OURS = new RegExp(`^(?:${DYNAMIC}|${PLUGIN})(\\w+)$`);

/** The kind of a resource of ours, by its type; `undefined` for one of another provider. */
export const kindIn = (type: string): string | undefined => OURS.exec(type)?.[1];

/** The same by its URN. */
export const kindOf = (urn: string): string | undefined => kindIn(parseUrn(urn).type);

/** The type of a kind's resources in the plugin's schema. */
export const pluginType = (kind: string): string => PLUGIN + kind;

/** The type of a kind's dynamic resources. */
export const dynamicType = (kind: string): string => DYNAMIC + kind;

/** What a URN says. */
interface Urn {
  readonly stack: string;
  readonly project: string;
  /** The types of what is around the resource, outermost first, as `Origin` has them. */
  readonly parents: string;
  readonly type: string;
  readonly name: string;
}

/** Reads a URN; a name may have `::` in it as well. */
export function parseUrn(urn: string): Urn {
  const [prefix = "", project = "", qualified = "", ...name] = urn.split("::");
  const types = qualified.split("$");
  const type = types.pop() ?? "";
  return {
    stack: prefix.slice(prefix.lastIndexOf(":") + 1),
    project,
    // Both forms of the provider name a resource alike, whatever it is within.
    parents: types.map(asDynamic).join("$"),
    type,
    name: name.join("::"),
  };
}

/** The name of a resource, as `resourceName` makes it: the types of the components around it, and its name. */
export function resourceNameIn(urn: string): string {
  const { parents, name } = parseUrn(urn);
  return parents === "" ? name : `${parents}$${name}`;
}

/** The URN of what is beside a resource: of another kind and name, in the same form of the provider. */
export function urnBeside(
  urn: string,
  { kind, name }: { readonly kind: string; readonly name: string },
): string {
  const [prefix = "", project = "", qualified = ""] = urn.split("::");
  const types = qualified.split("$");
  const isPlugin = types.pop()?.startsWith(PLUGIN) === true;
  const type = isPlugin ? pluginType(kind) : dynamicType(kind);
  return [prefix, project, [...types, type].join("$"), name].join("::");
}

/** The type of the stack itself, which is above all and in no URN but its own. */
const STACK = "pulumi:pulumi:Stack";

/** The types around a resource that has this parent, as `parents` has them. */
export function typesWithin(parentUrn: string): string {
  const { parents, type } = parseUrn(parentUrn);
  return [parents, type === STACK ? "" : asDynamic(type)].filter(Boolean).join("$");
}

/** A type of the plugin as the dynamic form calls it, which was first. */
function asDynamic(type: string): string {
  const kind = type.startsWith(PLUGIN) ? type.slice(PLUGIN.length) : undefined;
  return kind === undefined || COMPONENTS.includes(kind) ? type : dynamicType(kind);
}

/** They have one type in both forms. */
const COMPONENTS: readonly string[] = ["OrgTree"];

/** Whether a resource with these types around it is directly in an `OrgTree`. */
export const isTreePart = (parents = ""): boolean => parents.endsWith(`${PLUGIN}OrgTree`);

/** The same by its URN. */
export const isInTree = (urn: string): boolean => isTreePart(parseUrn(urn).parents);
