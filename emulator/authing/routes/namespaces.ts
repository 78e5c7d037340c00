import { z } from "zod";
import { type Context, type Endpoint, get, post } from "../endpoint";
import {
  BUILT_IN,
  createNamespace,
  deleteNamespace,
  findNamespace,
  namespaces,
  updateNamespace,
} from "../model/namespaces";
import { rolesIn } from "../model/roles";
import { given, known } from "../model/keys";
import { type NamespaceRow } from "../model/tables";
import { Failure, invalid } from "../wire/failure";
import {
  MOST,
  filled,
  filledKey,
  key,
  list,
  optional,
  paging,
  pagingOfNewer,
  text,
} from "../wire/fields";
import { pageOf } from "../wire/pages";
import { roleView } from "./roles";
import { same } from "../../same";

/** The most namespaces that one call deletes. */
const FEW = 10;

/** What the two families of paths to the same namespaces take and word otherwise (the vendor's tests). */
interface Family {
  noun: "namespace" | "permission-namespace";
  code: z.ZodType<string>;
  name: z.ZodType<string | null | undefined>;
  paging: typeof paging;
  /** What a list of codes is called. */
  codes: "codeList" | "codes";
  /** 404 when reading one, and when changing or deleting one. */
  unread: Failure;
  unchanged: Failure;
  /** 404 of lists with one that does not exist; without, such are passed over. */
  unlisted?: { read: Failure; delete: Failure };
}

const NOT_FOUND = new Failure(404, { zh: "权限组不存在", en: "The namespace does not exist" });
const NO_SPACE = new Failure(404, { zh: "权限空间不存在", en: "The namespace does not exist" });
const NOT_ALL = new Failure(404, { zh: "有不存在的权限空间", en: "A namespace does not exist" });

const PLAIN: Family = {
  noun: "namespace",
  code: filledKey,
  name: optional(text),
  paging,
  codes: "codeList",
  unread: new Failure(404, "namespace not exists"),
  unchanged: NOT_FOUND,
};

const PERMISSION: Family = {
  noun: "permission-namespace",
  code: filled("code", key),
  name: filled("name", key),
  paging: pagingOfNewer,
  codes: "codes",
  unread: NO_SPACE,
  unchanged: new Failure(404, "namespace not found"),
  unlisted: { read: NOT_ALL, delete: NO_SPACE },
};

const view = ({ code, name, description }: NamespaceRow) => ({
  code,
  name: name ?? "",
  description: description ?? "",
});

function found({ db }: Context, code: string, otherwise: Failure): NamespaceRow {
  return known(findNamespace(db, code), () => otherwise);
}

/** Making and changing. */
function writingRoutes({ noun, code, name, unchanged }: Family): Endpoint[] {
  const fresh = z.object({ code, name, description: optional(text) });
  const make = ({ db }: Context, input: z.output<typeof fresh>) =>
    createNamespace(db, {
      code: input.code,
      name: input.name ?? null,
      description: input.description ?? null,
    });
  const change = z.object({
    code,
    newCode: optional(key),
    name: optional(text),
    description: optional(text),
  });
  return [
    post(`create-${noun}`, fresh, (context, input) => view(make(context, input))),
    post(`create-${noun}s-batch`, z.object({ list: list(fresh) }), (context, input) => {
      if (input.list.some((each) => BUILT_IN.includes(each.code))) {
        throw new Failure(409, "can't use built-in namespace code 'default' and 'system'");
      }
      for (const each of input.list) make(context, each);
    }),
    post(`update-${noun}`, change, (context, input) => {
      const { name: newName, description, newCode } = input;
      const columns = given({ name: newName, description, code: newCode ?? undefined });
      return view(updateNamespace(context.db, found(context, input.code, unchanged), columns));
    }),
    post(`delete-${noun}`, z.object({ code }), (context, input) => {
      deleteNamespace(context.db, found(context, input.code, unchanged));
    }),
  ];
}

/** Reading. */
function readingRoutes({ noun, code, paging: pages, unread }: Family): Endpoint[] {
  const listing = z.object({ ...pages, keywords: optional(text), query: optional(text) });
  return [
    get(`get-${noun}`, z.object({ code }), (context, input) =>
      view(found(context, input.code, unread)),
    ),
    get(`list-${noun}s`, listing, ({ db }, input) => {
      return pageOf(namespaces(db, input.keywords ?? input.query ?? ""), input, view);
    }),
    get(`list-${noun}-roles`, listing.extend({ code }), (context, input) => {
      const { id } = found(context, input.code, unread);
      return pageOf(rolesIn(context.db, id, input.keywords ?? input.query ?? ""), input, (role) =>
        roleView(context, role),
      );
    }),
  ];
}

/** Many by their codes, which a query may join with commas. */
function batchRoutes({ noun, codes, unlisted }: Family): Endpoint[] {
  const some = (most: number) =>
    z.object({ [codes]: list(text, most) }).transform((input) => input[codes] ?? []);
  const all = ({ db }: Context, wanted: string[], otherwise?: Failure) =>
    wanted
      .flatMap((each) => each.split(","))
      .map((code) => {
        const namespace = findNamespace(db, code);
        if (!namespace && otherwise) throw otherwise;
        return namespace;
      })
      .filter((namespace) => namespace !== undefined);
  return [
    get(`get-${noun}s-batch`, some(MOST), (context, wanted) =>
      all(context, wanted, unlisted?.read).map(view),
    ),
    post(`delete-${noun}s-batch`, some(FEW), (context, wanted) => {
      for (const each of all(context, wanted, unlisted?.delete)) deleteNamespace(context.db, each);
    }),
  ];
}

const WHETHER = z.object(same(optional(text), "code", "name"));

function isFree({ db }: Context, { code, name }: z.output<typeof WHETHER>) {
  if (!code && !name) throw invalid("code should not be empty");
  const isTaken = namespaces(db).some(
    (each) => (code && each.code === code) || (name && each.name === name),
  );
  return { isValid: !isTaken };
}

/** Namespaces, by both families of paths. */
export const namespaceRoutes: Endpoint[] = [
  ...[PLAIN, PERMISSION].flatMap((family) => [
    ...writingRoutes(family),
    ...readingRoutes(family),
    ...batchRoutes(family),
  ]),
  post("check-permission-namespace-exists", WHETHER, isFree),
];
