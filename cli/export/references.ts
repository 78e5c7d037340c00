import { parseRootId } from "../../provider/inspect";
import { Expression, type Code } from "../code/code";
import { member, quoted } from "../code/print";
import type { LiveOrg } from "../live-org/live-org";

/** What the program calls the objects of an org, as far as it has declared them. */
export class References {
  private readonly nodes = new Map<string, Expression>();
  private readonly apps = new Map<string, string>();
  private readonly appNames = new Map<string, string>();
  private readonly perms = new Map<string, Expression>();
  private readonly permNames = new Map<string, string>();
  private readonly roots: ReadonlyMap<string, string>;

  /** @param tree the variable of the tree; without one the org and its roots go by their ids */
  constructor(
    private readonly tree: string | undefined,
    private readonly org: LiveOrg,
  ) {
    this.roots = new Map(Object.entries(org.state.roots).map(([kind, id]) => [id, kind]));
  }

  get orgItself(): Code {
    return this.ofTree("org") ?? this.org.state.id;
  }

  /** @param isBulk whether the tree is one resource, of which entries have ids and are none */
  addEntry(id: string, key: string, isBulk: boolean): void {
    const entry = this.ofTree(isBulk ? `nodeId(${quoted(key)})` : member("nodes", key));
    if (entry !== undefined) this.nodes.set(id, entry);
  }

  addNode(id: string, variable: string): void {
    this.nodes.set(id, new Expression(variable, [variable]));
  }

  /** @param name of its resource */
  addApp(id: string, variable: string, name: string): void {
    this.apps.set(id, variable);
    this.appNames.set(id, name);
  }

  /** @param name of its resource */
  addPerm(id: string, variable: string, name: string): void {
    this.perms.set(id, new Expression(variable, [variable]));
    this.permNames.set(id, name);
  }

  /** The name of the resource of a perm; none where the program does not declare it. */
  permName(id: string): string | undefined {
    return this.permNames.get(id);
  }

  /** The name of the resource of an app; none where the program does not declare it. */
  appName(id: string): string | undefined {
    return this.appNames.get(id);
  }

  /** The resource, else the id: of a root, of a node of another org, of one that comes later. */
  node(id: string): Code {
    const kind = this.roots.get(id) ?? parseRootId(id)?.kind;
    return this.nodes.get(id) ?? (kind === undefined ? id : this.root(kind));
  }

  root(kind: string): Code {
    return this.ofTree(`org.root(${quoted(kind)})`) ?? `${this.org.state.id}/${kind}`;
  }

  private ofTree(rest: string): Expression | undefined {
    return this.tree === undefined
      ? undefined
      : new Expression(`${this.tree}.${rest}`, [this.tree]);
  }

  app(id: string): Code {
    const variable = this.apps.get(id);
    return variable === undefined ? id : new Expression(variable, [variable]);
  }

  scope(id: string): Code {
    return id === this.org.state.id ? this.orgItself : this.app(id);
  }

  /** The perm to use an app goes by the app, and one that the server made with the org by its id. */
  perm(id: string): Code {
    const declared = this.perms.get(id);
    if (declared !== undefined) return declared;
    const { builtIn, scope = "" } = this.org.perms.get(id) ?? {};
    const app = builtIn === true ? this.apps.get(scope) : undefined;
    if (app !== undefined) return new Expression(`${app}.accessPerm`, [app]);
    const { id: oid } = this.org.state;
    if (this.tree === undefined || !id.startsWith(`${oid}_`)) return id;
    const rest = id.slice(oid.length);
    const text = `\${${this.tree}.org.id}${rest.replace(/[`\\]|\$\{/g, "\\$&")}`;
    return new Expression(`pulumi.interpolate\`${text}\``, [this.tree, "pulumi"]);
  }
}
