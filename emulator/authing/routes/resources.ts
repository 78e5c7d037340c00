import { z } from "zod";
import { type Context, type Endpoint, get, post, success } from "../endpoint";
import { namespaceById, namespaceOf } from "../model/namespaces";
import {
  type ResourceRow,
  createResource,
  deleteResource,
  findResource,
  resourceOf,
  resourcesIn,
  updateResource,
} from "../model/resources";
import { given } from "../model/rows";
import { key, list, optional, paging, text } from "../wire/fields";
import { pageOf } from "../wire/pages";
import { type Shape, json } from "../wire/views";

/** What kinds of resources there are. */
export const RESOURCE_TYPE = z.enum(["DATA", "API", "MENU", "BUTTON", "UI"]);

/** `ResourceDto`. */
function view({ db }: Context, resource: ResourceRow): Shape {
  return {
    code: resource.code,
    name: resource.name ?? "",
    type: resource.type,
    namespace: namespaceById(db, resource.namespace).code,
    ...json(resource.settings),
  };
}

const ATTRIBUTES = {
  name: optional(text),
  description: optional(text),
  apiIdentifier: optional(text),
  actions: optional(z.array(z.object({ name: text, description: text.optional() })).max(100)),
};

const settingsOf = ({
  description,
  apiIdentifier,
  actions,
}: z.output<z.ZodObject<typeof ATTRIBUTES>>) => given({ description, apiIdentifier, actions });

const NEW = z.object({ ...ATTRIBUTES, code: key, type: RESOURCE_TYPE, namespace: optional(text) });
type New = z.output<typeof NEW>;

function create(context: Context, input: New) {
  const { db } = context;
  return createResource(db, {
    namespace: namespaceOf(db, input.namespace).id,
    code: input.code,
    type: input.type,
    name: input.name ?? null,
    settings: JSON.stringify(settingsOf(input)),
  });
}

/** What names one resource: an omitted namespace is the default one. */
const RESOURCE = z.object({ code: key, namespace: optional(text) });

const CHANGE = RESOURCE.extend({ ...ATTRIBUTES, type: optional(RESOURCE_TYPE) });

function change(context: Context, input: z.output<typeof CHANGE>) {
  const { db } = context;
  const resource = resourceOf(db, namespaceOf(db, input.namespace).id, input.code);
  const columns = given({ name: input.name, type: input.type ?? undefined });
  const settings = JSON.stringify({ ...json(resource.settings), ...settingsOf(input) });
  return view(context, updateResource(db, resource, { ...columns, settings }));
}

/** What is not there is deleted already (the vendor's tests). */
function remove({ db }: Context, codes: string[], namespace?: string | null) {
  const { id } = namespaceOf(db, namespace);
  for (const code of codes) {
    const resource = findResource(db, id, code);
    if (resource) deleteResource(db, resource.id);
  }
  return success();
}

const LISTING = z.object({ ...paging, namespace: optional(text), type: optional(RESOURCE_TYPE) });

function listing(context: Context, input: z.output<typeof LISTING>) {
  const all = resourcesIn(context.db, namespaceOf(context.db, input.namespace).id);
  const page = pageOf(
    all.filter(({ type }) => !input.type || type === input.type),
    input,
  );
  return { ...page, list: page.list.map((resource) => view(context, resource)) };
}

/** Resources in namespaces. */
export const resourceRoutes: Endpoint[] = [
  post("create-resource", NEW, (context, input) => view(context, create(context, input))),
  post(
    "create-resources-batch",
    z.object({
      list: list(NEW.omit({ namespace: true })),
      namespace: optional(text),
    }),
    (context, input) => {
      for (const each of input.list) create(context, { ...each, namespace: input.namespace });
      return success();
    },
  ),
  post("update-resource", CHANGE, change),
  post("delete-resource", RESOURCE, (context, input) =>
    remove(context, [input.code], input.namespace),
  ),
  post(
    "delete-resources-batch",
    z.object({ codeList: list(text), namespace: optional(text) }),
    (context, input) => remove(context, input.codeList, input.namespace),
  ),
  get("get-resource", RESOURCE, (context, input) => {
    const { db } = context;
    return view(context, resourceOf(db, namespaceOf(db, input.namespace).id, input.code));
  }),
  get(
    "get-resources-batch",
    z.object({ codeList: list(text), namespace: optional(text) }),
    (context, input) => {
      const { id } = namespaceOf(context.db, input.namespace);
      const found = input.codeList.map((code) => findResource(context.db, id, code));
      return found.filter((each) => each !== undefined).map((each) => view(context, each));
    },
  ),
  get("list-resources", LISTING, listing),
];
