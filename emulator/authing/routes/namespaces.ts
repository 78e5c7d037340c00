import { z } from "zod";
import { type Context, type Endpoint, get, post, success } from "../endpoint";
import {
  type NamespaceRow,
  createNamespace,
  deleteNamespace,
  findNamespace,
  namespaceOf,
  namespaces,
  updateNamespace,
} from "../model/namespaces";
import { rolesIn } from "../model/roles";
import { given } from "../model/rows";
import { Failure, invalid } from "../wire/failure";
import { filledKey, key, list, optional, paging, text } from "../wire/fields";
import { pageOf } from "../wire/pages";
import { roleView } from "./roles";

/** The most namespaces that one call deletes. */
const FEW = 10;

const view = ({ code, name, description }: NamespaceRow) => ({
  code,
  name: name ?? "",
  description: description ?? "",
});

/** What the two families of paths to the same namespaces word otherwise (the vendor's tests). */
interface Family {
  /** `namespace` or `permission-namespace`. */
  noun: string;
  /** 400 of an empty value. */
  code: z.ZodType<string>;
  name: z.ZodType<string | null | undefined>;
  /** 404 of one that does not exist. */
  missing: () => Failure;
}

/** The older family; it says what is missing in English when reading. */
const PLAIN: Family = {
  noun: "namespace",
  code: filledKey,
  name: optional(text),
  missing: () => new Failure(404, "namespace not exists"),
};

const filled = (name: string) =>
  key.refine((value) => value !== "", { message: `${name} should not be empty` });

/** The newer family. */
const PERMISSION: Family = {
  noun: "permission-namespace",
  code: filled("code"),
  name: filled("name"),
  missing: () => new Failure(404, { zh: "权限空间不存在", en: "The namespace does not exist" }),
};

const routesOf = ({ noun, code, name, missing }: Family): Endpoint[] => {
  const one = (context: Context, wanted: string) => {
    const found = findNamespace(context.db, wanted);
    if (!found) throw missing();
    return found;
  };
  const fresh = z.object({ code, name, description: optional(text) });
  const make = ({ db }: Context, input: z.output<typeof fresh>) =>
    createNamespace(db, {
      code: input.code,
      name: input.name ?? null,
      description: input.description ?? null,
    });
  const changed = z.object({
    code,
    newCode: optional(key),
    name: optional(text),
    description: optional(text),
  });
  return [
    post(`create-${noun}`, fresh, (context, input) => view(make(context, input))),
    post(`create-${noun}s-batch`, z.object({ list: list(fresh) }), (context, input) => {
      for (const each of input.list) make(context, each);
      return success();
    }),
    post(`update-${noun}`, changed, ({ db }, input) => {
      const found = namespaceOf(db, input.code);
      const { name, description, newCode } = input;
      return view(
        updateNamespace(db, found, given({ name, description, code: newCode ?? undefined })),
      );
    }),
    post(`delete-${noun}`, z.object({ code }), ({ db }, input) => {
      deleteNamespace(db, namespaceOf(db, input.code));
      return success();
    }),
    get(`get-${noun}`, z.object({ code }), (context, input) => view(one(context, input.code))),
    get(`get-${noun}s-batch`, z.object({ codeList: list(text) }), (context, input) =>
      input.codeList.map((each) => view(one(context, each))),
    ),
    get(
      `list-${noun}s`,
      z.object({ ...paging, keywords: optional(text), query: optional(text) }),
      ({ db }, input) => {
        const page = pageOf(namespaces(db, input.keywords ?? input.query ?? ""), input);
        return { ...page, list: page.list.map(view) };
      },
    ),
    get(
      `list-${noun}-roles`,
      z.object({ ...paging, code, keywords: optional(text), query: optional(text) }),
      (context, input) => {
        const { db } = context;
        const words = input.keywords ?? input.query ?? "";
        const page = pageOf(rolesIn(db, one(context, input.code).id, words), input);
        return { ...page, list: page.list.map((role) => roleView(context, role)) };
      },
    ),
  ];
};

const SOME = z.object({ codeList: list(text, FEW) });

/** The older family skips what is not there; the newer one refuses (the vendor's tests). */
const removeAll =
  (missing?: () => Failure) =>
  ({ db }: Context, input: z.output<typeof SOME>) => {
    for (const code of input.codeList) {
      const found = findNamespace(db, code);
      if (found) deleteNamespace(db, found);
      else if (missing) throw missing();
    }
    return success();
  };

const WHETHER = z.object({ code: optional(text), name: optional(text) });

function exists({ db }: Context, { code, name }: z.output<typeof WHETHER>) {
  if (!code && !name) throw invalid("code should not be empty");
  const taken = namespaces(db).some((each) => each.code === code || (name && each.name === name));
  return { isValid: !taken };
}

/** Namespaces, by both families of paths. */
export const namespaceRoutes: Endpoint[] = [
  ...routesOf(PLAIN),
  ...routesOf(PERMISSION),
  post("delete-namespaces-batch", SOME, removeAll()),
  post("delete-permission-namespaces-batch", SOME, removeAll(PERMISSION.missing)),
  post("check-permission-namespace-exists", WHETHER, exists),
];
