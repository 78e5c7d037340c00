/**
 * Where a resource is declared: what its URN says of it besides its kind and its name. The engine
 * tells a provider no URN, so the constructor passes this along.
 */
export interface Origin {
  /** Whose stack it is; `organization` on a backend that has none. */
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  /** The types of the components around it, outermost first, as a URN joins them: `acme:Office$acme:Team`. */
  readonly parents: string;
}

/**
 * What tells a resource from all others of its kind in one program, and names it in messages: its
 * logical name, with the components around it where there are any.
 */
export function resourceName(values: Readonly<Record<string, unknown>>): string {
  const { parents = "" } = originOf(values);
  const name = String(values.logicalName);
  return parents === "" ? name : `${parents}$${name}`;
}

/** What the constructor passed along; nothing of a resource that the program makes without one. */
export const originOf = ({ origin }: Readonly<Record<string, unknown>>): Partial<Origin> =>
  origin ?? {};
