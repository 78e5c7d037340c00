import ts from "typescript";

/** A value of an example, in no language. */
export type Value =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "flag"; readonly flag: boolean }
  | { readonly is: "list"; readonly of: readonly Value[] }
  | { readonly is: "map"; readonly of: readonly (readonly [string, Value])[] }
  /** A resource; `rest` is what follows its id: `/access`. */
  | { readonly is: "resource"; readonly variable: string; readonly rest: string }
  /** A secret of the stack's configuration, which every language has. */
  | { readonly is: "secret"; readonly name: string };

/** A resource that an example makes. */
export interface Made {
  readonly kind: string;
  /** In the program. */
  readonly name: string;
  readonly variable: string;
  readonly args: readonly (readonly [string, Value])[];
}

/**
 * The resources of a kind's one example, which is TypeScript.
 * @throws Error for what this does not know: say it more simply, or teach it here
 */
export function parseExample(code: string): Made[] {
  const file = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
  return file.statements.flatMap((statement) => {
    if (ts.isExpressionStatement(statement)) return [madeBy(statement.expression)];
    if (!ts.isVariableStatement(statement)) throw unknown(statement);
    // What a program exports is another matter in each language.
    if (statement.modifiers !== undefined) return [];
    return statement.declarationList.declarations.map(({ name, initializer }) =>
      madeBy(initializer, name.getText()),
    );
  });
}

function madeBy(node: ts.Expression | undefined, variable?: string): Made {
  if (node === undefined || !ts.isNewExpression(node)) throw unknown(node);
  const [name, args] = node.arguments ?? [];
  if (name === undefined || !ts.isStringLiteral(name)) throw unknown(node);
  if (args === undefined || !ts.isObjectLiteralExpression(args)) throw unknown(node);
  return {
    kind: node.expression.getText(),
    name: name.text,
    variable: variable ?? camel(name.text),
    args: entriesOf(args),
  };
}

const entriesOf = (node: ts.ObjectLiteralExpression): (readonly [string, Value])[] =>
  node.properties.map((one) => {
    if (!ts.isPropertyAssignment(one)) throw unknown(one);
    return [one.name.getText(), valueOf(one.initializer)];
  });

function valueOf(node: ts.Expression): Value {
  if (ts.isStringLiteral(node)) return { is: "text", text: node.text };
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { is: "flag", flag: true };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { is: "flag", flag: false };
  if (ts.isArrayLiteralExpression(node)) return { is: "list", of: node.elements.map(valueOf) };
  if (ts.isObjectLiteralExpression(node)) return { is: "map", of: entriesOf(node) };
  if (ts.isIdentifier(node)) return { is: "resource", variable: node.text, rest: "" };
  if (ts.isPropertyAccessExpression(node)) return memberOf(node);
  if (ts.isCallExpression(node)) return rootOf(node);
  throw unknown(node);
}

/** `app.accessPerm`; and the result of a RandomPassword, for which not every language has a class. */
function memberOf({ name, expression }: ts.PropertyAccessExpression): Value {
  const variable = expression.getText();
  if (name.text === "accessPerm") return { is: "resource", variable, rest: "/access" };
  if (name.text === "result") return { is: "secret", name: variable };
  throw unknown(expression.parent);
}

/** `org.root("department")`. */
function rootOf(node: ts.CallExpression): Value {
  const [kind] = node.arguments;
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== "root") {
    throw unknown(node);
  }
  if (kind === undefined || !ts.isStringLiteral(kind)) throw unknown(node);
  return { is: "resource", variable: expression.expression.getText(), rest: `/${kind.text}` };
}

const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const unknown = (node: ts.Node | undefined) =>
  new Error(`an example has what no other language is known for: ${node?.getText() ?? "nothing"}`);
