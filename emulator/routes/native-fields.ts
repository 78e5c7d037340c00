import { createHash } from "node:crypto";

/** A field of people that every server has. */
const field = (
  name: string,
  key: string,
  editable: boolean,
  schema: object = { type: "string" },
) => ({
  uuid: createHash("md5").update(key).digest("hex"),
  name,
  key,
  subject: "user",
  schema,
  is_visible: true,
  is_visible_editable: editable,
});

const DEPTS = {
  type: "array",
  items: {
    type: "object",
    properties: { uid: { type: "string" }, name: { type: "string" } },
  },
};

/** The fields of people; the misspelt type is the reference's own. */
export const NATIVE_FIELDS = [
  field("姓名", "name", false),
  field("工号", "employee_number", true),
  field("性别", "gender", true, { type: "interger" }),
  field("手机", "mobile", true),
  field("私人邮箱", "private_email", true),
  field("职位", "position", true),
  field("邮箱", "email", false),
  field("部门", "depts", false, DEPTS),
];
