import type { Call, Data, Input } from "../call";
import type { CallOptions } from "../options";

/** The definition of a custom field of users, roles, groups or departments. */
export type CustomField = Data<"getCustomFields">[number];

/** What has custom fields. */
export type FieldTarget = Input<"getCustomFields">["targetType"];

/** Custom fields: their definitions, and values. */
export class Fields {
  constructor(private readonly call: Call) {}

  /** The fields that a kind of object has. */
  list(targetType: FieldTarget, options?: CallOptions): Promise<readonly CustomField[]> {
    return this.call("getCustomFields", { targetType }, options);
  }

  /** Defines a field, or changes it: the key tells which. */
  async set(
    field: Input<"setCustomFields">["list"][number],
    options?: CallOptions,
  ): Promise<readonly CustomField[]> {
    return await this.call("setCustomFields", { list: [field] }, options);
  }

  /** Deletes a field, with its values. */
  async remove(targetType: FieldTarget, key: string, options?: CallOptions): Promise<void> {
    // The vendor's type asks for a tenant, which most pools have none of.
    const input = { list: [{ targetType, key }] } as unknown as Input<"deleteCustomFields">;
    await this.call("deleteCustomFields", input, options);
  }

  /** The values that one object has. */
  async values(
    target: Omit<Input<"getCustomData">, "tenantId">,
    options?: CallOptions,
  ): Promise<Readonly<Record<string, unknown>>> {
    const found = await this.call("getCustomData", target as Input<"getCustomData">, options);
    return (found ?? {}) as Readonly<Record<string, unknown>>;
  }

  /** Sets values of one object; others stay. */
  async setValues(
    target: Omit<Input<"setCustomData">, "list">,
    values: Readonly<Record<string, string>>,
    options?: CallOptions,
  ): Promise<void> {
    const list = Object.entries(values).map(([key, value]) => ({ key, value }));
    await this.call("setCustomData", { ...target, list }, options);
  }
}
