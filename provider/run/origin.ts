/**
 * Where a resource is declared: its URN without the kind and the name. The engine passes no URN to
 * a dynamic provider, so that the constructor passes this along; the plugin makes it of the URN.
 */
export interface Origin {
  /**
   * The organization of the stack; `organization` on a backend without any, and where only the
   * plugin was asked, since no URN has it.
   */
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  /**
   * The types of the components around it, outermost first, as a URN joins them:
   * `acme:Office$acme:Team`.
   */
  readonly parents: string;
}

/**
 * The name of a resource, unique among those of its kind in one program: its logical name, with the
 * components around it where there are any.
 */
export function resourceName(values: Readonly<Record<string, unknown>>): string {
  const { parents = "" } = originOf(values);
  const name = String(values.logicalName);
  return parents === "" ? name : `${parents}$${name}`;
}

/** The origin that the constructor passed along; empty for a resource made without it. */
export const originOf = ({ origin }: Readonly<Record<string, unknown>>): Partial<Origin> =>
  origin ?? {};
